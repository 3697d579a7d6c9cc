"""Wire copy: ninjs (JSON, versions 1 to 3), NewsML-G2 and NITF (XML), all standards of the IPTC.

The headline, the byline and the place stand at the head of the canonical text, as an editor sees them in a wire client.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from verify.documents.assembly import cleaned, line_block, under
from verify.documents.blocks import Block, Reading, Role
from verify.documents.encodings import decode
from verify.documents.model import Image, UnreadableDocument
from verify.documents.nitf import is_nitf, read_nitf_tree
from verify.documents.pages import read_html
from verify.documents.plain import read_plain
from verify.documents.trees import attribute, child, descendants, local, parse_xml, words_of

MOST_WIRE_BYTES = 20_000_000
MOST_ITEMS = 500
"""Items and pictures that are looked at in one message."""
_NO_BODY = "The wire item has a header but no text: choose the item that holds the article."
_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|a|ul|ol|li|blockquote|section|article|html|figure|strong|em)\b[^<>]*>", re.I)


# ninjs


def read_ninjs(data: bytes) -> Reading:
    """The text item in a ninjs file. Raises UnreadableDocument for other JSON and for items without a body."""
    item = _text_item(_json(data))
    if item is None:
        raise UnreadableDocument(
            "This is not a ninjs news item: choose the item's JSON file, or paste the article's text."
        )
    reading = _ninjs_body(item)
    if reading is None:
        raise UnreadableDocument(_NO_BODY)
    headline = _said(item, "headline", "headlines", "title", "name")
    byline = _said(item, "byline", "by")
    _set_head(reading, headline, byline, _place(item.get("located")))
    reading.published = next(
        (_string(item[key]) for key in ("versioncreated", "contentcreated", "firstcreated") if item.get(key)), ""
    )
    reading.source_url = _address(item)
    reading.images += _ninjs_pictures(item, {image.target for image in reading.images})
    return reading


def looks_like_ninjs(text: str) -> bool:
    """Told from the head of a JSON file: the properties that every item has."""
    head = text[:400_000]
    if not head.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    named = re.findall(
        r'"(uri|standard|headlines?|bodies|body_?(?:text|x?html5?)|version_?created|pubstatus|located|by|byline)"\s*:',
        head,
        re.I,
    )
    kinds = {name.lower().replace("_", "") for name in named}
    return bool(kinds & {"bodies", "bodytext", "bodyxhtml", "bodyhtml", "bodyhtml5"}) and len(kinds) >= 3


def _json(data: bytes) -> Any:
    if len(data) > MOST_WIRE_BYTES:
        raise UnreadableDocument("The file is too large for a news item: choose the item alone.")
    try:
        return json.loads(decode(data)[0], parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(
            "The file's JSON is broken: export the item again, or paste the article's text."
        ) from error


def _text_item(found: Any) -> dict[str, Any] | None:
    """The first item with a body: the file itself, or one of a list or feed."""
    candidates = found if isinstance(found, list) else [found]
    if isinstance(found, dict):
        candidates = [found, *(item for key in ("items", "data") for item in _list(found.get(key)))]
    for candidate in candidates[:MOST_ITEMS]:
        if isinstance(candidate, dict):
            item = {_plain_key(key): value for key, value in candidate.items()}
            if any(key.startswith(("body", "bodies")) for key in item) or {"headline", "headlines"} & set(item):
                return item
    return None


def _plain_key(key: str) -> str:
    """Versions 1 and 2 write ``body_text`` and ``versioncreated``, version 3 ``versionCreated``."""
    return key.lower().replace("_", "").replace("-", "")


def _ninjs_body(item: dict[str, Any]) -> Reading | None:
    bodies = [
        {_plain_key(key): _string(value) for key, value in body.items()}
        for body in _list(item.get("bodies"))
        if isinstance(body, dict)
    ]
    for key, value in item.items():
        if key.startswith("body") and isinstance(value, str):
            kind = "text/plain" if key == "bodytext" else "nitf" if "nitf" in key else "text/html"
            bodies.append({"contenttype": kind, "value": value})
    for wanted in ("html", "nitf", "plain", ""):
        for body in bodies[:MOST_ITEMS]:
            kind = f"{body.get('contenttype', '')} {body.get('role', '')}".lower()
            if wanted in kind and body.get("value", "").strip():
                return _read_body(cleaned(body["value"]), wanted)
    return None


def _read_body(value: str, kind: str) -> Reading:
    if kind == "nitf" or value.lstrip().startswith(("<nitf", "<?xml")):
        return _read_markup(parse_xml(value.encode("utf-8")))
    return read_html(value) if kind == "html" or len(_TAG.findall(value[:10_000])) > 1 else read_plain(value)


def _read_markup(root: etree._Element) -> Reading:
    return (
        read_nitf_tree(root) if is_nitf(root) else read_html(etree.tostring(_without_names(root), encoding="unicode"))
    )


def _ninjs_pictures(item: dict[str, Any], known: set[str]) -> list[Image]:
    associated = item.get("associations")
    others = list(associated.values()) if isinstance(associated, dict) else _list(associated)
    found = []
    for other in others[:MOST_ITEMS]:
        if not isinstance(other, dict):
            continue
        picture = {_plain_key(key): value for key, value in other.items()}
        target = _rendition(picture) or _string(picture.get("uri"))
        if picture.get("type") in {"picture", "graphic", "image"} and target and target not in known:
            caption = _said(picture, "descriptiontext", "description", "descriptions", "headline", "headlines")
            found.append(
                Image(target, _said(picture, "alttext"), caption, _said(picture, "byline", "by", "copyrightholder"))
            )
    return found


def _rendition(item: dict[str, Any]) -> str:
    """The address of the largest rendition."""
    renditions = item.get("renditions")
    listed = list(renditions.values()) if isinstance(renditions, dict) else _list(renditions)
    with_address = [one for one in listed[:MOST_ITEMS] if isinstance(one, dict) and one.get("href")]
    return max(((_number(one.get("width")), _string(one["href"])) for one in with_address), default=(0, ""))[1]


def _number(value: Any) -> int:
    text = _string(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _said(item: dict[str, Any], *keys: str) -> str:
    """The first of the properties that says something, as a string or as a list of objects with a value."""
    for key in keys:
        value = item.get(key)
        candidates = (
            [value]
            if isinstance(value, str)
            else [one.get("value") or one.get("name") for one in _list(value) if isinstance(one, dict)]
        )
        for candidate in candidates:
            words = " ".join(_TAG.sub(" ", _string(candidate)).split())
            if words:
                return words
    return ""


def _place(value: Any) -> str:
    if isinstance(value, dict):
        return _string(value.get("name"))
    return _string(value) if not isinstance(value, list) else _said({"places": value}, "places")


def _address(item: dict[str, Any]) -> str:
    for key in ("url", "canonicalurl", "uri"):
        address = _string(item.get(key))
        if address.startswith(("https://", "http://")):
            return address
    return ""


def _string(value: Any) -> str:
    return cleaned(value) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


# NewsML-G2 and NITF


def read_newsml(data: bytes) -> Reading:
    """The first text item of a NewsML-G2 news item or message. Raises UnreadableDocument where there is none."""
    items = list(_items(_tree(data)))
    if not items:
        raise UnreadableDocument("This is not NewsML-G2: choose the news item's XML file, or paste the article's text.")
    texts = [(item, content) for item in items for content in [_content(item)] if content is not None]
    if not texts:
        raise UnreadableDocument(_NO_BODY)
    item, content = texts[0]
    reading = _inline(content)
    meta = child(item, "contentMeta")
    byline = words_of(_first(meta, "by")) or words_of(child(_first(meta, "creator"), "name"))
    place = words_of(_first(meta, "dateline")) or words_of(child(_first(meta, "located"), "name"))
    _set_head(reading, words_of(_first(meta, "headline")), byline, place)
    version = words_of(child(item, "itemMeta", "versionCreated"))
    reading.published = reading.published or version or words_of(_first(meta, "contentCreated"))
    reading.images += [image for other in items if other is not item for image in _newsml_pictures(other)]
    if len(texts) > 1:
        reading.notices.append(f"The message holds {len(texts)} texts; the first one was read.")
    return reading


def read_nitf(data: bytes) -> Reading:
    """The article of a NITF file. Raises UnreadableDocument for other XML and for items without a body."""
    root = _tree(data)
    if not is_nitf(root):
        raise UnreadableDocument("This is not NITF: choose the news item's XML file, or paste the article's text.")
    return read_nitf_tree(root)


def looks_like_wire(data: bytes) -> str:
    """``newsml``, ``nitf`` or '' by the first element of an XML file."""
    head = data[:8_192].replace(b"\x00", b"")
    match = re.search(rb"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})", head)
    name = match[1].decode("ascii") if match else ""
    if not re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<", head):
        return ""
    return {"newsItem": "newsml", "newsMessage": "newsml", "packageItem": "newsml", "nitf": "nitf"}.get(name, "")


def _tree(data: bytes) -> etree._Element:
    if len(data) > MOST_WIRE_BYTES:
        raise UnreadableDocument("The file is too large for a news item: choose the item alone.")
    return parse_xml(data)


def _items(root: etree._Element) -> Iterator[etree._Element]:
    if local(root) == "newsItem":
        yield root
    for number, item in enumerate(descendants(root, "newsItem")):
        if number < MOST_ITEMS:
            yield item


def _content(item: etree._Element) -> etree._Element | None:
    """The inline content with words in it; markup is preferred to data."""
    for name in ("inlineXML", "inlineData"):
        for content in descendants(item, name):
            if words_of(content) and "image" not in attribute(content, "contenttype"):
                return content
    return None


def _inline(content: etree._Element) -> Reading:
    if local(content) == "inlineXML" and len(content):
        return _read_markup(content[0])
    text = cleaned("".join(str(part) for part in content.itertext()))
    return _read_body(text, "html" if "html" in attribute(content, "contenttype") else "plain")


def _without_names(root: etree._Element) -> etree._Element:
    """The same tree without namespaces, as the reader of pages knows it."""
    for part in root.iter():
        if isinstance(part.tag, str):
            part.tag = local(part).lower()
    etree.cleanup_namespaces(root)
    return root


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(descendants(element, name), None) if element is not None else None


def _newsml_pictures(item: etree._Element) -> list[Image]:
    remote = [one for one in descendants(item, "remoteContent") if attribute(one, "contenttype").startswith("image")]
    if not remote:
        return []
    largest = max(remote[:MOST_ITEMS], key=lambda one: _number(attribute(one, "width")))
    meta = child(item, "contentMeta")
    caption = words_of(_first(meta, "description")) or words_of(_first(meta, "headline"))
    credit = words_of(_first(meta, "creditline")) or words_of(_first(meta, "by"))
    return [Image(attribute(largest, "href"), caption=caption, credit=credit)]


# the head


def _set_head(reading: Reading, headline: str, byline: str, place: str) -> None:
    """Sets headline, byline and place before the body, unless the body begins with them."""
    opening = {" ".join(block.text.split()).lower() for block in reading.blocks[:4]}
    head: list[Block] = []
    has_heading = any(block.role == Role.HEADING for block in reading.blocks[:2])
    if headline and headline.lower() not in opening and not has_heading:
        head += line_block(headline, Role.HEADING, level=1)
    if byline and not any(byline.lower() in line for line in opening):
        head += line_block(byline, Role.BYLINE)
    if place and not any(line.startswith(place.lower()) for line in opening):
        head += line_block(place, Role.DATE)
    if headline and headline.lower() in opening and not has_heading:
        _raise_headline(reading, headline)
    reading.title = headline or reading.title
    reading.byline = byline or reading.byline
    under(head, reading)


def _raise_headline(reading: Reading, headline: str) -> None:
    """A first line of plain text that is the headline gets its role."""
    for block in reading.blocks[:2]:
        if " ".join(block.text.split()).lower() == headline.lower():
            block.role, block.level = Role.HEADING, 1
