"""What a page shows at once: title, heading, where it sends the reader, how its text begins, whether it asks for a password."""

import codecs
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from charset_normalizer import from_bytes
from lxml import etree

from verify.checking.shorteners import is_shortener
from verify.checking.stated import Stated, metas_of, read_stated

_REFRESH = re.compile(r"^\s*(\d+(?:\.\d*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODINGS = (
    *("cp1251", "koi8_r", "cp1252", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp866"),
)
_TAG = re.compile(rb"<[^<>]*>")
_MOST_SAMPLED, _SAMPLED = 200_000, 6_000
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
_APP_IDS = frozenset(
    {
        "root",
        "app",
        "__next",
        "__nuxt",
        "___gatsby",
        "react-root",
        "svelte",
        "main-app",
        "application",
        "app-mount",
        "spa",
    }
)
_PAYWALL = re.compile(
    r"[\s_-](paywall|reg-?wall|pay-?gate|subscriber-only|premium-wall|metered-content|piano-(inline|offer)|tp-container|"
    r"subscription-wall|article-gate|abo-(wand|schranke)|muro-de-pago)[\s_-]",
    re.IGNORECASE,
)
_NAMES = etree.XPath(
    "|".join(f"//{tag}/@class|//{tag}/@id" for tag in ("div", "section", "aside", "dialog", "p")), smart_strings=False
)
_TEXT = etree.XPath("string()", smart_strings=False)
MAX_TITLE = 500
MOST_TEXT = 20_000
REFRESH_SECONDS = 10


@dataclass(frozen=True, slots=True)
class PageFacts:
    """``text`` is how the visible text begins (at most 20,000 characters), ``refresh`` where the page leads on.

    ``is_app`` says that a script draws the page in the browser, ``asks_money`` that it shows an offer in its text's place.
    """

    title: str = ""
    heading: str = ""
    refresh: str = ""
    text: str = ""
    asks_password: bool = False
    is_app: bool = False
    asks_money: bool = False
    stated: Stated = field(default_factory=Stated)

    @property
    def published_on(self) -> date | None:
        return self.stated.published_on


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
        return body.decode("utf-8" if cut else _detected(body), "replace")


def _detected(body: bytes) -> str:
    """The encoding that the words look like most; a page's markup looks alike in all."""
    words = _TAG.sub(b" ", body[:_MOST_SAMPLED])
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", words)), 0)
    best = from_bytes(words[max(0, first - 200) :][:_SAMPLED], cp_isolation=list(_ENCODINGS), threshold=0.5).best()
    return best.encoding if best else "cp1252"


def _text_in(element: Any) -> str:
    return str(_TEXT(element))


def _squeeze(text: str | None) -> str:
    return " ".join((text or "").split())[:MAX_TITLE]


def read_refresh(content: str) -> str:
    """Where a Refresh header or element leads within REFRESH_SECONDS, or an empty text."""
    match = _REFRESH.match(content)
    return match[2].strip() if match and float(match[1]) <= REFRESH_SECONDS else ""


def _refresh(root: Any, url: str) -> str:
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        # Shorteners send programs on by it; elsewhere it leads to a page about scripts.
        if not is_shortener(url) and any(parent.tag == "noscript" for parent in element.iterancestors()):
            continue
        onward = read_refresh(element.get("content") or "")
        if onward:
            return onward
    return ""


def _is_app(root: Any) -> bool:
    for element in root.iter("div", "main", "section", "body", "html", "app-root"):
        if element.tag == "app-root" or element.get("id", "").lower() in _APP_IDS or element.get("ng-app") is not None:
            return True
    return any("javascript" in _text_in(each).lower() for each in root.iter("noscript"))


def _asks_money(root: Any) -> bool:
    """Whether an element is called a paywall. Scripts and styles of that name stand on every page of such a site."""
    names: Any = _NAMES(root)
    return any(_PAYWALL.search(f" {name} ") for name in names)


def _seen_text(root: Any) -> str:
    """Stops where it has enough: a list of all texts of a long page takes more memory than the page."""
    parts: list[str] = []
    length = 0
    for element in root.iter(etree.Element):
        # Each look at an element's text copies it.
        text, tail = element.text, element.tail
        if text and element.tag not in _UNSEEN and not text.isspace():
            parts.append(text)
            length += len(text)
        if tail and not tail.isspace():
            parts.append(tail)
            length += len(tail)
        if length > MOST_TEXT:
            break
    return " ".join(" ".join(parts).split())[:MOST_TEXT]


def read_page(body: bytes, charset: str, url: str = "") -> PageFacts:
    """What one HTML page from ``url`` shows at once. Never raises: a page that no parser understands has nothing."""
    text = decode_page(body, charset).replace("\0", "")
    try:
        # Plain elements: those of lxml.html are looked up in Python, one by one, for methods that nobody calls here.
        root: Any = etree.fromstring(text.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        return PageFacts()
    if root is None:
        return PageFacts()
    titles = [_squeeze(_text_in(t)) for t in root.iter("title") if next(t.iterancestors("svg"), None) is None]
    headings = [_squeeze(_text_in(h)) for h in root.iter("h1")]
    title = next((t for t in titles if t), "") or _squeeze(metas_of(root).get("og:title"))
    return PageFacts(
        title=title,
        heading=next((h for h in headings if h), ""),
        refresh=_refresh(root, url),
        text=_seen_text(root),
        asks_password=any((i.get("type") or "").lower() == "password" for i in root.iter("input")),
        is_app=_is_app(root),
        asks_money=_asks_money(root),
        stated=read_stated(root, url),
    )
