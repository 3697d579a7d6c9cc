"""Small PDF files written by hand: lines of Helvetica at given places, links, pictures, and broken ones."""

import zlib
from collections.abc import Iterable, Sequence

Line = tuple[float, float, float, str]
"""Left edge and baseline in points from the lower left corner, size, words (Windows-1252)."""
WIDE, HIGH = 595, 842


def pdf(
    pages: Sequence[Iterable[Line]],
    links: Sequence[tuple[tuple[int, int, int, int], str]] = (),
    *,
    bold: Iterable[str] = (),
    title: str = "",
    rotate: int = 0,
) -> bytes:
    """A PDF with these pages; ``links`` are (left, low, right, high) areas of the first page; ``bold`` words are bold.

    ``rotate`` 90 writes the text sideways on pages that are shown turned.
    """
    heavy = set(bold)
    turned = b"0 1 -1 0" if rotate else b"1 0 0 1"
    objects: list[bytes] = []
    notes = [
        f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(str, area))}]/A<</S/URI/URI({address})>>>>"
        for area, address in links
    ]
    kids = []
    for number, lines in enumerate(pages):
        content = b"".join(_shown(line, heavy, turned) for line in lines)
        packed = zlib.compress(content)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
        extra = f"/Annots[{''.join(notes)}]" if not number else ""
        objects.append(
            f"<</Type/Page/Parent 1 0 R/MediaBox[0 0 {WIDE} {HIGH}]/Rotate {rotate}/Contents {len(objects) + 4} 0 R"
            f"/Resources<</Font<</F1 2 0 R/F2 3 0 R>>>>{extra}>>".encode()
        )
        kids.append(f"{len(objects) + 4} 0 R")
    head = [
        f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Title({title})>>".encode(),
    ]
    return written([*head, *objects])


def _shown(line: Line, heavy: set[str], turned: bytes) -> bytes:
    left, low, size, words = line
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    font = b"F2" if words in heavy else b"F1"
    # Turned by a quarter, what was the height above the lower edge is the way from the right one.
    place = (left, low) if turned.startswith(b"1") else (HIGH - low, left)
    return b"BT /%s %g Tf %s %g %g Tm (%s) Tj ET\n" % (font, size, turned, *place, escaped)


def written(objects: Sequence[bytes], trailer: bytes = b"/Info 4 0 R") -> bytes:
    """The file: objects numbered from 1 (1 is the page tree), a catalog after them, a table of places."""
    parts, places = [b"%PDF-1.5\n"], []
    objects = [*objects, b"<</Type/Catalog/Pages 1 0 R>>"]
    length = len(parts[0])
    for number, content in enumerate(objects, start=1):
        places.append(length)
        made = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        parts.append(made)
        length += len(made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(objects),
        trailer,
        length,
    )
    return b"".join([*parts, end])


def lines(words: Sequence[str], left: float = 72, top: float = 760, size: float = 11, pitch: float = 13) -> list[Line]:
    """Words set line under line."""
    return [(left, top - number * pitch, size, text) for number, text in enumerate(words)]


def picture() -> bytes:
    """A page that is one picture, as a scanner makes it."""
    pixels = zlib.compress(bytes(100))
    return written(
        [
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
            b"/Length %d>>stream\n%s\nendstream" % (len(pixels), pixels),
            b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream",
            b"<<>>",
            b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</I 2 0 R>>>>>>",
        ]
    )
