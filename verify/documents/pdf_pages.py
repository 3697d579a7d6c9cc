"""Run as a program in a process of its own: a PDF on standard input, its text runs as JSON on standard output.

A PDF can ask for any amount of memory and time, and is read by native code; here that can hurt nobody. The file is run
by its path and imports nothing of the package. Output: ``{"error": word}`` or ``{"title", "pages": [{"width", "height",
"picture", "runs": [[text, left, top, right, bottom, bold, [[start, end, address], ...]], ...]}]}``; lengths in points,
measured from the upper left corner of the page, turned so that its text is upright.
"""

import ctypes
import json
import math
import sys
import time
from collections import Counter
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_PAGES = 1_000
MOST_CHARACTERS = 1_500_000
"""About 250,000 words."""
MOST_RUNS_ON_PAGE = 20_000
MOST_LINKS_ON_PAGE = 2_000
MOST_CPU_SECONDS = 10
"""For the whole file; a page of newspaper text takes some hundredths of a second."""
MOST_MEMORY = 512_000_000
_COLUMN_GAP = 1.2
"""Widths of a line's height that part two runs; wider than a space in justified text, narrower than a gutter."""
_FORMS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x02": "\u00ad"}
)
_RAISED = str.maketrans("0123456789*", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
_Box = tuple[float, float, float, float]


class _Refused(Exception):
    """One word that says why the file cannot be read."""


def main() -> None:
    """Reads, answers, and ends with status 0 whatever the file is, unless a limit of the system ends it."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        answer = _read(data)
    except _Refused as reason:
        answer = {"error": str(reason)}
    except pdfium.PdfiumError as error:
        answer = {
            "error": "password" if "password" in str(error).lower() or "security" in str(error).lower() else "damaged"
        }
    except MemoryError:
        answer = {"error": "memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _limit() -> None:
    """Where the system knows limits (not on Windows), they hold for what native code does as well."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_CPU_SECONDS + 3),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _read(data: bytes) -> dict[str, Any]:
    document = pdfium.PdfDocument(data)
    if len(document) > MOST_PAGES:
        raise _Refused("pages")
    pages, characters = [], 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue
        reader = _Page(document, page)
        pages.append(reader.read())
        page.close()
        characters += reader.characters
        if characters > MOST_CHARACTERS or time.process_time() > MOST_CPU_SECONDS:
            raise _Refused("length")
    title = document.get_metadata_dict(skip_empty=True).get("Title", "")
    return {"title": title, "pages": pages}


class _Page:
    """The text runs of one page: pieces of lines with no gap as wide as a column's gutter."""

    def __init__(self, document: pdfium.PdfDocument, page: pdfium.PdfPage) -> None:
        self._document = document
        self._page = page
        self._text = page.get_textpage()
        left, bottom, right, top = page.get_cropbox(fallback_ok=True) or (0, 0, 612, 792)
        self._origin = (left, bottom, right, top)
        self.characters = raw.FPDFText_CountChars(self._text.raw)
        self._upright = self._usual_quarter()
        self._turn = (360 - 90 * self._upright) % 360
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self._turn in {90, 270} else (wide, high)
        self._runs: list[list[Any]] = []
        self._edges: list[list[float]] = []
        self._letters: list[str] = []
        self._places: list[float] = []
        self._box: list[float] = []
        self._base = 0.0
        self._bold = False

    def read(self) -> dict[str, Any]:
        if self.characters > MOST_CHARACTERS:
            raise _Refused("length")
        self._collect()
        self._add_links()
        letters = sum(len(run[0]) for run in self._runs)
        picture = letters < 20 and any(
            True for _ in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        )
        return {"width": self.width, "height": self.height, "picture": picture, "runs": self._runs}

    def _shown(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """A box of the page's own space as (left, top, right, bottom), turned so that the text is upright."""
        x0, y0, x1, y1 = self._origin
        match self._turn:
            case 90:
                return bottom - y0, left - x0, top - y0, right - x0
            case 180:
                return x1 - right, bottom - y0, x1 - left, top - y0
            case 270:
                return y1 - top, x1 - right, y1 - bottom, x1 - left
        return left - x0, y1 - top, right - x0, y1 - bottom

    def _collect(self) -> None:
        handle, box = self._text.raw, raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(self.characters):
            code = raw.FPDFText_GetUnicode(handle, index)
            if code in {10, 13}:
                self._end()
                continue
            letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            if letter.isspace():
                self._space()
                continue
            if not raw.FPDFText_GetLooseCharBox(handle, index, box):
                continue
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            shown = self._shown(box.left, box.bottom, box.right, box.top)
            base = self._shown(x.value, y.value, x.value, y.value)
            self._put(index, letter, shown, base[1])
        self._end()

    def _space(self) -> None:
        if self._letters and self._letters[-1] != " ":
            self._letters.append(" ")
            self._places.append(self._places[-1])

    def _put(self, index: int, letter: str, box: _Box, base: float) -> None:
        if self._letters and not self._fits(box, base):
            self._end()
        if not self._letters:
            # Stamps along the margin stand across the text.
            if self._quarter(index) != self._upright:
                return
            self._box, self._base = list(box), base
            self._bold = self._is_bold(index)
        high = self._box[3] - self._box[1]
        raised = box[3] - box[1] < 0.8 * high and self._base - base > 0.12 * high
        written = (letter.translate(_RAISED) if raised else letter).translate(_FORMS)
        self._letters += written
        self._places += [(box[0] + box[2]) / 2] * len(written)
        self._box[0], self._box[2] = min(self._box[0], box[0]), max(self._box[2], box[2])
        if not raised and box[3] - box[1] > high:
            self._box[1], self._box[3], self._base = min(self._box[1], box[1]), max(self._box[3], box[3]), base

    def _fits(self, box: _Box, base: float) -> bool:
        high = max(self._box[3] - self._box[1], box[3] - box[1])
        gap = box[0] - self._box[2]
        return abs(base - self._base) < 0.5 * high and -2 * high < gap < _COLUMN_GAP * high

    def _quarter(self, index: int) -> int:
        """How a character is turned in the page's own space, in quarters clockwise; -1 where it leans."""
        angle = raw.FPDFText_GetCharAngle(self._text.raw, index) / (math.pi / 2)
        return round(angle) % 4 if abs(angle - round(angle)) < 0.1 else -1

    def _usual_quarter(self) -> int:
        """The one most of the text has: pages that lie on their side are read as they were written."""
        step = max(1, self.characters // 200)
        counted = Counter(self._quarter(index) for index in range(0, self.characters, step))
        return max(0, counted.most_common(1)[0][0]) if counted else 0

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._text.raw, index) >= 600:
            return True
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int(0)
        length = raw.FPDFText_GetFontInfo(self._text.raw, index, name, len(name), flags)
        return 0 < length <= len(name) and any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))

    def _end(self) -> None:
        if self._letters:
            text = "".join(self._letters).rstrip()
            if text:
                self._runs.append([text, *(round(edge, 2) for edge in self._box), self._bold, []])
                self._edges.append(self._places)
                if len(self._runs) > MOST_RUNS_ON_PAGE:
                    raise _Refused("length")
        self._letters, self._places = [], []

    def _add_links(self) -> None:
        position, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        for _ in range(MOST_LINKS_ON_PAGE):
            if not raw.FPDFLink_Enumerate(self._page.raw, position, link):
                return
            address = self._address(link)
            if address and raw.FPDFLink_GetAnnotRect(link, rectangle):
                low, high = sorted((rectangle.bottom, rectangle.top))
                self._mark(self._shown(rectangle.left, low, rectangle.right, high), address)

    def _address(self, link: Any) -> str:
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            return ""
        length = raw.FPDFAction_GetURIPath(self._document.raw, action, None, 0)
        if not 1 < length <= 8192:
            return ""
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(self._document.raw, action, buffer, length)
        return buffer.value.decode("utf-8", errors="replace")

    def _mark(self, area: _Box, address: str) -> None:
        for run, places in zip(self._runs, self._edges, strict=True):
            middle = (run[2] + run[4]) / 2
            if not (area[1] <= middle <= area[3] and run[1] < area[2] and area[0] < run[3]):
                continue
            inside = [index for index, place in enumerate(places[: len(run[0])]) if area[0] <= place <= area[2]]
            if inside:
                run[6].append([inside[0], inside[-1] + 1, address])


if __name__ == "__main__":
    main()
