from datetime import date

import pytest

from verify.documents import Document, LinkKind, PassageKind, UnreadableDocument, read

PAGE = """<!doctype html><html lang="en"><head><title>Harbour News | Ferry</title>
<meta property="og:title" content="Ferry Runs Aground"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2023-05-04T09:00:00+02:00">
<link rel="canonical" href="https://example.org/ferry"><style>p{color:red}</style></head>
<body><nav><a href="/">Home</a></nav><header>Harbour News</header>
<main><article><h1>Ferry Runs Aground</h1><p class="byline">By Jane Doe</p>
<figure><img src="ferry.jpg" alt="A ferry"><figcaption>
The ferry on a sandbank. <span class="credit">Ann Lee / Reuters</span></figcaption></figure>
<p>The ferry ran <b>aground</b> on&nbsp;Wednesday, the <a href="https://example.org/guard">coast&nbsp;guard</a> said.<br>
Nobody was hurt.</p>
<script>var x = "<p>not text</p>";</script><aside><p>Subscribe now!</p></aside>
<blockquote><p>We are sorry.</p></blockquote>
<blockquote class="twitter-tweet"><p>Паром сел на мель у входа в порт.</p>
&mdash; North (@north) <a href="https://twitter.com/north/status/12">May 4, 2023</a></blockquote>
<iframe src="https://www.youtube.com/embed/xyz"></iframe><video><source src="clip.mp4"></video><audio src="talk.mp3"></audio>
<p style="display: none">Hidden words.</p><p>Divers will <a href="#">look</a> at it.</p></article></main>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture(scope="module")
def page() -> Document:
    return read(PAGE.encode())


def passages(document: Document, kind: PassageKind) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages if passage.kind == kind]


def test_only_the_article_is_read(page: Document) -> None:
    assert passages(page, PassageKind.BODY) == [
        "The ferry ran aground on\xa0Wednesday, the coast\xa0guard said.\nNobody was hurt.",
        "Divers will look at it.",
    ]
    for furniture in ("Home", "Subscribe", "not text", "Hidden", "rights reserved", "color"):
        assert furniture not in page.text


def test_the_page_says_title_byline_date_and_address(page: Document) -> None:
    assert (page.title, page.byline, page.published_on, page.source_url) == (
        "Ferry Runs Aground",
        "Jane Doe",
        date(2023, 5, 4),
        "https://example.org/ferry",
    )


def test_caption_credit_and_quotation_have_their_kinds(page: Document) -> None:
    assert passages(page, PassageKind.CAPTION) == ["The ferry on a sandbank."]
    assert page.credit == "Ann Lee / Reuters"
    assert passages(page, PassageKind.QUOTE) == ["We are sorry."]
    assert (page.images[0].target, page.images[0].caption, page.images[0].credit) == (
        "ferry.jpg",
        "The ferry on a sandbank.",
        "Ann Lee / Reuters",
    )


def test_a_post_and_a_player_are_embeds(page: Document) -> None:
    assert [(embed.provider, embed.url) for embed in page.embeds] == [
        ("twitter", "https://twitter.com/north/status/12"),
        ("youtube", "https://www.youtube.com/embed/xyz"),
    ]
    assert len(passages(page, PassageKind.EMBED)) == 1


def test_media_of_the_page_are_links_of_their_kind(page: Document) -> None:
    kinds = {link.target: link.kind for link in page.links}
    assert kinds["ferry.jpg"] == LinkKind.IMAGE
    assert kinds["clip.mp4"] == LinkKind.VIDEO
    assert kinds["talk.mp3"] == LinkKind.AUDIO
    assert kinds["#"] == LinkKind.PLACEHOLDER
    assert all(page.text[link.start : link.end] == link.anchor for link in page.links)


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no article text"):
        read(b"<!doctype html><html><body><script>run()</script></body></html>")


def test_a_page_nested_beyond_the_parsers_depth_keeps_its_words() -> None:
    page = b"<html><body>" + b"<div>" * 20_000 + b"The bridge is closed." + b"</div>" * 20_000
    assert "The bridge is closed." in read(page).text
