"""News Industry Text Format: its markup told in the words of HTML, which the reader of pages knows."""

from lxml import etree

from verify.documents.blocks import Reading
from verify.documents.model import Note, NoteKind, UnreadableDocument
from verify.documents.notes import notice_of
from verify.documents.pages import read_html
from verify.documents.trees import attribute, child, descendants, local, words_of

_TAGS = {
    "block": "div", "bq": "blockquote", "hl2": "h3", "hr": "hr", "p": "p", "ul": "ul", "ol": "ol", "li": "li", "dl": "dl",
    "dt": "dt", "dd": "dd", "table": "table", "tr": "tr", "td": "td", "th": "th", "tbody": "tbody", "thead": "thead",
    "pre": "pre", "br": "br", "a": "a", "caption": "caption", "credit": "p", "hl1": "h1",
}  # fmt: skip
_OUT = frozenset({"fn", "media-metadata", "media-object", "nitf-table-metadata", "col", "colgroup"})


def is_nitf(root: etree._Element) -> bool:
    """By the root element."""
    return local(root) == "nitf"


def read_nitf_tree(root: etree._Element) -> Reading:
    """The article below a ``nitf`` element; footnotes are kept apart. Raises UnreadableDocument where there is no body."""
    head, content = child(root, "body", "body.head"), child(root, "body", "body.content")
    if content is None or not words_of(content):
        raise UnreadableDocument("The wire item has a header but no text: choose the item that holds the article.")
    page = etree.Element("html")
    article = etree.SubElement(etree.SubElement(page, "body"), "article")
    _add_head(head, article)
    _copy(content, article)
    html = read_html(etree.tostring(page, encoding="unicode", method="html"))
    notes = [
        Note(NoteKind.FOOTNOTE, words_of(note), len(html.text)) for note in descendants(content, "fn") if words_of(note)
    ]
    reading = Reading(html.text, html.blocks, images=html.images, loose_links=html.loose_links, notes=notes)
    reading.notices = [*html.notices, *notice_of(notes)]
    reading.title = words_of(_headline(head)) or words_of(child(root, "head", "title"))
    reading.byline = words_of(child(head, "byline")).removeprefix("By ").strip()
    reading.published = _date(root, head)
    return reading


def _headline(head: etree._Element | None) -> etree._Element | None:
    hedline = child(head, "hedline")
    return child(hedline, "hl1") if child(hedline, "hl1") is not None else hedline


def _add_head(head: etree._Element | None, article: etree._Element) -> None:
    headline = words_of(_headline(head))
    if headline:
        etree.SubElement(article, "h1").text = headline
    if head is None:
        return
    for line in descendants(head, "hl2"):
        etree.SubElement(article, "h2").text = words_of(line)
    for name, kind in (("byline", "byline"), ("dateline", "dateline")):
        for element in descendants(head, name):
            if words_of(element):
                etree.SubElement(article, "p", {"class": kind}).text = words_of(element)
    for abstract in descendants(head, "abstract"):
        _copy(abstract, etree.SubElement(article, "div"))


def _copy(source: etree._Element, target: etree._Element) -> None:
    """The content of ``source`` under ``target``; inline elements that mark up names and numbers leave only their text."""
    _append_text(target, source.text)
    for part in source:
        name = local(part)
        if name == "media":
            _copy_media(part, target)
        elif name in {"em", "q", "lang"} or (name and name not in _TAGS and name not in _OUT):
            _copy(part, target)
        elif name in _TAGS:
            made = etree.SubElement(target, _TAGS[name])
            if name == "a":
                made.set("href", attribute(part, "href"))
            if name == "credit":
                made.set("class", "credit")
            _copy(part, made)
        _append_text(target, part.tail)


def _append_text(target: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _copy_media(media: etree._Element, target: etree._Element) -> None:
    """A picture with its caption and its maker; of several references the first one with an address."""
    figure = etree.SubElement(target, "figure")
    tag = {"video": "video", "audio": "audio"}.get(attribute(media, "media-type"), "img")
    for reference in descendants(media, "media-reference"):
        source = attribute(reference, "source")
        if source:
            alt = attribute(reference, "alternate-text")
            etree.SubElement(figure, tag, {"src": source, "alt": alt})
            break
    for caption in descendants(media, "media-caption"):
        if words_of(caption):
            _copy(caption, etree.SubElement(figure, "figcaption"))
    for maker in descendants(media, "media-producer"):
        if words_of(maker):
            etree.SubElement(figure, "p", {"class": "credit"}).text = words_of(maker)


def _date(root: etree._Element, head: etree._Element | None) -> str:
    """The day of issue, as ISO 8601 basic or extended, or as the dateline writes it."""
    issued, story = child(root, "head", "docdata", "date.issue"), None
    if head is not None:
        story = next(descendants(head, "story.date"), None)
    for element in (issued, story):
        stamp = attribute(element, "norm") if element is not None else ""
        if stamp[:8].isdecimal() and len(stamp) >= 8:
            return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
        if stamp:
            return stamp
    return words_of(story)
