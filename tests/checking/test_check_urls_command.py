"""``manage.py check_urls`` as people run it: a process of its own, no database, one JSON line per URL."""

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.checking import files
from tests.checking.web import Web, answer, page, redirect
from verify.checking import Outcome
from verify.checking.reasons import FLAGS, REASONS

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "check_urls.md").read_text()
KEYS = ["url", "outcome", "reason", "status", "final_url", "hops", "content_type", "bytes", "title", "published_on"]
KEYS += ["seconds", "media", "flags", "missing_fragments", "source"]


def check(*urls: str, lines: str = "", **environment: str) -> tuple[list[dict[str, Any]], int]:
    """The rows and the exit status; the database named here does not exist."""
    closed = {"DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none", "REDIS_URL": "redis://127.0.0.1:9/0"}
    closed["NEWSROOM_ENV"] = "local"
    run = subprocess.run(
        [sys.executable, "manage.py", "check_urls", *urls],
        cwd=ROOT,
        env=os.environ | closed | environment,
        input=lines,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stderr == ""
    return [json.loads(line) for line in run.stdout.splitlines()], run.returncode


def test_each_url_gives_one_line_in_order_whatever_its_outcome(web: Web) -> None:
    web.add("/a", answer(200, page("x", "Мост — открыт"), content_type="text/html; charset=utf-8"))
    web.add("/b", redirect("/a"))
    urls = [web.url("/b"), "#", web.url("/gone"), "http://10.0.0.1/", "mailto:desk@desk.example", web.url("/a")]
    rows, status = check(*urls, FETCH_ALLOW=web.allow)
    assert status == 0
    assert [row["url"] for row in rows] == urls
    assert [row["outcome"] for row in rows] == ["redirected", "invalid", "broken", "blocked", "invalid", "ok"]
    assert all(set(KEYS) <= set(row) for row in rows)
    assert rows[0]["hops"] == [{"url": web.url("/b"), "status": 302}, {"url": web.url("/a"), "status": 200}]
    assert rows[5]["title"] == "Мост — открыт"


def test_urls_come_from_standard_input_too(web: Web) -> None:
    web.add("/a", answer(200, page("x")))
    rows, status = check(lines=f"{web.url('/a')}\n\n#\r\nnonsense\n", FETCH_ALLOW=web.allow)
    assert [(row["url"], row["outcome"]) for row in rows] == [
        (web.url("/a"), "ok"),
        ("", "invalid"),
        ("#", "invalid"),
        ("nonsense", "invalid"),
    ]
    assert status == 0


def test_a_picture_gives_its_facts_and_no_preview(web: Web) -> None:
    body = files.picture("JPEG", exif=files.camera_exif())
    rows, _ = check(web.add("/a.jpg", answer(200, body, content_type="image/jpeg")), FETCH_ALLOW=web.allow)
    media = rows[0]["media"]
    assert (media["kind"], media["mime"], media["width"], media["bytes"]) == ("picture", "image/jpeg", 1200, len(body))
    assert media["captured_at"] == "2024-03-12T14:05:09"
    assert "preview" not in media


STORY = page(
    "<article><h1>Bridge</h1>"
    + "".join(
        f"<p>On day {day} the council opened the bridge, and the buses of the night use it.</p>" for day in range(9)
    ),
    "Bridge</title><meta property='og:site_name' content='The Harbour Post'><title>",
)


def test_a_page_gives_its_facts_and_its_text_only_when_asked(web: Web) -> None:
    url = web.add("/story", answer(200, STORY))
    source = check(url, FETCH_ALLOW=web.allow)[0][0]["source"]
    assert (source["site"], source["language"], source["words"]) == ("The Harbour Post", "en", 145)
    assert "text" not in source
    assert check("--text", url, FETCH_ALLOW=web.allow)[0][0]["source"]["text"].startswith(
        "Bridge\nOn day 0 the council"
    )
    assert check("--no-facts", url, FETCH_ALLOW=web.allow)[0][0]["source"] is None


def test_without_an_allow_list_the_local_web_is_blocked(web: Web) -> None:
    rows, _ = check(web.url("/a"), FETCH_ALLOW="")
    assert (rows[0]["outcome"], rows[0]["reason"]) == ("blocked", "forbidden_port")
    assert web.asked == []


def test_the_timeout_is_taken_from_the_environment(web: Web) -> None:
    async def silent(*_: object) -> None:
        await asyncio.sleep(20)

    rows, _ = check(web.add("/a", silent), FETCH_ALLOW=web.allow, FETCH_TIMEOUT="0.5")
    assert rows[0]["outcome"] == "timeout"
    assert rows[0]["seconds"] < 2


def test_the_documentation_names_every_outcome_and_reason() -> None:
    documented = set(re.findall(r"`(\w+)`", DOCS))
    assert {outcome.value for outcome in Outcome} <= documented
    assert set(REASONS) <= documented
    assert set(FLAGS) <= documented


def test_every_reason_has_a_sentence_that_says_what_to_do_next() -> None:
    for outcome, sentence in REASONS.values():
        assert sentence.endswith(".")
        assert outcome is Outcome.OK or ":" in sentence
