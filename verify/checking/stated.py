"""What a page states about itself in its markup: people, dates, language, address, whether everybody may read it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import ada_url

_PUBLISHED = (
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
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_CLOSED_TIERS = frozenset({"locked", "metered", "paid", "premium"})
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
_ARTICLE = re.compile(r"(Article|BlogPosting|Report|Review)$")
_MOST_LINKED_DATA = 300_000
_DEEPEST = 6
_MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Stated:
    """``language`` is an ISO 639 code or empty; ``closed`` says that the page calls itself not free to read.

    ``is_article`` says that it calls itself an article, of a day: no page that is missing does.
    """

    author: str = ""
    site: str = ""
    published_on: date | None = None
    modified_on: date | None = None
    language: str = ""
    canonical: str = ""
    closed: bool = False
    is_article: bool = False


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


def metas_of(root: Any) -> dict[str, str]:
    """{name or property in lower case: content}; the first of each name counts."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), element.get("content") or "")
    return metas


def linked_data(root: Any) -> list[dict[str, Any]]:
    """Every object of the page's JSON-LD, from the outside in. What cannot be read is left out."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _MOST_LINKED_DATA:
            continue
        try:
            nodes.extend(_objects(json.loads(text)))
        except (ValueError, RecursionError):
            continue
    return nodes[:_MOST_NODES]


def _objects(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _objects(child, depth + 1)
    elif isinstance(node, list):
        for child in node[:200]:
            yield from _objects(child, depth + 1)


def _words_for(nodes: list[dict[str, Any]], key: str) -> Iterator[str]:
    return (value for node in nodes if isinstance(value := node.get(key), str))


def _published(root: Any, metas: dict[str, str], nodes: list[dict[str, Any]]) -> Iterator[str]:
    yield metas.get("article:published_time", "")
    yield from _words_for(nodes, "datePublished")
    yield from (metas.get(name, "") for name in _PUBLISHED)
    for element in root.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or ""


def _modified(metas: dict[str, str], nodes: list[dict[str, Any]]) -> Iterator[str]:
    yield metas.get("article:modified_time", "")
    yield from _words_for(nodes, "dateModified")
    yield from (metas.get(name, "") for name in _MODIFIED)


def _first_day(texts: Iterator[str]) -> date | None:
    return next((day for text in texts if text and (day := read_day(text))), None)


def _names(value: object) -> Iterator[str]:
    """The names in schema.org's ways to name somebody: a text, an object with a name, or several of either."""
    for each in value[:20] if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield " ".join(name.split())[:200]


def _author(nodes: list[dict[str, Any]]) -> str:
    """Of the work itself: the author beside a date of publication or a headline, not that of a comment."""
    works = (node for node in nodes if "author" in node and ("datePublished" in node or "headline" in node))
    return "; ".join(dict.fromkeys(_names(next(works, {}).get("author"))))[:500]


def _site(metas: dict[str, str], nodes: list[dict[str, Any]]) -> str:
    said = metas.get("og:site_name") or metas.get("application-name") or ""
    publishers = (name for node in nodes if "publisher" in node for name in _names(node["publisher"]))
    return " ".join(said.split())[:200] or next(publishers, "")


def _language(root: Any, metas: dict[str, str], nodes: list[dict[str, Any]]) -> str:
    written = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "", metas.get("og:locale"))
    for text in (*written, next(_words_for(nodes, "inLanguage"), "")):
        match = _LANGUAGE.match((text or "").strip())
        if match:
            return match[0].lower()
    return ""


def _canonical(root: Any, url: str) -> str:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
            try:
                found = ada_url.URL(element.get("href").strip(), base=url or None)
            except (ValueError, UnicodeError):
                return ""
            return found.href[:8192] if found.protocol in ("http:", "https:") else ""
    return ""


def _is_closed(metas: dict[str, str], nodes: list[dict[str, Any]]) -> bool:
    """schema.org's word counts where it stands on the work itself, not on one of its parts only.

    Source: https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    if metas.get("article:content_tier", "").strip().lower() in _CLOSED_TIERS:
        return True
    said = [node["isAccessibleForFree"] for node in nodes if "isAccessibleForFree" in node]
    return bool(said) and str(said[0]).strip().lower().rsplit("/", 1)[-1] == "false"


def _is_article(metas: dict[str, str], nodes: list[dict[str, Any]]) -> bool:
    kinds = {
        str(kind) for node in nodes for kind in _as_list(node.get("@type")) if "headline" in node or "name" in node
    }
    return metas.get("og:type", "").strip().lower() == "article" or any(_ARTICLE.search(kind) for kind in kinds)


def _as_list(value: object) -> list[object]:
    return value[:20] if isinstance(value, list) else [value]


def read_stated(root: Any, url: str) -> Stated:
    """What the parsed page ``root``, fetched from ``url``, states about itself."""
    metas, nodes = metas_of(root), linked_data(root)
    published_on = _first_day(_published(root, metas, nodes))
    return Stated(
        author=_author(nodes),
        site=_site(metas, nodes),
        published_on=published_on,
        modified_on=_first_day(_modified(metas, nodes)),
        language=_language(root, metas, nodes),
        canonical=_canonical(root, url),
        closed=_is_closed(metas, nodes),
        is_article=published_on is not None and _is_article(metas, nodes),
    )
