"""Every word of the interface can be translated, and every foreign passage says what language it is in."""

import ast
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation.template import templatize
from lxml.html import HtmlElement

from tests.factories import Cast, claims_of, decide, flag_on, split_article
from tests.test_permissions import DOORS, RANK
from tests.test_twice import rows
from tests.views.pages import Answer, parsed
from tests.views.scene import ARGUMENTS, Scene, set_scene
from verify.models import Article, Person

NAMES = {"Newsroom", "Verify", "SHA", "WARC", "UTC", "www", "example", "org"}
"""The product's own name, the abbreviations of formats and an address that shows how one looks are the
same in every language."""
SPOKEN = ("title", "placeholder", "aria-label", "aria-description", "alt", "data-confirm")
CODE = ("script", "style", "svg", "kbd", "code", "textarea")
SOURCES = [path for folder in ("verify", "newsroom") for path in (settings.BASE_DIR / folder).rglob("*.py")]
TEMPLATES = list((settings.BASE_DIR / "templates").rglob("*.html"))
TOLD_LATER = {"why.py", "link_check.py"}
"""They say in the reader's language what the splitter and the checker gave reasons in; both mark them."""
MARKING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


# --- what could not be extracted into a catalogue ---


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_the_words_of_a_template_are_extracted_without_a_complaint(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        templatize(path.read_text(), origin=str(path))


def markings(path: Path) -> Iterator[tuple[int, list[ast.expr]]]:
    """(line, the words) of each string that is marked for translation in a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKING:
            yield node.lineno, node.args[:2] if node.func.id.startswith("n") else node.args[:1]


def test_what_is_marked_in_the_program_can_be_extracted_and_translated() -> None:
    """A sentence that is put together at run time is in no catalogue; of two nameless gaps a translator cannot swap one."""
    faults, found = [], 0
    for path in SOURCES:
        for line, words in markings(path):
            found += 1
            texts = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            if len(texts) != len(words) and path.name not in TOLD_LATER:
                faults.append(f"{path.name}:{line} is put together at run time")
            if any(len(re.findall(r"%[sd]", text)) > 1 for text in texts):
                faults.append(f"{path.name}:{line} has several gaps without a name")
    assert found > 300
    assert not faults


# --- what no catalogue would reach ---


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which every sentence stands in brackets, as a catalogue of its own would put it there."""

    def one(message: str) -> str:
        return f"⟦{message}⟧"

    def many(singular: str, plural: str, number: int) -> str:
        return f"⟦{singular if number == 1 else plural}⟧"

    monkeypatch.setattr("django.utils.translation._trans.gettext", one)
    monkeypatch.setattr("django.utils.translation._trans.ngettext", many)
    monkeypatch.setattr("django.utils.translation._trans.pgettext", lambda _context, message: one(message))
    monkeypatch.setattr("django.utils.translation._trans.npgettext", lambda _context, *words: many(*words))


def spoken(page: HtmlElement) -> str:
    """Everything a reader sees or hears of a page."""
    for part in page.xpath("|".join(f"//{tag}" for tag in CODE)):
        part.drop_tree()
    parts = [text for text in page.itertext() if text.strip()]
    parts += [element.get(name) for name in SPOKEN for element in page.xpath(f"//*[@{name}]")]
    parts += [value for value in page.xpath("//@*[starts-with(name(), 'data-')]") if re.search("[a-z] [a-z]", value)]
    return "\n".join(parts)


def unmarked(page: HtmlElement, known: set[str]) -> list[str]:
    words, before = spoken(page), ""
    while words != before:
        words, before = re.sub("⟦[^⟦⟧]*⟧", "", words), words
    words = re.sub(r"\b(?=[a-f]*\d)[0-9a-f]{4,}\b", "", words)
    return [word for word in re.findall("[A-Za-z]{2,}", words) if word not in known]


def words_of_people() -> set[str]:
    """Every word that somebody wrote, or the world outside, which nobody translates."""
    values = [value for lines in rows().values() for line in lines for value in line.values()]
    texts = " ".join(str(value) for value in values if isinstance(value, str | list))
    return {*re.findall("[A-Za-z]{2,}", texts), *NAMES, *(person.initials for person in Person.objects.all())}


def page_of(client: Client, scene: Scene, name: str) -> Answer:
    return client.get(scene.address(name), {"q": "boats"} if name == "search" else {})


PAGES = [name for name, door in DOORS.items() if door.get == 200 and not ARGUMENTS[name][1:] and "health" not in name]
FILES = {"palette", "original", "evidence_file", "preview", "snapshot_warc", "snapshot_timestamp"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PAGES if name not in FILES])
def test_every_word_of_a_page_is_marked_for_translation(cast: Cast, bracketed: None, name: str) -> None:
    scene, client = set_scene(cast), Client()
    Article.objects.update(sign_off="all")
    if RANK.get(DOORS[name].role, 1) and name != "login":
        client.force_login(cast.editor)
    page = page_of(client, scene, name)
    assert page.status_code == 200
    assert not unmarked(parsed(page), words_of_people())


def test_a_word_that_is_not_marked_is_found() -> None:
    page = lxml.html.document_fromstring("<p>⟦Nine⟧ boats <b>⟦lay</b> there⟧</p><input placeholder='In the harbour'>")
    assert unmarked(page, {"In"}) == ["boats", "the", "harbour"]


# --- foreign passages ---

RUSSIAN = """# Порт Нордхавна закрыл половину причалов

12 марта 2025

Порт Нордхавна закрыл половину причалов после шторма. Буря повредила два крана и 12 причалов, сообщил директор порта Андрей Вестов.

Девять судов ждали за волнорезом три дня.
"""


def tongue(page: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """(words, language, direction) of each text in Cyrillic letters, as the browser and a screen reader take it."""
    for text in page.xpath("//body//text()"):
        if re.search("[а-я]{3}", text) and not text.getparent().xpath(
            "ancestor-or-self::textarea | ancestor-or-self::label"
        ):
            around = text.getparent()
            language = around.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
            direction = around.xpath("string(ancestor-or-self::*[@dir][1]/@dir)")
            yield text.strip(), language, direction


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["desk", "article", "claim", "edit_claim", "clearance", "search", "revision", "links"])
def test_a_foreign_passage_says_its_language_and_finds_its_direction(cast: Cast, name: str) -> None:
    article = split_article(cast.editor, RUSSIAN)
    claim = claims_of(article)[0]
    decide(claim, cast.reviewer, "disputed", note="I called the harbour.")
    flag_on(claim)
    client = Client()
    client.force_login(cast.editor)
    addresses: dict[str, Any] = {
        "desk": "/",
        "article": f"/articles/{article.pk}/?claim={claim.pk}",
        "claim": f"/claims/{claim.pk}/",
        "edit_claim": f"/claims/{claim.pk}/edit/",
        "clearance": f"/articles/{article.pk}/clearance/",
        "search": "/search/?q=причалов",
        "revision": f"/articles/{article.pk}/revisions/1/",
        "links": f"/articles/{article.pk}/links/",
    }
    found = list(tongue(parsed(client.get(addresses[name]))))
    assert found
    wrong = [(words[:40], language, direction) for words, language, direction in found if language != "ru"]
    assert not wrong
