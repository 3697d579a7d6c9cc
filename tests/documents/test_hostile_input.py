import time

import pytest

from tests.documents.zips import archive
from verify.documents import DocumentFormat, UnreadableDocument, read
from verify.documents.model import FORMAT_NAMES

LINES = {
    "one letter": b"a" * 10_000_000,
    "words": b"word " * 2_000_000,
    "stops": b". " * 2_000_000,
    "open brackets": b"# t\n\n" + b"[" * 150_000,
    "emphasis": b"# t\n\n" + b"*a_" * 30_000,
    "nested quotes": b"# t\n\n" + b">" * 50_000 + b" a",
    "open tags": b"<html><body><article>" + b"<i>x" * 50_000,
    "comments": b"<!--" * 200_000,
    "an address": b"http://" + b"a(" * 500_000,
    "dashes": b"-" * 2_000_000,
    "names and a slash": b"Alpha Beta / " * 100_000,
}


@pytest.mark.parametrize("name", LINES)
def test_a_monstrous_line_is_read_or_refused_in_seconds(name: str) -> None:
    start = time.process_time()
    try:
        document = read(LINES[name])
    except UnreadableDocument:
        document = None
    assert time.process_time() - start < 8
    assert document is None or document.passages


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (bytes(range(256)) * 20, "story.bin"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "story.png"),
        (bytes(range(256)) * 20, "story.docx"),
        (archive({"notes.txt": "The port was closed."}), "story.zip"),
        (archive({"xl/workbook.xml": "<workbook/>"}), "story.xlsx"),
    ],
)
def test_a_refusal_names_every_format_that_is_read(data: bytes, filename: str) -> None:
    assert set(FORMAT_NAMES) == set(DocumentFormat)
    with pytest.raises(UnreadableDocument) as refusal:
        read(data, filename=filename)
    assert [name for name in FORMAT_NAMES.values() if name not in str(refusal.value)] == []
