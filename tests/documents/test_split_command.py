import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = set(
    "id text language title byline published_on source_url passages sentences links embeds images hedges attributions claims".split()  # noqa: SIM905
)
STORY = "# Ferry Aground\n\nMay 4, 2023\n\nAbout 300 people waited, according to Mayor [Ann Lee](#). The cause could not be verified.\n"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # No server listens on port 1: a command that opened a database would fail.
    environment = os.environ | {
        "SECRET_KEY": "for-this-test-alone-" * 3,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "NEWSROOM_ENV": "local",
    }
    return subprocess.run(
        [sys.executable, "manage.py", "split", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        timeout=120,
        env=environment,
        check=False,
    )


def answers(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_each_file_gives_one_document_and_an_unreadable_one_does_not_stop_the_run(tmp_path: Path) -> None:
    good, bad, gone = tmp_path / "a.md", tmp_path / "b.pdf", tmp_path / "c.txt"
    good.write_text(STORY)
    bad.write_bytes(b"%PDF-1.4 nothing")
    document, unreadable, missing = answers(run(str(good), str(bad), str(gone), "--published", "2023-05-05"))
    assert set(document) >= KEYS
    assert (document["id"], document["title"], document["published_on"]) == (str(good), "Ferry Aground", "2023-05-05")
    assert set(unreadable) == set(missing) == {"id", "error"}
    assert "pdf" in unreadable["error"].lower()
    assert missing["id"] == str(gone)


def test_offsets_and_indices_point_into_the_same_document() -> None:
    (document,) = answers(run(stdin=STORY.encode()))
    text, claims = document["text"], document["claims"]
    assert document["id"] == "stdin"
    assert [passage["kind"] for passage in document["passages"]] == ["headline", "dateline", "body"]
    assert {text[link["start"] : link["end"]]: link["kind"] for link in document["links"]} == {"Ann Lee": "placeholder"}
    for hedge in document["hedges"]:
        assert text[hedge["start"] : hedge["end"]] == hedge["text"]
        assert hedge["governs"]
        assert all(document["hedges"].index(hedge) in claims[index]["hedges"] for index in hedge["governs"])
    assert document["attributions"][claims[0]["attribution"]]["speaker_text"] == "Mayor Ann Lee"
    assert all(claim["sentence"] in document["sentences"] for claim in claims)
    assert all(0 <= claim["checkworthiness"] <= 1 for claim in claims)
    assert set(claims[0]) == {
        "text",
        "spans",
        "sentence",
        "kind",
        "attribution",
        "hedges",
        "dates",
        "checkworthiness",
        "reasons",
        "weights",
        "rules",
    }


def test_json_lines_come_back_in_order_with_errors_in_their_place() -> None:
    rows = [
        json.dumps({"id": f"d{index}", "text": f"The mayor closed {index} bridges. It rained."}) for index in range(30)
    ]
    rows[7] = "{not json"
    rows[9] = json.dumps({"id": "empty", "text": " "})
    rows[11] = json.dumps({"id": "dated", "text": "It rained.", "format": "html", "published_on": "2020-01-02"})
    rows[13] = json.dumps({"id": "odd", "text": "It rained.", "format": "morse"})
    rows[15] = json.dumps({"id": "half \ud83d", "text": "Half \ud83d a sign."})
    found = answers(run("--jsonl", stdin="\n".join(rows).encode()))
    assert [answer["id"] for answer in found[:7]] == [f"d{index}" for index in range(7)]
    assert len(found) == 30
    assert (found[7]["id"], "JSON object" in found[7]["error"]) == (8, True)
    assert found[9]["id"] == "empty"
    assert "error" in found[9]
    assert (found[11]["published_on"], found[11]["format"]) == ("2020-01-02", "html")
    assert "text, markdown, html" in found[13]["error"]
    assert found[15]["claims"]
    assert found[29]["text"].startswith("The mayor closed 29")


@pytest.mark.parametrize("arguments", [("--published", "yesterday"), ("--format", "floppy")])
def test_a_wrong_option_is_refused_with_what_to_write(arguments: tuple[str, str]) -> None:
    result = run(*arguments, stdin=b"It rained.")
    assert result.returncode != 0
    assert b"YYYY-MM-DD" in result.stderr or b"markdown" in result.stderr


def test_explain_prints_a_report_for_people_and_a_line_for_what_cannot_be_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.md", tmp_path / "b.pdf"
    good.write_text(STORY)
    bad.write_bytes(b"%PDF-1.4 nothing")
    result = run("--explain", str(good), str(bad))
    assert result.returncode == 0, result.stderr.decode()
    report = result.stdout.decode()
    assert report.startswith(f"{good}: ")
    assert "attribution.according: " in report
    assert "hedge.unverifiable: " in report
    assert report.rstrip().splitlines()[-1].startswith(f"{bad}: ")


def test_explain_and_json_lines_exclude_each_other() -> None:
    result = run("--explain", "--jsonl")
    assert result.returncode != 0
    assert b"--explain" in result.stderr
