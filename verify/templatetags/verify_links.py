"""What the links table tells of each page, made in Python: a table may have thousands of rows (decision 0007)."""

from collections.abc import Iterable, Iterator
from datetime import date

from django import template
from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.models import LinkCheck, LinkOccurrence, Outcome

from .verify_icons import icon
from .verify_text import language_word, middle, web_address

register = template.Library()

_LONG = 90


@register.simple_tag
def page_facts(check: LinkCheck) -> SafeString:
    """Who published the page, when, in which language and how long it is, in one quiet line; nothing where it says nothing."""
    parts = list(_parts(check))
    if not parts:
        return SafeString("")
    return format_html('<br><small class="soft page-facts">{}</small>', " · ".join(parts))


def _parts(check: LinkCheck) -> Iterator[str]:
    # Most titles end in the site's name.
    site = "" if check.site in check.title else check.site
    yield from (middle(text, _LONG) for text in (check.title, site, check.author) if text)
    if check.published_on:
        yield _dates(check.published_on, check.modified_on)
    if check.words:
        words = ngettext("%(n)d word", "%(n)d words", check.words) % {"n": check.words}
        yield f"{language_word(check.language)}, {words}" if check.language else words


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def _dates(published: date, modified: date | None) -> str:
    if not modified or modified == published:
        return _day(published)
    return _("%(published)s, changed %(modified)s") % {"published": _day(published), "modified": _day(modified)}


@register.simple_tag
def new_place(check: LinkCheck) -> SafeString:
    """Where a page that moved is now, as a link."""
    if check.outcome != Outcome.REDIRECTED or not check.final_url:
        return SafeString("")
    return format_html(
        '<br><small class="soft">{} <a class="url" href="{}" title="{}" rel="noreferrer noopener nofollow">{}</a></small>',
        _("Now at"),
        web_address(check.final_url),
        check.final_url,
        middle(check.final_url, _LONG),
    )


@register.simple_tag
def link_notes(row: LinkOccurrence) -> SafeString:
    """What the program noticed about the page beside its outcome, a sentence a line."""
    check = row.link.latest_check if row.link else None
    return _lines([*(check.flag_sentences if check else []), *_noted(row)])


@register.simple_tag
def place_notes(row: LinkOccurrence) -> SafeString:
    """What this article makes of the page, a sentence a line, without what is so wherever the link stands."""
    return _lines(_noted(row))


def _noted(row: LinkOccurrence) -> list[str]:
    return [note["sentence"] for note in row.notes]


def _lines(sentences: Iterable[str]) -> SafeString:
    return format_html_join(
        "", '<br><small class="link-note">{} {}</small>', ((icon("info"), each) for each in sentences)
    )
