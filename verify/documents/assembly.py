"""Steps that the readers of word processor, mail and wire files share once they have their blocks."""

import re
from dataclasses import replace

from verify.documents.blocks import Block, Inline, Reading, Role, Span, join_blocks
from verify.documents.datelines import day_of_line
from verify.documents.model import Note
from verify.documents.notes import notice_of
from verify.documents.plain import bare_links

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_STOP = re.compile(r"[.!…:;,?]['\"”’»)]*$")
_LONGEST_HEADING = 120


def cleaned(text: str) -> str:
    """Control characters and lone surrogates as U+FFFD, one for one; line endings as ``\\n``."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def finished(inline: Inline, role: Role, *, level: int = 0, group: int = 0) -> Block | None:
    """The block of the collected text with the addresses that stand in it as links of their own."""
    block = inline.block(role, level=level, group=group)
    if block is None:
        return None
    taken = [(link.start, link.end) for link in block.links]
    found = [link for link in bare_links(block.text) if not any(a < link.end and link.start < b for a, b in taken)]
    block.links = sorted([*block.links, *found], key=lambda link: link.start)
    block.strong = _merged(block.strong)
    return block


def _merged(spans: list[Span]) -> list[Span]:
    """Spans that touch as one: a word processor parts a bold line into runs as it was typed."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def noted(blocks: list[Block], anchored: list[tuple[int, Note]]) -> Reading:
    """The reading of ``blocks`` with notes placed by (index of their block, note whose start counts within it)."""
    text = join_blocks(blocks)
    ends = [(block.start, block.end) for block in blocks] or [(0, 0)]
    notes = []
    for index, note in anchored:
        start, end = ends[min(index, len(ends) - 1)]
        place = end if index >= len(ends) else min(start + note.start, end)
        notes.append(replace(note, start=place))
    notes.sort(key=lambda note: note.start)
    return Reading(text, blocks, notes=notes, notices=notice_of(notes))


def headings_by_look(blocks: list[Block]) -> None:
    """Where no style marks a heading, short bold lines without a full stop are headings; the first one is the title."""
    if any(block.role == Role.HEADING for block in blocks):
        return
    bold = [index for index, block in enumerate(blocks) if _is_bold_line(block)]
    if 2 * len(bold) > len(blocks):
        return
    for index in bold:
        first = index == bold[0] and index <= 1
        blocks[index].role, blocks[index].level = Role.HEADING, 1 if first else 2


def _is_bold_line(block: Block) -> bool:
    text = block.text
    if (
        block.role != Role.PARAGRAPH
        or len(text) > _LONGEST_HEADING
        or "\n" in text
        or " | " in text
        or day_of_line(text)
    ):
        return False
    covered = sum(end - start for start, end in block.strong)
    return covered >= len(text) - 1 > 0 and (not _STOP.search(text) or text.endswith("?"))


def under(head: list[Block], reading: Reading) -> Reading:
    """``reading`` with the blocks of ``head`` set before its text, all offsets moved along."""
    if not head:
        return reading
    prefix = join_blocks(head)
    moved = len(prefix) + 2
    for block in reading.blocks:
        block.start += moved
    reading.loose_links = [
        replace(link, start=link.start + moved, end=link.end + moved) for link in reading.loose_links
    ]
    reading.text = f"{prefix}\n\n{reading.text}"
    reading.blocks = [*head, *reading.blocks]
    return reading


def line_block(text: str, role: Role, *, level: int = 0) -> list[Block]:
    """A block of one line, or none where there are no words."""
    inline = Inline()
    inline.add(cleaned(text))
    block = inline.block(role, level=level)
    return [block] if block else []
