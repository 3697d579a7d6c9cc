"""What a page says about itself: title, publication date, where it sends the reader, how much text it holds."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree, html

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_REFRESH = re.compile(r"^\s*(\d+(?:\.\d*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
MAX_TITLE = 500
REFRESH_SECONDS = 10


@dataclass(frozen=True, slots=True)
class PageFacts:
    """``text`` is how the visible text begins (at most 20,000 characters), ``refresh`` where the page leads on."""

    title: str = ""
    heading: str = ""
    published_on: date | None = None
    refresh: str = ""
    text: str = ""
    asks_password: bool = False


def _known(encoding: str) -> str | None:
    """Python's name for a charset that a page may be written in; Python also knows codecs that are no charsets."""
    try:
        name = codecs.lookup(encoding).name
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else name


def decode_page(body: bytes, charset: str) -> str:
    """The page as text: a byte order mark first, then the header's charset, then the page's own word, then UTF-8.

    Source: https://html.spec.whatwg.org/#determining-the-character-encoding
    """
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(marked, "replace")
    declared = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", body[:4096], re.IGNORECASE)
    for candidate in (charset, declared[1].decode("ascii", "replace") if declared else ""):
        encoding = _known(candidate) if candidate else None
        if encoding:
            return body.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        # A cut at the size limit may fall inside a character; a page in another encoding fails long before its end.
        cut = body[:-4].decode("utf-8", "ignore").encode() == body[:-4]
        return body.decode("utf-8" if cut else "cp1252", "replace")


def _squeeze(text: str | None) -> str:
    return " ".join((text or "").split())[:MAX_TITLE]


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), element.get("content") or "")
    return metas


def read_day(text: str) -> date | None:
    """The first year-month-day in ``text``, or None. Days before 1990 are templates, not publication dates."""
    match = _DAY.search(text)
    if not match:
        return None
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return found if found.year >= 1990 else None


def _published_in(node: Any, depth: int = 0) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(node, dict):
        value = node.get("datePublished")
        if isinstance(value, str):
            yield value
        for child in node.values():
            yield from _published_in(child, depth + 1)
    elif isinstance(node, list):
        for child in node[:200]:
            yield from _published_in(child, depth + 1)


def _linked_data_dates(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            yield from _published_in(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _dates(root: Any) -> Iterator[str]:
    metas = _metas(root)
    yield metas.get("article:published_time", "")
    yield from _linked_data_dates(root)
    yield from (metas.get(name, "") for name in _META_DATES)
    for element in root.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or ""


def _refresh(root: Any) -> str:
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        if any(parent.tag == "noscript" for parent in element.iterancestors()):
            continue
        match = _REFRESH.match(element.get("content") or "")
        if match and float(match[1]) <= REFRESH_SECONDS:
            return match[2].strip()
    return ""


def _seen_text(root: Any) -> str:
    parts: list[str] = []
    length = 0
    for element in root.iter(etree.Element):
        if element.tag not in _UNSEEN and element.text and not element.text.isspace():
            parts.append(element.text)
            length += len(element.text)
        if element.tail and not element.tail.isspace():
            parts.append(element.tail)
            length += len(element.tail)
        if length > 20_000:
            break
    return " ".join(" ".join(parts).split())[:20_000]


def read_page(body: bytes, charset: str) -> PageFacts:
    """The facts of one HTML page. Never raises: a page that no parser understands has none."""
    text = decode_page(body, charset).replace("\0", "")
    try:
        root: Any = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return PageFacts()
    titles = [_squeeze(t.text_content()) for t in root.iter("title") if next(t.iterancestors("svg"), None) is None]
    headings = [_squeeze(h.text_content()) for h in root.iter("h1")]
    title = next((t for t in titles if t), "") or _squeeze(_metas(root).get("og:title"))
    days = (read_day(text) for text in _dates(root) if text)
    return PageFacts(
        title=title,
        heading=next((h for h in headings if h), ""),
        published_on=next((day for day in days if day), None),
        refresh=_refresh(root),
        text=_seen_text(root),
        asks_password=any((i.get("type") or "").lower() == "password" for i in root.iter("input")),
    )
