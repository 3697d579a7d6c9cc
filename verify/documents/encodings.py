"""Bytes to text: which encoding a newsroom's file is in, told from its bytes alone.

Order of belief: byte order mark, zero bytes in a UTF-16 pattern, valid UTF-8, the page's own ``charset``, then a score
over the single-byte encodings of the region, with charset-normalizer asked only about what none of them explains.
"""

import codecs
import re
from itertools import pairwise

from charset_normalizer import from_bytes

from verify.documents.model import SUPPORTED, UnreadableDocument

_SAMPLE = 65_536


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
)
_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+")
_VALID_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# Letter frequencies of Russian news text in tenths of a percent (Russian National Corpus, rounded).
_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (
            110,
            85,
            80,
            74,
            67,
            63,
            55,
            47,
            45,
            44,
            35,
            32,
            30,
            28,
            26,
            20,
            19,
            17,
            17,
            16,
            16,
            14,
            12,
            10,
            9,
            7,
            6,
            5,
            4,
            3,
            3,
            1,
            1,
        ),
        strict=True,
    )
) | {"і": 10, "ї": 5, "є": 5, "ў": 5, "ґ": 1}
_COMMON_PAIRS = _words(
    "ст но то на ен ни не ко ра ов ро по во ос пр ре го ал ли ер от ит ор ол ан та ет на ес де ел ти ка ло ны те "
    "ва за ом ог"
    " об ил ие ия ск ль ри ть ат их до мо ма ас ин ви ве ед ем ла ле ми да бо бы же со тр ск сь ди ир ой ый ий ая ое"
)


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """``data`` as text with ``\\n`` line endings and no leading byte order mark.

    Returns (text, encoding name, notices). Raises UnreadableDocument for empty and for binary input.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableDocument("The file is empty: choose a file that holds the article's text, or paste the text.")
    _refuse_known_binary(data)
    text, encoding, notices = _decode_bytes(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\x00 \t\n\x0b\x0c\ufeff"):
        raise UnreadableDocument("The file is empty: choose a file that holds the article's text, or paste the text.")
    return _without_controls(text, encoding, notices)


def _refuse_known_binary(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocument(f"This is {name}, which cannot be read: save the article as {SUPPORTED}.")


def _decode_bytes(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lenient(data, name)
    wide = _utf16_without_bom(data)
    if wide:
        return _lenient(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _legacy(data)


def _lenient(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    shown = "utf-8" if name == "utf-8-sig" else name
    text = data.decode(name, errors="replace")
    broken = text.count("\ufffd")
    notices = (
        (f"{broken} damaged characters were replaced by \ufffd; compare the text with the original.",) if broken else ()
    )
    return text, shown, notices


def _utf16_without_bom(data: bytes) -> str:
    """The UTF-16 flavour whose high bytes are nearly all those of Latin, Cyrillic and punctuation blocks, or ''."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) // 2
    for name, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        blocks = sum(high.count(value) for value in (0x00, 0x04, 0x20))
        zeros_and_cyrillic = high.count(0x00) + high.count(0x04)
        if blocks >= 0.95 * half and zeros_and_cyrillic >= 0.6 * half and low.count(0) <= 0.02 * half:
            return name
    return ""


def _legacy(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    if _mostly_utf8(data):
        return _lenient(data, "utf-8")
    declared = _declared(data)
    if declared:
        return data.decode(declared, errors="replace"), declared, ()
    name = guess_single_byte(data)
    text = data.decode(name, errors="replace")
    return text, name, (f"The encoding is not stated in the file; it was read as {name}. Check letters with accents.",)


def _mostly_utf8(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    rest, valid = _VALID_MULTIBYTE.subn(b"", sample)
    return valid > 0 and valid >= 4 * len(_HIGH.findall(rest))


def _declared(data: bytes) -> str:
    match = _META_CHARSET.search(data[:4096])
    if not match:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        data[:_SAMPLE].decode(name, errors="replace")
    except LookupError:
        return ""
    if name in {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"}:
        return ""
    # The encoding standard of the web reads Latin-1 and ASCII labels as Windows-1252.
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def guess_single_byte(data: bytes) -> str:
    """The likeliest of cp1252, cp1251, koi8-r, or what charset-normalizer says when all three look wrong."""
    sample = b" ".join(
        part for part in re.split(rb"[\x00-\x40\x5b-\x60\x7b-\x7f]+", data[:_SAMPLE]) if _HIGH.search(part)
    )
    if not _looks_cyrillic(sample):
        return "cp1252" if not _odd_for_latin(sample) else _asked(data)
    scores = {name: _russian_score(sample.decode(name, errors="replace")) for name in ("cp1251", "koi8-r")}
    return max(scores, key=scores.__getitem__)


def _looks_cyrillic(sample: bytes) -> bool:
    """True where words of high bytes alone outweigh words that mix them with ASCII letters (café, naïve)."""
    pure = mixed = 0
    for word in sample.decode("cp1251", errors="replace").split():
        letters = "".join(_WORD.findall(word))
        high = sum(letter > "\x7f" for letter in letters)
        if high >= 2 and high == len(letters):
            pure += high
        elif high:
            mixed += high
    return pure > mixed


def _odd_for_latin(sample: bytes) -> bool:
    high = _HIGH.findall(sample)
    undefined = sum(byte in b"\x81\x8d\x8f\x90\x9d" for byte in high)
    return bool(high) and undefined > 0.02 * len(high)


def _asked(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _russian_score(text: str) -> float:
    """Mean evidence per letter: letter and pair frequencies, less a penalty for capitals after small letters."""
    total = letters = 0.0
    for word in _WORD.findall(text)[:20_000]:
        lowered = word.lower()
        letters += len(word)
        total += sum(_RUSSIAN.get(letter, -60) for letter in lowered)
        total += sum(40 for first, second in pairwise(lowered) if first + second in _COMMON_PAIRS)
        total -= sum(120 for first, second in pairwise(word) if first.islower() and second.isupper())
    return total / letters if letters else -1000.0


def _without_controls(text: str, encoding: str, notices: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """Control characters become U+FFFD, one for one, so that offsets still count the input's characters."""
    cleaned, count = _CONTROLS.subn("\ufffd", text)
    if not count:
        return text, encoding, notices
    if count > 8 and count > 0.05 * len(text):
        raise UnreadableDocument(f"This is not text but a binary file: save the article as {SUPPORTED}.")
    return cleaned, encoding, (*notices, f"{count} control characters were replaced by \ufffd.")
