"""The sample articles are what a first visitor sees: varied, honest about their slips, and pointing at nobody real."""

import html
import re
from datetime import date
from importlib.resources import files
from pathlib import PurePath

import pytest

from verify.samples import SAMPLES, read_sample

NAMES = [sample.filename for sample in SAMPLES]
RESERVED = (".example", ".invalid", ".test")


def text_of(name: str) -> str:
    return read_sample(name).decode("cp1251" if name == "ladoga-ferry.txt" else "utf-8")


def words_of(name: str) -> list[str]:
    """Words of the prose: no markup, no addresses."""
    bare = re.sub(r"<[^>]*>|\]\([^)]*\)|https?://\S+", " ", text_of(name))
    return re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", bare)


def told_slips() -> list[tuple[str, str]]:
    """(file name, wording) for every piece of wording that README.md says stands in that file."""
    readme = files("verify.samples").joinpath("README.md").read_text("utf-8")
    sections = re.split(r"^## ", readme, flags=re.MULTILINE)[1:]
    return [(section.splitlines()[0], wording) for section in sections for wording in re.findall(r"`([^`]+)`", section)]


def test_there_are_at_least_five_samples_in_at_least_three_formats() -> None:
    assert len(NAMES) >= 5
    assert {PurePath(name).suffix for name in NAMES} >= {".md", ".html", ".txt"}


def test_every_article_in_the_folder_is_offered_and_nothing_else() -> None:
    articles = {
        entry.name
        for entry in files("verify.samples").iterdir()
        if PurePath(entry.name).suffix in {".md", ".html", ".txt"}
    }
    assert articles - {"README.md"} == set(NAMES)


def test_no_two_samples_have_the_same_bytes() -> None:
    assert len({read_sample(name) for name in NAMES}) == len(NAMES)


def test_the_long_read_has_at_least_three_thousand_words_of_prose() -> None:
    assert len(words_of("night-bus-budget.md")) >= 3000


def test_the_russian_sample_is_windows_1251_with_windows_line_endings() -> None:
    raw = read_sample("ladoga-ferry.txt")
    text = raw.decode("cp1251")
    letters = [letter for letter in text if letter.isalpha()]
    assert sum("а" <= letter.lower() <= "я" or letter in "ёЁ" for letter in letters) > 0.9 * len(letters)
    assert "«" in text
    assert raw.count(b"\r\n") == raw.count(b"\n") > 10
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_host_named_is_reserved_so_that_nobody_real_is_asked(name: str) -> None:
    text = text_of(name)
    hosts = re.findall(r"(?:[a-z][a-z+.-]*:)?//([^/\s)>\"'<?#]+)", text, flags=re.IGNORECASE)
    hosts += re.findall(r"[\w.+-]+@([\w-]+\.[\w.-]+)", text)
    assert hosts
    assert [host for host in hosts if not host.endswith(RESERVED)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_title_stands_at_the_top(name: str) -> None:
    text = text_of(name)
    heading = (
        re.search(r"<h1>(.+?)</h1>", text) if name.endswith(".html") else re.match(r"(?:# )?(\S.{20,120})\r?\n", text)
    )
    assert heading is not None
    assert not heading[1].endswith(".")


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("harbour-reopens.md", "September 17, 2025", date(2025, 9, 17)),
        ("river-gauges.html", "14 October 2025", date(2025, 10, 14)),
        ("hospital-waiting-lists.txt", "6 May 2025", date(2025, 5, 6)),
        ("night-bus-budget.md", "June 19, 2025", date(2025, 6, 19)),
        ("ladoga-ferry.txt", "14 августа 2025 года", date(2025, 8, 14)),
        ("satellite-images.md", "23 September 2025", date(2025, 9, 23)),
    ],
)
def test_each_article_carries_its_date_on_a_line_of_its_own(name: str, written: str, meant: date) -> None:
    lines = [re.sub(r"<[^>]*>", "", line).strip() for line in text_of(name).splitlines()]
    assert written in lines
    assert str(meant.year) in written
    assert str(meant.day) in written


@pytest.mark.parametrize(("name", "wording"), told_slips())
def test_what_the_readme_tells_reviewers_to_look_for_stands_in_the_article(name: str, wording: str) -> None:
    assert wording in html.unescape(text_of(name))


def test_the_readme_tells_of_at_least_three_slips_in_every_article() -> None:
    told = [name for name, _ in told_slips()]
    assert all(told.count(name) >= 3 for name in NAMES)
    assert set(told) == set(NAMES)


def test_the_harbour_article_has_an_embed_placeholders_pictures_and_both_kinds_of_quotes() -> None:
    text = text_of("harbour-reopens.md")
    assert "## Embed:" in text
    assert "[joint statement](#)" in text
    assert len(re.findall(r"!\[[^\]]+\]\(https://[^)]+\.jpg\)", text)) >= 2
    assert '"' in text
    assert "“" in text
    assert "Original url:" in text


def test_an_unknown_sample_is_refused_with_the_names_to_choose_from() -> None:
    with pytest.raises(ValueError, match=r"no sample article called 'README.md': choose one of harbour-reopens\.md"):
        read_sample("README.md")
