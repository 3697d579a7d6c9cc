"""The vocabulary of Rich Text Format: tokens, codepages, control words. Source: Rich Text Format Specification 1.9.1."""

import codecs
import re

from verify.documents.blocks import Role

TOKEN = re.compile(
    rb"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<symbol>[^a-zA-Z']))"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
# Codepages of \fcharset, by the table of the specification.
CHARSETS = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
SKIPPED = frozenset(
    [
        "colortbl", "info", "pict", "object", "objdata", "header", "headerl", "headerr", "headerf", "footer", "footerl",
        "footerr", "footerf", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "themedata", "datastore",
        "latentstyles", "pntext", "listtext", "bkmkstart", "bkmkend", "nonshppict", "atnid", "atnref", "atrfstart",
        "atrfend", "atntime", "annotation_date", "revtbl", "filetbl", "mmathPr", "private", "ftnsep", "ftnsepc", "aftnsep",
    ]
)  # fmt: skip
HEADING = re.compile(r"(?:heading|überschrift|заголовок)\s*(\d)", re.I)
STYLE_ROLES = {
    "title": (Role.HEADING, 1), "subtitle": (Role.HEADING, 2), "quote": (Role.QUOTE, 0), "quotations": (Role.QUOTE, 0),
    "intense quote": (Role.QUOTE, 0), "caption": (Role.CAPTION, 0), "byline": (Role.BYLINE, 0),
}  # fmt: skip


DESTINATIONS = {
    "fonttbl": "fonts", "stylesheet": "name", "fldinst": "code", "footnote": "note", "annotation": "note",
    "atnauthor": "author", "wp_alt": "alt",
}  # fmt: skip
MACHINES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
NOT_A_SECRET = frozenset({"shppict", "cs", "ds", "shpinst", "shptxt"})
"""Destinations that are starred although their content is text, or holds some."""


def codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def decoded(raw: bytes, charset: str) -> str:
    """Codes of symbol fonts name no characters; they are bullets and arrows for the most part."""
    if charset == "symbol":
        return "".join(chr(byte) if byte < 0x80 else "•" for byte in raw)
    return raw.decode(charset, errors="replace")
