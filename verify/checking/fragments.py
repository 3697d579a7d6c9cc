"""Whether the place that a link names inside a page is there: ``#section`` and ``#:~:text=…``.

Sources: https://html.spec.whatwg.org/#find-a-potential-indicated-element and
https://wicg.github.io/scroll-to-text-fragment/
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from verify.checking.page import decode_page

MOST_FRAGMENTS = 50
_MARK = ":~:"
# Routes of pages that draw themselves, positions in media and documents, lines of code, counters of visitors.
_NOT_A_PLACE = re.compile(r"^(!|/|\?|~|top$|L\d+(-L?\d+)?$|xtor=|utm_|ref=|[\w.-]+=)|[/=&]", re.IGNORECASE)
_PREFIXES = ("", "user-content-")


def fragment_of(url: str) -> str:
    """What stands behind the first ``#`` of ``url``, as it is written there."""
    return url.partition("#")[2].strip()


def is_judged(fragment: str) -> bool:
    """Whether a fragment names a place that can be looked for in the page as it was received."""
    name, mark, _ = fragment.partition(_MARK)
    return bool(mark) or (bool(name) and not _NOT_A_PLACE.search(unquote(name)))


def _parsed(body: bytes, charset: str) -> Any:
    text = decode_page(body, charset).replace("\0", "").encode("utf-8", "replace")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _names(root: Any) -> set[str]:
    return {
        value for element in root.iter(etree.Element) for value in (element.get("id"), element.get("name")) if value
    }


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _seen(root: Any) -> str:
    etree.strip_elements(root, "script", "style", "template", "head", with_tail=False)
    return _plain(" ".join(root.itertext()))


def _has_text(seen: str, directive: str) -> bool:
    """``[prefix-,]start[,end][,-suffix]``: the parts stand in the page in this order."""
    parts = [part for part in directive.split(",") if part]
    place = 0
    for part in parts:
        words = _plain(unquote(part.removesuffix("-").removeprefix("-")))
        place = seen.find(words, place)
        if place < 0:
            return False
        place += len(words)
    return bool(parts)


def _is_there(fragment: str, names: set[str], seen: str) -> bool:
    name, mark, directives = fragment.partition(_MARK)
    if mark:
        wanted = [each[5:] for each in directives.split("&") if each.startswith("text=")]
        return not wanted or any(_has_text(seen, each) for each in wanted)
    spellings = {name, unquote(name)}
    return any(prefix + spelling in names for prefix in _PREFIXES for spelling in spellings)


def missing_fragments(body: bytes, charset: str, fragments: Iterable[str]) -> tuple[str, ...]:
    """Those of ``fragments`` that name a place which the HTML page does not have; the others cannot be judged or are there."""
    judged = [each for each in dict.fromkeys(fragments) if is_judged(each)][:MOST_FRAGMENTS]
    root = _parsed(body, charset) if judged else None
    if root is None:
        return ()
    names = _names(root)
    seen = _seen(root) if any(_MARK in each for each in judged) else ""
    return tuple(each for each in judged if not _is_there(each, names, seen))
