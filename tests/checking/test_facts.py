"""The facts of a page: who wrote it and when, in which language, what it says; and pages made to choke a reader."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checking.web import QUICK, Web, answer, look
from verify.checking import facts
from verify.checking.facts import close_readers, read_facts
from verify.checking.language import language_of

ADDRESS = "https://news.example/2024/bridge"
PARAGRAPHS = "".join(
    f"<p>On day {number} the council heard the engineers, who said that the bridge would carry the night buses.</p>"
    for number in range(12)
)
STORY = f"""<!doctype html><html lang="en-GB"><head><title>Bridge opens | The Harbour Post</title>
<link rel="canonical" href="/2024/bridge?lang=en"><meta property="og:site_name" content="The Harbour Post">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2024-03-05T08:00:00+01:00",
"dateModified": "2024-03-07", "author": [{{"@type": "Person", "name": "Mara Holt"}}, {{"@type": "Person", "name":
"Ivo Brandt"}}]}}</script></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bridge opens</h1>{PARAGRAPHS}</article><aside>Most read: ten recipes</aside>
<footer>Copyright 2019 The Harbour Post</footer></body></html>""".encode()


def test_a_story_tells_its_author_dates_language_and_text() -> None:
    found = read_facts(STORY, "utf-8", ADDRESS)
    assert (found.title, found.site) == ("Bridge opens | The Harbour Post", "The Harbour Post")
    assert found.author == "Mara Holt; Ivo Brandt"
    assert (str(found.published_on), str(found.modified_on)) == ("2024-03-05", "2024-03-07")
    assert (found.language, found.canonical_url) == ("en", "https://news.example/2024/bridge?lang=en")
    assert found.complete


def test_the_main_text_is_the_story_without_what_stands_around_it() -> None:
    found = read_facts(STORY, "utf-8", ADDRESS)
    lines = found.text.split("\n")
    assert "On day 11 the council heard the engineers, who said that the bridge would carry the night buses." in lines
    assert "recipes" not in found.text
    assert "Copyright" not in found.text
    assert found.words == len(found.text.split())
    assert 200 < found.words < 250


def test_a_date_that_only_the_words_of_the_page_tell_is_found() -> None:
    body = f"<html><body><article><h1>Bridge</h1><p class=date>Published: 5 March 2024</p>{PARAGRAPHS}</article>"
    assert str(read_facts(body.encode(), "", ADDRESS).published_on) == "2024-03-05"


def test_a_copyright_line_is_no_date_of_publication() -> None:
    body = f"<html><body><article><h1>Bridge</h1>{PARAGRAPHS}</article><footer>© 2019 The Harbour Post</footer>"
    assert read_facts(body.encode(), "", ADDRESS).published_on is None


def test_a_change_before_the_publication_is_no_change() -> None:
    body = STORY.replace(b'"dateModified": "2024-03-07"', b'"dateModified": "2023-01-01"')
    assert read_facts(body, "", ADDRESS).modified_on is None


@pytest.mark.parametrize(
    ("declared", "header", "written"),
    [
        ("koi8-r", "windows-1251", "cp1251"),
        ("windows-1251", "", "cp1251"),
        ("", "koi8-r", "koi8-r"),
        ("", "", "utf-8"),
        ("", "", "cp1251"),
        ("", "", "utf-16"),
    ],
    ids=["header before meta", "meta", "header", "utf-8", "detected", "byte order mark"],
)
def test_the_text_is_read_in_the_encoding_of_the_header_then_of_the_page_then_as_detected(
    declared: str, header: str, written: str
) -> None:
    words = "<p>Мост через реку открыли во вторник, сказал глава города на встрече с жителями района.</p>" * 6
    meta = f'<meta charset="{declared}">' if declared else ""
    body = f"<html><head>{meta}<title>Мост открыт</title></head><body><article>{words}</article></body></html>"
    found = read_facts(body.encode(written), header, ADDRESS)
    assert (found.title, found.language) == ("Мост открыт", "ru")
    assert "Мост через реку открыли во вторник" in found.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge was opened on Tuesday, and it is expected to be used by all of the buses."),
        ("ru", "Мост открыли во вторник, сообщили в администрации города."),
        ("uk", "Міст відкрили у вівторок, повідомили в адміністрації міста."),
        ("es", "El puente se abrió el martes y los autobuses de la noche pasarán por él."),
        ("de", "Die Brücke ist am Dienstag für die Busse der Stadt geöffnet worden, und das nicht zu früh."),
        ("fr", "Le pont est ouvert depuis mardi et les bus de la ville passent par la rive."),
        ("pt", "A ponte foi aberta na terça e os ônibus da cidade não param mais no cais."),
        ("it", "Il ponte è aperto da martedì e gli autobus della città non passano più per il porto."),
        ("tr", "Köprü salı günü açıldı ve gece otobüsleri için yeni bir yol olarak kullanılacak."),
        ("fa", "پل روز سه‌شنبه گشوده شد و اتوبوس‌های شبانه از این پس از آن می‌گذرند."),
        ("ar", "افتتح الجسر يوم الثلاثاء وستعبره الحافلات الليلية في المدينة كلها."),
        ("ja", "橋は火曜日に開通し、夜間バスが通るようになりました。市長が発表した。"),
        ("zh", "大桥星期二通车,夜间公交车今后将从桥上经过,市长在会上表示。"),
        ("", "12 34 56"),
        ("", "Zyx qwv blorp"),
    ],
)
def test_a_language_is_told_from_the_words(language: str, text: str) -> None:
    assert language_of(text) == language


HOSTILE = {
    "nested in each other": b"<div>" * 300_000,
    "unclosed": b"<p><b><i>" * 30_000,
    "a table of everything": b"<table>" + (b"<tr>" + b"<td>1</td>" * 20) * 2_000,
    "line breaks without end": b"<p>x<br>" * 12_000,
    "a byline without end": b"<meta name=author content='" + b"By , and " * 200_000 + b"'>",
    "dates without end": b"<p>" + b"12.12.2012 2012-" * 60_000,
    "brackets in the linked data": b"<script type='application/ld+json'>" + b"[" * 1_000_000,
    "one word": b"<p>" + b"a" * 1_900_000,
    "separators": b"<title>" + b" -" * 900_000,
    "characters by number": b"&amp;&#x41;" * 180_000,
    "nothing but zeros": b"\0" * 1_000_000,
}


def largest_reader() -> int:
    """The most memory that a child which still waits for pages has ever held, in MB."""
    peaks = [0]
    for reader in facts._idle:
        status = Path(f"/proc/{reader._child.pid}/status").read_text()
        peaks += [int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")]
    return max(peaks)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_choke_a_reader_is_bounded_and_the_next_page_is_read(name: str) -> None:
    found = read_facts(b"<html><body>" + HOSTILE[name], "", ADDRESS)
    assert len(found.text) <= 200_000
    assert len(found.title) <= 500
    assert largest_reader() < 300
    assert read_facts(STORY, "", ADDRESS).author == "Mara Holt; Ivo Brandt"


def test_a_page_that_takes_too_much_time_is_given_up_and_keeps_its_visible_text() -> None:
    close_readers()
    found = read_facts(b"<html><body>" + b"<p>word<br>" * 29_900, "", ADDRESS, seconds=0.2)
    assert not found.complete
    assert found.text.startswith("word word")
    assert read_facts(STORY, "", ADDRESS).complete


def test_a_check_carries_the_facts_of_its_page_and_no_other_request_is_made(web: Web) -> None:
    result = look(web, web.add("/bridge", answer(200, STORY)))
    assert result.source is not None
    assert (result.source.author, str(result.published_on)) == ("Mara Holt; Ivo Brandt", "2024-03-05")
    assert web.paths == ["/bridge"]


def test_a_page_that_is_not_there_has_no_facts(web: Web) -> None:
    assert look(web, web.add("/bridge", answer(404, STORY))).source is None


def test_without_facts_no_reader_is_started(web: Web) -> None:
    close_readers()
    result = look(web, web.add("/bridge", answer(200, STORY)), replace(QUICK, facts=False))
    assert (result.source, str(result.published_on)) == (None, "2024-03-05")
    assert facts._idle == []


def test_the_reader_has_no_network() -> None:
    script = "import runpy; m = runpy.run_path(%r); m['_limit_itself'](); import socket; socket.create_connection(('127.0.0.1', 9))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", script % str(facts.READER)],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    assert "a page is read without a network" in ran.stderr
