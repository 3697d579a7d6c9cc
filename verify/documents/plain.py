"""Plain text: the text stays as it is, paragraphs are found in it."""

import re

from verify.documents.addresses import BARE_URL, POST_PICTURE, link_kind, trim_address
from verify.documents.blocks import Block, Reading, Role
from verify.documents.model import Link

_LINE = re.compile(r"[^\n]+")
_STOPS = (".", "!", "?", "…", ":", '"', "”", "»", "'", "’", ")")
_WRAP_LEAST, _WRAP_MOST = 40, 100


def read_plain(text: str) -> Reading:
    """One block a line; lines that an editor wrapped at a column are one block. ``text`` is not changed."""
    blocks: list[Block] = []
    for run in _runs(text):
        alone = len(run) == 1
        for start, end in [(run[0][0], run[-1][1])] if _is_wrapped(text, run) else run:
            blocks.append(Block(Role.PARAGRAPH, text[start:end], start=start, alone=alone or len(run) == 1))
    return Reading(text, blocks, loose_links=bare_links(text))


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """Runs of lines with no empty line between; each line as (start, end) without the white space around it."""
    runs: list[list[tuple[int, int]]] = [[]]
    previous_end = -1
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if runs[-1] and text.count("\n", previous_end, start) > 1:
            runs.append([])
        runs[-1].append((start, end))
        previous_end = end
    return [run for run in runs if run]


def _is_wrapped(text: str, run: list[tuple[int, int]]) -> bool:
    """Lines of about one length, most of which stop in the middle of a sentence."""
    if len(run) < 2:
        return False
    inner = [text[start:end] for start, end in run[:-1]]
    if not all(_WRAP_LEAST <= len(line) <= _WRAP_MOST for line in inner) or run[-1][1] - run[-1][0] > _WRAP_MOST:
        return False
    return 2 * sum(not line.endswith(_STOPS) for line in inner) > len(inner)


def bare_links(text: str, offset: int = 0) -> list[Link]:
    """Addresses that stand in the text as such."""
    found: list[Link] = []
    for pattern in (BARE_URL, POST_PICTURE):
        for match in pattern.finditer(text):
            address = trim_address(match.group())
            if len(address) > 6:
                start = match.start() + offset
                found.append(Link(link_kind(address), address, address, start, start + len(address)))
    return sorted(found, key=lambda link: link.start)
