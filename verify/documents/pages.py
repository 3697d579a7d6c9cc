"""HTML: the article of a saved page or of a CMS export, without what stands around it."""

import re
from html import unescape

from lxml import etree, html

from verify.documents.addresses import link_kind, provider_of
from verify.documents.blocks import Block, Inline, Reading, Role, join_blocks
from verify.documents.metadata import PageFacts, page_facts
from verify.documents.model import Image, Link, LinkKind, UnreadableDocument
from verify.documents.plain import bare_links, read_plain

_DROPPED = frozenset(
    [
        "nav",
        "script",
        "style",
        "aside",
        "noscript",
        "template",
        "form",
        "button",
        "svg",
        "canvas",
        "head",
        "select",
        "option",
        "input",
        "textarea",
        "dialog",
        "menu",
        "object",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tr",
        "pre",
        "address",
        "hr",
        "caption",
        "center",
        "details",
        "summary",
        "body",
    ]
)
_SCRIPT = re.compile(r"<(script|style|head)\b.{0,200000}?</\1\s*>|<!--.{0,200000}?-->", re.I | re.S)
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MEDIA = {"img": LinkKind.IMAGE, "video": LinkKind.VIDEO, "audio": LinkKind.AUDIO, "iframe": LinkKind.EMBED}
_HIDDEN_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu"})
_POST_CLASSES = ("twitter-tweet", "twitter-video", "telegram-post", "instagram-media", "tiktok-embed")


def read_html(text: str) -> Reading:
    """The article's blocks in order. Raises UnreadableDocument where the page holds no text."""
    root = _parse(text)
    facts = page_facts(root)
    walk = _Walk(in_article=True)
    walk.run(_article_of(root))
    if not walk.blocks:
        return _stripped(text)
    return _reading(walk, facts)


def _stripped(text: str) -> Reading:
    """The text between the tags of a page whose tree is too deep or too broken to hold it."""
    plain = read_plain(unescape(_ANY_TAG.sub("\n", _SCRIPT.sub(" ", text))).strip())
    if not plain.blocks:
        raise UnreadableDocument(
            "The page holds no article text: save the page after it has loaded, or paste the text."
        )
    plain.notices.append("The page's markup is broken; only the text between its tags was kept.")
    return plain


def _parse(text: str) -> html.HtmlElement:
    # The bytes are decoded already: a declaration inside the page must not decode them a second time.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, recover=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise UnreadableDocument(
            "The page cannot be parsed as HTML: save it again, or paste the article's text."
        ) from error
    return root


def _article_of(root: html.HtmlElement) -> html.HtmlElement:
    """The largest article element, else main, else the body."""
    for path in ("//article", "//main", "//*[@role='main']", "//*[@itemprop='articleBody']"):
        found = root.xpath(path)
        if found:
            best = max(found[:200], key=lambda element: len(element.xpath("string()")))
            if best.xpath("string()").strip():
                return best
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root


def _reading(walk: "_Walk", facts: PageFacts) -> Reading:
    return Reading(
        join_blocks(walk.blocks),
        walk.blocks,
        images=walk.images,
        title=facts.title,
        byline=facts.byline,
        published=facts.published or walk.published,
        source_url=facts.source_url,
        loose_links=walk.loose_links,
    )


class _Walk:
    """Walks the tree without recursion; a block ends where a block element starts or ends."""

    def __init__(self, *, in_article: bool) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.loose_links: list[Link] = []
        self.published = ""
        self._roles: list[tuple[str, Role, int, int, str]] = [("", Role.PARAGRAPH, 0, 0, "")]
        self._inline = Inline()
        self._groups = 0
        self._pre = 0

    def run(self, root: html.HtmlElement) -> None:
        skipped: html.HtmlElement | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail)
                continue
            if event == "start":
                if element is not root and self._is_furniture(element):
                    skipped = element
                else:
                    self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self._add(element.tail)
        self._flush()

    def _is_furniture(self, element: html.HtmlElement) -> bool:
        if element.tag in _DROPPED or not isinstance(element.tag, str):
            return True
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        # Icons are hidden from screen readers; a paragraph that is hidden by style is a menu or a dialog.
        styled = "display:none" in (element.get("style") or "").replace(" ", "")
        return hidden or styled or element.get("role") in _HIDDEN_ROLES

    def _add(self, text: str | None) -> None:
        if text:
            self._inline.add(text, collapse=not self._pre)

    def _open(self, element: html.HtmlElement) -> None:
        tag = element.tag
        role = self._role_of(element)
        if tag in _BLOCKS or role:
            self._flush()
        if role:
            self._roles.append(role)
        self._pre += tag == "pre"
        self._open_inline(element)
        self._add(element.text)

    def _open_inline(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self._inline.open_link(element.get("href") or "")
        elif tag in {"strong", "b"}:
            self._inline.open_strong()
        elif tag == "br":
            self._inline.line_break()
        elif tag in {"td", "th"} and self._inline.length:
            self._inline.add(" | ", collapse=False)
        elif tag in _MEDIA or tag == "source":
            self._media(element)
        elif tag == "time" and not self.published:
            self.published = element.get("datetime") or ""

    def _close(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self._inline.close_link()
        elif tag in {"strong", "b"}:
            self._inline.close_strong()
        ended = len(self._roles) > 1 and self._roles[-1][4] == _key(element)
        if tag in _BLOCKS or ended:
            self._flush()
        if ended:
            self._roles.pop()
        self._pre -= tag == "pre"

    def _role_of(self, element: html.HtmlElement) -> tuple[str, Role, int, int, str] | None:
        """(address, role, level, group, key) where the element gives its text a role of its own."""
        tag, names = (
            element.tag,
            f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}".lower(),
        )
        key = _key(element)
        if any(name in names for name in _POST_CLASSES):
            self._groups += 1
            return _post_address(element), Role.POST, 0, self._groups, key
        if self._roles[-1][1] == Role.POST:
            return None
        if tag in _HEADINGS:
            return "", Role.HEADING, _HEADINGS[tag], 0, key
        if tag == "blockquote":
            self._groups += 1
            return "", Role.QUOTE, 0, self._groups, key
        role = _named_role(tag, names)
        return ("", role, 0, 0, key) if role else None

    def _media(self, element: html.HtmlElement) -> None:
        target = element.get("src") or element.get("data-src") or ""
        if not target:
            return
        kind = _MEDIA.get(element.tag) or _source_kind(element)
        known = link_kind(target)
        kind = LinkKind.PLACEHOLDER if known == LinkKind.PLACEHOLDER else kind
        self._inline.links.append(Link(kind, "", target, self._inline.length, self._inline.length))
        if element.tag == "img" and known != LinkKind.PLACEHOLDER:
            self.images.append(Image(target, alt=(element.get("alt") or "").strip()))

    def _flush(self) -> None:
        address, role, level, group, _ = self._roles[-1]
        inline, self._inline = self._inline, Inline()
        block = inline.block(role, level=level, group=group)
        if block is None:
            self._keep_media(inline.links)
            return
        block.url = address
        taken = [(link.start, link.end) for link in block.links]
        block.links += [
            link for link in bare_links(block.text) if not any(a < link.end and link.start < b for a, b in taken)
        ]
        block.links.sort(key=lambda link: link.start)
        self.blocks.append(block)

    def _keep_media(self, links: list[Link]) -> None:
        links = [link for link in links if link.kind not in {LinkKind.LINK, LinkKind.PLACEHOLDER}]
        if not self.blocks:
            self.loose_links.extend(Link(link.kind, "", link.target, 0, 0) for link in links)
            return
        end = len(self.blocks[-1].text)
        self.blocks[-1].links.extend(Link(link.kind, "", link.target, end, end) for link in links)


def _key(element: html.HtmlElement) -> str:
    return f"{element.tag}@{id(element)}"


def _named_role(tag: str, names: str) -> Role | None:
    if tag == "time" or "dateline" in names:
        return Role.DATE if tag != "time" else None
    if tag == "figcaption" or "wp-caption-text" in names or "photo-caption" in names:
        return Role.CAPTION
    if tag in {"span", "cite", "small", "div", "p"} and ("credit" in names or "copyright" in names):
        return Role.CREDIT
    if tag in {"p", "div", "span", "address"} and "byline" in names:
        return Role.BYLINE
    return None


def _source_kind(element: html.HtmlElement) -> LinkKind:
    parent = element.getparent()
    return _MEDIA.get(parent.tag, LinkKind.IMAGE) if parent is not None else LinkKind.IMAGE


def _post_address(element: html.HtmlElement) -> str:
    """The address of the post: the last link in it that leads to its own site."""
    cited = element.get("cite") or element.get("data-instgrm-permalink") or ""
    links = [link.get("href") for link in element.iter("a") if provider_of(link.get("href") or "") != "other"]
    return cited or (links[-1] if links else "")
