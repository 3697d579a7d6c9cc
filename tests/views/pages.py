"""Pages as a browser would read them, and what no page may hold."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import lxml.html
from django.http import HttpResponse
from lxml.html import HtmlElement

# What the test client answers has a class of its own in the stubs alone.
if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer = _MonkeyPatchedWSGIResponse
else:
    Answer = HttpResponse

SHOWING = (
    "desk",
    "upload",
    "article",
    "details",
    "clearance",
    "dashboard",
    "figures",
    "checks",
    "live",
    "revise",
    "revisions",
    "revision",
    "claim",
    "queue",
    "article_claims",
    "assign_article",
    "edit_claim",
    "article_links",
    "links",
    "link",
    "snapshot",
    "notifications",
)
"""The addresses that show an article to an editor."""


def parsed(response: Answer) -> HtmlElement:
    """The page, or the fragment in a page of its own."""
    return lxml.html.document_fromstring(response.content.decode())


def faults(page: HtmlElement) -> Iterator[str]:
    """What the content policy would stop, or what would be code if it did not."""
    for element in page.iter(lxml.html.etree.Element):
        tag = str(element.tag)
        if tag in ("iframe", "object", "embed", "base", "style"):
            yield f"<{tag}>"
        if tag == "script" and (element.text or not element.get("src", "").startswith("/static/")):
            yield "a script inside the page"
        for name, value in element.items():
            if name == "style" or re.match("on[a-z]", name):
                yield f"{name}={value!r} on <{tag}>"
            if name in ("href", "src", "action", "formaction") and re.match(
                r"\s*(javascript|data|vbscript):", value, re.I
            ):
                yield f"{name}={value!r} on <{tag}>"


def controls_without_a_plain_way(page: HtmlElement) -> Iterator[str]:
    """Controls of htmx that would do nothing without it. What polls by itself is no control."""
    for element in page.iter(lxml.html.etree.Element):
        words = lxml.html.tostring(element).decode()[:300]
        if element.get("hx-get") and "every" not in element.get("hx-trigger", ""):
            if element.tag == "a" and not element.get("href"):
                yield words
            if element.tag != "a":
                yield words
        if element.get("hx-post"):
            is_form = element.tag == "form" and element.get("action") == element.get("hx-post")
            is_button = element.tag == "button" and element.get("formaction") == element.get("hx-post")
            posts = element.get("method", "") == "post" if is_form else is_button and button_posts(element, page)
            if not posts:
                yield words
        if any(element.get(f"hx-{verb}") for verb in ("put", "patch", "delete")):
            yield words


def button_posts(button: HtmlElement, page: HtmlElement) -> bool:
    """Whether the form around the button, or the one it names, is sent by POST."""
    named = button.get("form")
    forms = page.xpath("//form[@id=$id]", id=named) if named else list(button.iterancestors("form"))
    return [form.get("method") for form in forms] == ["post"]
