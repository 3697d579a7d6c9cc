"""XML from strangers: parsed without network, without entities, within limits."""

import re
from collections.abc import Iterator

from lxml import etree

from verify.documents.model import UnreadableDocument

MOST_XML_BYTES = 32_000_000
MOST_TAGS = 1_000_000
"""Opening and closing tags of one XML file; an article of 100,000 words in Word has about 400,000."""
_HEAD = 1_000_000
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,4000}\[", re.I)
_BROKEN = "The file's XML is broken and cannot be read: save the article again, or paste its text."
_ENTITIES = (
    "The file defines XML entities of its own, as no newsroom system does, and was not read: paste the article's text."
)


def parse_xml(data: bytes) -> etree._Element:
    """The root element. Raises UnreadableDocument for entities, for too much and for broken XML.

    A document type without definitions of its own (NITF files name their DTD) is allowed; it is never fetched.
    """
    if len(data) > MOST_XML_BYTES or data.count(b"<") > MOST_TAGS:
        raise UnreadableDocument("The file is too large for an article: save the article alone and try again.")
    # Without zero bytes the same pattern finds the words in UTF-16 and UTF-32.
    if _ENTITY.search(data[:_HEAD].replace(b"\x00", b"")):
        raise UnreadableDocument(_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(_BROKEN) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # type: ignore[union-attr]
        raise UnreadableDocument(_ENTITIES)
    return root


def local(element: etree._Element) -> str:
    """The tag without its namespace; '' for entity references and other things that are no elements."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """The attribute with this local name in whatever namespace (transitional and strict Office files differ)."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    suffix = "}" + name
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(suffix)), "")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along ``path`` of local names, one level each."""
    for name in path:
        if element is None:
            return None
        element = next((part for part in element if local(part) == name), None)
    return element


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Elements below ``element`` whose local name is one of ``names``, in document order."""
    for part in element.iter():
        if part is not element and local(part) in names:
            yield part


def words_of(element: etree._Element | None) -> str:
    """All text below the element with white space collapsed."""
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""
