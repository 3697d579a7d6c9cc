import json
from datetime import date
from typing import Any

import pytest

from verify.documents import Document, DocumentFormat, NoteKind, PassageKind, UnreadableDocument, read

PICTURE = {
    "type": "picture",
    "uri": "https://example.org/p",
    "by": "Lee/Harbour Press",
    "descriptions": [{"value": "The ferry on Wednesday."}],
    "renditions": [
        {"name": "small", "href": "https://example.org/p-small.jpg", "width": 200},
        {"name": "large", "href": "https://example.org/p-large.jpg", "width": 4000},
    ],
}
NINJS_3 = {
    "uri": "https://example.org/items/1",
    "standard": {"name": "ninjs", "version": "3.0"},
    "versionCreated": "2024-03-13T14:05:00+00:00",
    "headlines": [{"role": "main", "value": "Ferry Sinks off Northport"}],
    "by": "Jane Doe",
    "located": "Northport",
    "bodies": [
        {"contentType": "text/plain", "value": "The ferry sank.\n\nNobody was hurt."},
        {
            "contentType": "text/html",
            "value": '<p>The <a href="https://example.org/a">ferry</a> sank.</p><p>Nobody was hurt.</p>',
        },
    ],
    "associations": [{"name": "a1", **PICTURE}],
}
NINJS_1 = {
    "uri": "tag:example.org,2024:1",
    "versioncreated": "2024-03-13T14:05:00Z",
    "headline": "Ferry Sinks off Northport",
    "byline": "Jane Doe",
    "located": "Northport",
    "body_xhtml": '<div><p>The <a href="https://example.org/a">ferry</a> sank.</p><p>Nobody was hurt.</p></div>',
    "associations": {
        "main": {
            **PICTURE,
            "descriptions": None,
            "description_text": "The ferry on Wednesday.",
            "renditions": dict(enumerate(PICTURE["renditions"])),
        }
    },
}
NITF = """<nitf{names}><head><title>x</title><docdata><date.issue norm="20240313T140500Z"/></docdata></head><body>
<body.head><hedline><hl1>Ferry Sinks off Northport</hl1></hedline><byline>By <person>Jane Doe</person></byline>
<dateline><location>Northport</location></dateline></body.head>
<body.content><block><p>The <a href="https://example.org/a">ferry</a> sank <chron norm="20240313">on Wednesday</chron>.</p>
<hl2>What comes next</hl2>
<bq><block><p>“Nobody was hurt.”</p></block></bq><p>It sank.<fn><p>Log, page 4.</p></fn></p>
<media media-type="image"><media-reference source="https://example.org/p.jpg" alternate-text="A ferry"/>
<media-caption>The ferry.</media-caption>
<media-producer>Lee</media-producer></media></block></body.content></body></nitf>"""
NEWSML = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
<contentMeta><headline>P</headline><creditline>Lee</creditline><description>The ferry.</description></contentMeta>
<contentSet><remoteContent contenttype="image/jpeg" href="https://example.org/s.jpg" width="90"/>
<remoteContent contenttype="image/jpeg" href="https://example.org/l.jpg" width="900"/></contentSet></newsItem>
<newsItem><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2024-03-13T14:05:00Z</versionCreated></itemMeta>
<contentMeta><by>Jane Doe</by><dateline>Northport, March 13</dateline><headline>Ferry Sinks off Northport</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem></itemSet></newsMessage>"""


def bodies(document: Document, kind: PassageKind = PassageKind.BODY) -> list[str]:
    return [document.text[one.start : one.end] for one in document.passages if one.kind == kind]


@pytest.mark.parametrize("item", [NINJS_3, NINJS_1, {"items": [NINJS_3]}, [NINJS_1]])
def test_ninjs_of_every_version_gives_the_same_article(item: Any) -> None:
    document = read(json.dumps(item).encode())
    assert document.format == DocumentFormat.NINJS
    assert document.text == "Ferry Sinks off Northport\n\nJane Doe\n\nNorthport\n\nThe ferry sank.\n\nNobody was hurt."
    assert (document.title, document.byline, document.published_on) == (
        "Ferry Sinks off Northport",
        "Jane Doe",
        date(2024, 3, 13),
    )
    assert bodies(document) == ["The ferry sank.", "Nobody was hurt."]
    assert [(link.anchor, link.target) for link in document.links] == [("ferry", "https://example.org/a")]
    assert [(one.target, one.caption, one.credit) for one in document.images] == [
        ("https://example.org/p-large.jpg", "The ferry on Wednesday.", "Lee/Harbour Press")
    ]


def test_a_plain_body_that_repeats_the_headline_is_left_as_it_is() -> None:
    item = {
        **NINJS_3,
        "bodies": [{"contentType": "text/plain", "value": "Ferry Sinks off Northport\nThe ferry sank."}],
        "by": "",
        "located": "",
    }
    document = read(json.dumps(item).encode())
    assert document.text == "Ferry Sinks off Northport\nThe ferry sank."
    assert bodies(document, PassageKind.HEADLINE) == ["Ferry Sinks off Northport"]


@pytest.mark.parametrize("names", ["", ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
def test_nitf_keeps_its_structure_and_its_notes_apart(names: str) -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf.dtd">'
    document = read((head + NITF.format(names=names)).encode())
    assert document.format == DocumentFormat.NITF
    assert (document.title, document.byline, document.published_on) == (
        "Ferry Sinks off Northport",
        "Jane Doe",
        date(2024, 3, 13),
    )
    assert bodies(document) == ["The ferry sank on Wednesday.", "It sank."]
    assert bodies(document, PassageKind.QUOTE) == ["“Nobody was hurt.”"]
    assert bodies(document, PassageKind.SUBHEADING) == ["What comes next"]
    assert bodies(document, PassageKind.CAPTION) == ["The ferry."]
    assert [(note.kind, note.text) for note in document.notes] == [(NoteKind.FOOTNOTE, "Log, page 4.")]
    assert [(one.target, one.alt) for one in document.images] == [("https://example.org/p.jpg", "A ferry")]


@pytest.mark.parametrize(
    "content",
    [
        '<inlineXML contenttype="application/nitf+xml">' + NITF.format(names=' xmlns=""') + "</inlineXML>",
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>The '
        '<a href="https://example.org/a">ferry</a> sank on Wednesday.</p><p>It sank.</p></body></html></inlineXML>',
        '<inlineData contenttype="text/plain">The ferry sank on Wednesday.\n\nIt sank.</inlineData>',
        '<inlineData contenttype="text/html">&lt;p>The ferry sank on Wednesday.&lt;/p>&lt;p>It sank.&lt;/p></inlineData>',
    ],
)
def test_newsml_reads_the_text_item_whatever_its_content_is_in(content: str) -> None:
    document = read(NEWSML.format(content=content).encode())
    assert document.format == DocumentFormat.NEWSML
    assert (document.title, document.byline, document.published_on) == (
        "Ferry Sinks off Northport",
        "Jane Doe",
        date(2024, 3, 13),
    )
    assert bodies(document) == ["The ferry sank on Wednesday.", "It sank."]
    assert ("https://example.org/l.jpg", "The ferry.", "Lee") in [
        (one.target, one.caption, one.credit) for one in document.images
    ]


@pytest.mark.parametrize(
    ("data", "format", "words"),
    [
        (NEWSML.format(content="<inlineXML/>").encode(), None, "no text"),
        (b"<nitf><body><body.content/></body></nitf>", None, "no text"),
        (b'{"uri": "x", "headline": "Ferry", "by": "y"}', DocumentFormat.NINJS, "no text"),
        (b'{"name": "x"}', DocumentFormat.NINJS, "not a ninjs"),
        (b'{"uri": ', DocumentFormat.NINJS, "JSON is broken"),
        (b"<other/>", DocumentFormat.NITF, "not NITF"),
        (b"<other/>", DocumentFormat.NEWSML, "not NewsML"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, format: DocumentFormat | None, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read(data, format=format)
