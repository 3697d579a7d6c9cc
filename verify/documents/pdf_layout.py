"""From runs of text on pages to paragraphs in reading order: columns, running heads, line ends, headings by size."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from verify.documents.datelines import day_of_line

_MARGIN = 0.12
"""Share of the page's height, above and below, where running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|стр\.?|страница|seite|s\.|página|pág\.)?\s*[-–—|•]?\s*\d{1,4}\s*(?:(?:of|/|из|von|de)\s*\d{1,4})?\s*[-–—|•]?",
    re.I,
)
_STOP = re.compile(r"[.!?…:;]['\"”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_BULLET = re.compile(r"[•▪■●◦‣–—*-]\s")
_MOST_COLUMNS_DEEP = 4
_SHORTEST_COLUMN_LINE = 12
"""Mean characters in a column's lines; what is narrower is a table, which is read row by row."""
_HEADING_SIZE, _HEADING_WORDS = 1.18, 30
_BOLD_HEADING_WORDS = 12

Address = tuple[int, int, str]


@dataclass(slots=True)
class Run:
    """A piece of one line. Lengths in points from the page's upper left corner; links count within ``text``."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool
    links: list[Address] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, joined; ``bottom`` is the share of the page's height where it ends."""

    text: str
    size: float
    bold: bool
    page: int
    bottom: float
    links: list[Address] = field(default_factory=list)
    lines: int = 1
    full: bool = False
    """Whether the last line reaches the right edge of its column, so that the sentence may go on elsewhere."""


@dataclass(slots=True)
class Page:
    width: float
    height: float
    runs: list[Run]


def paragraphs_of(pages: list[Page]) -> list[Paragraph]:
    """The paragraphs of all pages in reading order, without what repeats on every page."""
    _drop_furniture(pages)
    words = _Words(pages)
    found: list[Paragraph] = []
    for number, page in enumerate(pages):
        for rows in _regions(page.runs, _MOST_COLUMNS_DEEP):
            for paragraph in _paragraphs(rows, number, page.height, words):
                if found and _continues(found[-1], paragraph):
                    _join(found[-1], paragraph.text, paragraph.links, words)
                    found[-1].page, found[-1].bottom, found[-1].full = number, paragraph.bottom, paragraph.full
                    found[-1].lines += paragraph.lines
                else:
                    found.append(paragraph)
    return found


def body_size(paragraphs: list[Paragraph]) -> float:
    """The size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[round(paragraph.size * 2) / 2] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def heading_levels(paragraphs: list[Paragraph]) -> dict[int, int]:
    """Index to level 1..6 of the paragraphs that are headings: set larger, or short bold lines in a text that is not bold."""
    usual = body_size(paragraphs)
    large = {
        index: round(paragraph.size, 1)
        for index, paragraph in enumerate(paragraphs)
        if paragraph.size >= _HEADING_SIZE * usual and len(paragraph.text.split()) <= _HEADING_WORDS
    }
    order = {size: level for level, size in enumerate(sorted(set(large.values()), reverse=True), start=1)}
    levels = {index: min(6, order[size]) for index, size in large.items()}
    bold = [index for index, paragraph in enumerate(paragraphs) if index not in levels and _is_bold_line(paragraph)]
    if 3 * len(bold) <= len(paragraphs):
        levels |= dict.fromkeys(bold, min(6, len(order) + 1))
    return levels


def _ends(text: str) -> bool:
    """Whether a sentence ends here."""
    return bool(_STOP.search(text[-_TAIL:]))


def _is_bold_line(paragraph: Paragraph) -> bool:
    short = len(paragraph.text.split()) <= _BOLD_HEADING_WORDS and paragraph.lines <= 2
    if day_of_line(paragraph.text):
        return False
    return paragraph.bold and short and (not _ends(paragraph.text) or paragraph.text.endswith("?"))


# what repeats


def _drop_furniture(pages: list[Page]) -> None:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(run, page) for run in page.runs if _in_margin(run, page)})
    least = max(2, round(0.3 * len(pages)))
    for page in pages:
        page.runs = [run for run in page.runs if not _in_margin(run, page) or not _is_furniture(run, page, seen, least)]


def _is_furniture(run: Run, page: Page, seen: Counter[str], least: int) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(run.text)) or seen[_key(run, page)] >= least


def _key(run: Run, page: Page) -> str:
    """Same words, figures aside, at the same height of the page."""
    return f"{re.sub(r'[0-9]+', '#', run.text.lower())}@{round(50 * run.top / max(page.height, 1))}"


def _in_margin(run: Run, page: Page) -> bool:
    return run.bottom < _MARGIN * page.height or run.top > (1 - _MARGIN) * page.height


# columns


def _regions(runs: list[Run], deep: int) -> list[list[Run]]:
    """Rows of each region in reading order; lines across the gutter part the columns above from those below."""
    gutter = _gutter(runs) if deep else None
    if gutter is None:
        return [_rows(runs)] if runs else []
    across = sorted((run for run in runs if run.left < gutter - 1 and run.right > gutter + 1), key=_middle)
    heights = [_middle(run) for run in across]
    bands: list[tuple[list[Run], list[Run]]] = [([], []) for _ in range(len(across) + 1)]
    for run in runs:
        if run.right <= gutter + 1 or run.left >= gutter - 1:
            band = sum(height < _middle(run) for height in heights) if len(heights) < 200 else 0
            bands[band][run.left >= gutter - 1].append(run)
    found: list[list[Run]] = []
    waiting: list[Run] = []
    for number, (left, right) in enumerate(bands):
        if left or right:
            found += [_rows(waiting)] if waiting else []
            waiting = []
            found += _regions(left, deep - 1) + _regions(right, deep - 1)
        if number < len(across):
            waiting.append(across[number])
    return [*found, _rows(waiting)] if waiting else found


def _middle(run: Run) -> float:
    return (run.top + run.bottom) / 2


def _gutter(runs: list[Run]) -> float | None:
    """The left edge of a column that has another one beside it, or None."""
    starts = Counter(round(run.left) for run in runs)
    best, best_score = None, 0.0
    for edge, count in starts.most_common(12):
        if count < 3:
            break
        left = [run for run in runs if run.right <= edge + 1]
        right = [run for run in runs if run.left >= edge - 1]
        across = len(runs) - len(left) - len(right)
        score = min(len(left), len(right)) - across
        if score > best_score and _are_columns(left, right):
            best, best_score = float(edge), score
    return best


def _are_columns(left: list[Run], right: list[Run]) -> bool:
    if min(len(left), len(right)) < 3:
        return False
    if min(_line_length(side) for side in (left, right)) < _SHORTEST_COLUMN_LINE:
        return False
    spans = [(min(run.top for run in side), max(run.bottom for run in side)) for side in (left, right)]
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    return shared > 0.4 * min(high - low for low, high in spans)


def _line_length(runs: list[Run]) -> float:
    """Mean characters a line; wide spaces in justified text part a line into several runs."""
    lines = {round(_middle(run) / max(run.size, 1)) for run in runs}
    return sum(len(run.text) for run in runs) / len(lines)


def _rows(runs: list[Run]) -> list[Run]:
    """Runs that stand on one line as one run, rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=_middle):
        last = rows[-1] if rows else []
        if last and abs(_middle(run) - _middle(last[-1])) < 0.4 * max(run.size, last[-1].size):
            last.append(run)
        else:
            rows.append([run])
    return [_row(sorted(row, key=lambda run: run.left)) for row in rows]


def _row(runs: list[Run]) -> Run:
    if len(runs) == 1:
        return runs[0]
    text, links = "", []
    for run in runs:
        text += " " if text else ""
        links += [(start + len(text), end + len(text), address) for start, end, address in run.links]
        text += run.text
    tall = max(runs, key=lambda run: len(run.text))
    bold = all(run.bold for run in runs)
    return Run(text, runs[0].left, tall.top, max(run.right for run in runs), tall.bottom, bold, links)


# paragraphs


def _paragraphs(rows: list[Run], page: int, height: float, words: "_Words") -> list[Paragraph]:
    pitches = [second.bottom - first.bottom for first, second in itertools.pairwise(rows)]
    usual = median(pitches) if len(pitches) > 1 else 1.45 * rows[0].size
    left, right = median(row.left for row in rows), max(row.right for row in rows)
    found: list[Paragraph] = []
    for index, row in enumerate(rows):
        if index and not _starts(rows[index - 1], row, usual, left, right):
            _join(found[-1], row.text, row.links, words)
            found[-1].lines += 1
            found[-1].bold = found[-1].bold and row.bold
            found[-1].bottom = row.bottom / max(height, 1)
        else:
            found.append(Paragraph(row.text, row.size, row.bold, page, row.bottom / max(height, 1), list(row.links)))
        found[-1].full = row.right > right - 0.12 * (right - left)
    return found


def _starts(before: Run, row: Run, usual: float, left: float, right: float) -> bool:
    """Whether ``row`` begins a paragraph after ``before``."""
    ratio = row.size / max(before.size, 0.1)
    pitch = max(usual, 1.1 * row.size)
    if row.bottom - before.bottom > 1.3 * pitch + 0.5 or not 0.88 < ratio < 1.13 or row.bold != before.bold:
        return True
    stopped = _ends(before.text)
    short = before.right < right - 0.25 * (right - left)
    if row.left > left + 0.6 * row.size and (short or (stopped and before.left <= left + 0.5 * row.size)):
        return True
    return (stopped and short) or bool(_BULLET.match(row.text))


def _continues(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    alike = 0.93 < after.size / max(before.size, 0.1) < 1.07 and before.bold == after.bold
    return alike and not _ends(before.text) and (after.text[0].islower() or (before.full and before.lines > 1))


# line ends


_PARTICLES = frozenset({"то", "либо", "нибудь", "таки", "ка"})
"""Russian words that always follow a hyphen of their own."""
_PREFIXES = frozenset({"e", "x", "u", "t", "self", "non", "anti", "quasi", "well", "vice", "вице", "кое"})
"""First halves that are commoner with a hyphen than as a syllable at a line's end."""
_CUT = re.compile(r"(?P<word>[^\W\d_]{1,40})[-\u00ad‐]$")
_TAIL = 60
"""Characters at a line's end that are looked at; a hostile line is one word of a million letters."""
_GOES_ON = re.compile(r"[^\W\d_]+")


class _Words:
    """The words of the file, to tell a hyphen of the word from one of the line's end."""

    def __init__(self, pages: list[Page]) -> None:
        self._known: set[str] = set()
        for page in pages:
            for run in page.runs:
                text = run.text.lower()
                cut = _CUT.search(text[-_TAIL:])
                text = text[: -len(cut.group())] if cut else text
                for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
                    self._known.update((word, *word.split("-")))

    def joined(self, first: str, second: str) -> str:
        """A word cut at a line's end, whole again."""
        with_hyphen, without = f"{first}-{second}".lower(), f"{first}{second}".lower()
        if with_hyphen in self._known or without in self._known:
            keep = without not in self._known
        elif second.lower() in _PARTICLES or first.lower() in _PREFIXES:
            keep = True
        else:
            # Halves of a cut word are seldom words of the same text, those of a compound often are.
            keep = {first.lower(), second.lower()} <= self._known
        return f"{first}-{second}" if keep else first + second


def _join(paragraph: Paragraph, text: str, links: list[Address], words: _Words) -> None:
    """Adds a line to a paragraph, with a space or across a hyphen."""
    cut, goes_on = _CUT.search(paragraph.text[-_TAIL:]), _GOES_ON.match(text)
    if cut and goes_on and goes_on.group()[0].islower():
        whole = words.joined(cut["word"], goes_on.group())
        head = paragraph.text[: -len(cut.group())] + whole
        moved = len(head) - goes_on.end()
        paragraph.text = head + text[goes_on.end() :]
    else:
        # A hyphen before a figure or a capital is one of the word: "mid-\n1990s".
        glue = "" if paragraph.text[-1] in "-‐" and paragraph.text[-2:-1].isalnum() else " "
        moved = len(paragraph.text) + len(glue)
        paragraph.text += glue + text
    for start, end, address in links:
        _add_link(paragraph, (max(0, start + moved), end + moved, address))


def _add_link(paragraph: Paragraph, link: Address) -> None:
    """A link that goes on in the next line is one link."""
    if paragraph.links and paragraph.links[-1][2] == link[2] and link[0] - paragraph.links[-1][1] <= 1:
        paragraph.links[-1] = (paragraph.links[-1][0], link[1], link[2])
    else:
        paragraph.links.append(link)
