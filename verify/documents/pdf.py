"""PDF files with a text layer. The native reader runs in a process of its own, under limits of memory and time."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from verify.documents.addresses import link_kind
from verify.documents.assembly import cleaned, noted
from verify.documents.blocks import Block, Reading, Role
from verify.documents.model import Link, Note, NoteKind, UnreadableDocument
from verify.documents.pdf_layout import Page, Paragraph, Run, body_size, heading_levels, paragraphs_of
from verify.documents.plain import bare_links

MOST_PDF_BYTES = 64_000_000
MOST_SECONDS = 60
"""Wall clock; the child's own limit of CPU time (see pdf_pages) ends it earlier on a machine that is not busy."""
_CHILD = Path(__file__).with_name("pdf_pages.py")
_ERRORS = {
    "password": "The PDF is protected with a password: save it without one and try again.",
    "damaged": "The PDF is damaged and cannot be opened: save it again, or paste the article's text.",
    "pages": "The PDF has more than 1,000 pages: save the pages of the article as a file of their own.",
    "length": "The PDF holds far more than an article: save the pages of the article as a file of their own.",
    "memory": "The PDF asks for more memory than an article needs and was not read: paste the article's text.",
}
_NO_TEXT = "The PDF has no text layer, its pages are pictures: run text recognition (OCR) on it first, or paste the article's text."
_NO_LETTERS = (
    "The PDF does not say which letters its fonts show: copy the article from where it was written, or paste its text."
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd]")
_NO_TITLE = re.compile(
    r"(?:microsoft word.*|untitled.*|(?:word )?document ?\d*|.*\.(?:docx?|indd|qxd|pdf|tex|dvi))", re.I
)
_NOTE_START = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}\s|\*{1,3}\s?|[†‡]\s?)")


def read_pdf(data: bytes) -> Reading:
    """The text of a PDF in reading order. Raises UnreadableDocument for scans, passwords, damage and excess."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument("This is not a PDF: save the article as PDF, or paste its text.")
    if len(data) > MOST_PDF_BYTES:
        raise UnreadableDocument(_ERRORS["length"])
    answer = _asked(data)
    if "error" in answer:
        raise UnreadableDocument(_ERRORS.get(answer["error"], _ERRORS["damaged"]))
    pages = [_page(page) for page in answer["pages"]]
    _refuse_unreadable(pages)
    reading = _reading(paragraphs_of(pages))
    pictures = sum(page["picture"] for page in answer["pages"])
    if pictures:
        reading.notices.append(
            f"{pictures} of {len(pages)} pages are pictures without a text layer; they were not read."
        )
    title = " ".join(cleaned(str(answer["title"])).split())
    reading.title = "" if _NO_TITLE.fullmatch(title) else title
    return reading


def _asked(data: bytes) -> dict[str, Any]:
    """The child's answer, or the error its end stands for."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return {"error": "length"}
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        # Killed by a limit, or by a fault of the native reader that the file provoked.
        return {"error": "length" if done.returncode < 0 else "memory" if b"MemoryError" in done.stderr else "damaged"}
    return answer if isinstance(answer, dict) else {"error": "damaged"}


def _page(page: dict[str, Any]) -> Page:
    runs = [
        Run(cleaned(text), left, top, right, bottom, bold, [(start, end, address) for start, end, address in links])
        for text, left, top, right, bottom, bold, links in page["runs"]
    ]
    return Page(page["width"], page["height"], runs)


def _refuse_unreadable(pages: list[Page]) -> None:
    text = "".join(run.text for page in pages for run in page.runs)
    if not any(letter.isalnum() for letter in text):
        raise UnreadableDocument(_NO_LETTERS if len(text) > 50 else _NO_TEXT)
    if 3 * len(_PRIVATE.findall(text)) > len(text):
        raise UnreadableDocument(_NO_LETTERS)


def _reading(paragraphs: list[Paragraph]) -> Reading:
    levels = heading_levels(paragraphs)
    usual = body_size(paragraphs)
    blocks: list[Block] = []
    anchored: list[tuple[int, Note]] = []
    for index, paragraph in enumerate(paragraphs):
        if blocks and index not in levels and _is_note(paragraph, usual):
            note = Note(NoteKind.FOOTNOTE, _plain(paragraph.text), len(blocks[-1].text))
            anchored.append((len(blocks) - 1, note))
            continue
        block = _block(paragraph, levels.get(index, 0))
        if block.text:
            blocks.append(block)
    if not blocks:
        raise UnreadableDocument(_NO_TEXT)
    return noted(blocks, anchored)


def _is_note(paragraph: Paragraph, usual: float) -> bool:
    """Small print in the lower part of a page that begins with a note's mark."""
    return paragraph.size < 0.9 * usual and paragraph.bottom > 0.6 and bool(_NOTE_START.match(paragraph.text))


def _plain(text: str) -> str:
    return text.replace("\u00ad", "")


def _block(paragraph: Paragraph, level: int) -> Block:
    text = _plain(paragraph.text)
    block = Block(Role.HEADING if level else Role.PARAGRAPH, text, level=level)
    for start, end, address in paragraph.links:
        first, last = (len(_plain(paragraph.text[:place])) for place in (start, end))
        while first < last and text[first : first + 1].isspace():
            first += 1
        block.links.append(Link(link_kind(address), text[first:last], address, first, last))
    taken = [(link.start, link.end) for link in block.links]
    found = [link for link in bare_links(text) if not any(a < link.end and link.start < b for a, b in taken)]
    block.links = sorted([*block.links, *found], key=lambda link: link.start)
    if paragraph.bold:
        block.strong = [(0, len(text))]
    return block
