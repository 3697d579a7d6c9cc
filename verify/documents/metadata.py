"""What a page says of itself in its head: title, author, date, address."""

from dataclasses import dataclass

from lxml import html


@dataclass(frozen=True, slots=True)
class PageFacts:
    """As written in the page; empty where it says nothing."""

    title: str
    byline: str
    published: str
    source_url: str


_TITLE = ("//meta[@property='og:title']/@content", "//meta[@name='twitter:title']/@content", "//head/title/text()")
_BYLINE = ("//meta[@name='author']/@content", "//meta[@property='article:author']/@content")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
)
_SOURCE = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def page_facts(root: html.HtmlElement) -> PageFacts:
    """The first non-empty answer to each question."""
    byline = _first(root, _BYLINE)
    return PageFacts(
        title=_first(root, _TITLE),
        byline="" if byline.startswith("http") else byline,
        published=_first(root, _PUBLISHED),
        source_url=_first(root, _SOURCE),
    )


def _first(root: html.HtmlElement, paths: tuple[str, ...]) -> str:
    for path in paths:
        for value in root.xpath(path)[:5]:
            words = " ".join(str(value).split())
            if words:
                return words
    return ""
