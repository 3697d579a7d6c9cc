"""What the blocks of an article are: headline, date line, captions, credits, posts, footers; the rest is body.

Told from the words and the place of a block, because the same article comes with and without markup.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from verify.documents.addresses import BARE_URL, provider_of, trim_address
from verify.documents.blocks import Block, Role
from verify.documents.datelines import day_of_line
from verify.documents.model import Embed, LinkKind, PassageKind

_NAME = r"[^\W\d_][\w.’'-]*(?:\s+(?:[^\W\d_][\w.’'-]*)){0,4}"
_BYLINE = re.compile(
    rf"(?:(?:Reported |Written |Words |Text |Story )?[Bb]y|BY|Автор(?:ы)?:?|Текст:|Author:"
    rf"|Von)\s+({_NAME}(?:(?:,| and| и| &|,? with)\s+{_NAME}){{0,4}}"
    r"(?:,\s+[^.!?\n]{2,60})?)"
)
_CREDIT = re.compile(
    r"\(?(?:Photo(?:graph|s)?|Image|Picture|Video|Credit|Illustration|Map|Graphic|Фото|Видео|Иллюстрация|Источник фото)"
    r"(?: credit| courtesy)?(?:\s*[:/|]\s*|\s+by\s+|\s+courtesy of\s+)[^\n]{2,120}|[©Ⓒ]\s*[^\n]{2,120}"
    r"|\([cC]\)\s+[^\n]{2,100}",
    re.I,
)
_TAIL_CREDIT = re.compile(
    r"(?<=[.!?…»”\")])\s+(?P<credit>\(?(?:(?:Photo(?:graph)?|Image|Picture|Credit|Illustration|Map|Фото"
    r"|Иллюстрация)(?: credit| courtesy)?(?:\s*[:/]\s*|\s+by\s+)[^.\n]{2,80}\.?\)?"
    r"|[©Ⓒ][^\n]{2,80}"
    r"|(?:[A-ZА-ЯЁ][\w.’'&-]*\s+|(?:of|the|de|and)\s+){0,7}[A-ZА-ЯЁ][\w.’'&-]*\s+/\s+[A-ZА-ЯЁ][\w.’'& -]{1,40}"
    r"|(?:[A-ZА-ЯЁ][\w.’'-]*\s+){0,4}(?:via\s+)?(?:AP|AFP|Reuters|REUTERS|TASS|ТАСС|EPA|Getty Images|РИА "
    r"Новости)(?:\s+(?:Photo|Images))?\.?))$"
)
_FOOTER = re.compile(
    r"(?:read more|read the (?:full|original)|read also|also read|this (?:story|article|report|piece) (?:was|has "
    r"been|is|first|originally)\b.{0,60}\b(?:published|appeared|republished|updated)"
    r"|(?:first|originally) published|all rights reserved|copyright\b|subscribe\b|sign up (?:for|to)|follow us"
    r"|share (?:this|on)|related (?:stories|articles|topics)|tags?:|filed under"
    r"|have you (?:pictures|read|any)|support (?:us|our)\b|got a tip|contact the (?:author|reporter)|editing by"
    r"|reporting by|additional reporting"
    r"|читать (?:далее|также|полностью)|читайте также|подпис(?:ывайтесь|аться)|поделиться|оригинал (?:статьи"
    r"|материала)|источник:)",
    re.I,
)
_ORIGINAL = re.compile(
    r"(?:original(?: url| link| article| story| source)?|source(?: url)?|url|link to original|оригинал|адрес)\s*:\s*",
    re.I,
)
_EMBED_HEADING = re.compile(r"(?:embed(?:ded)?(?: (?:post|tweet|content))?|tweet|post)\s*:?", re.I)
_SIGNATURE = re.compile(r"[—–―-]{1,3}\s*(?P<name>[^\n]{1,120}?)\s*\(@\w{1,40}\)[^\n]{0,60}")
_TERMINAL = re.compile(r"[.!…:;,]['\"”’»)]*$")
_MOST_IN_POST = 12


@dataclass(slots=True)
class Piece:
    """One passage to be: a kind and where it stands in the canonical text."""

    kind: PassageKind
    start: int
    end: int
    level: int = 0


@dataclass(slots=True)
class Recognised:
    """What the blocks turned out to be, and the facts read from them (empty where there are none)."""

    pieces: list[Piece] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    title: str = ""
    byline: str = ""
    credit: str = ""
    caption: str = ""
    source_url: str = ""
    published_on: date | None = None


def recognise(blocks: list[Block], *, marked: bool) -> Recognised:
    """Every block as one or two pieces in order. ``marked`` says that headings come from markup, not from looks."""
    return _Recogniser(blocks, marked=marked).run()


class _Recogniser:
    def __init__(self, blocks: list[Block], *, marked: bool) -> None:
        self.blocks = blocks
        self.marked = marked
        self.found = Recognised()
        self.body_seen = False
        self.pictures = False

    def run(self) -> Recognised:
        index = 0
        while index < len(self.blocks):
            last = self._embed_end(index)
            if last is not None:
                self._take_post(index, last)
                index = last + 1
            elif self._starts_footer(index):
                index = self._take_footer(index)
            else:
                self._take(index)
                index += 1
        return self.found

    def _add(self, kind: PassageKind, block: Block, level: int = 0) -> None:
        self.found.pieces.append(Piece(kind, block.start, block.end, level))

    # posts of other sites

    def _embed_end(self, index: int) -> int | None:
        """Index of the last block of the post that starts here, or None."""
        block = self.blocks[index]
        if block.role in {Role.POST, Role.QUOTE} and block.group:
            last = index
            while last + 1 < len(self.blocks) and self.blocks[last + 1].group == block.group:
                last += 1
            signed = any(_SIGNATURE.match(part.text) for part in self.blocks[index : last + 1])
            return last if block.role == Role.POST or signed else None
        if index and _is_embed_heading(self.blocks[index - 1]):
            return self._signature_from(index, _MOST_IN_POST) or index
        return self._signature_from(index, 3) if self._looks_posted(block) else None

    def _signature_from(self, index: int, most: int) -> int | None:
        for last in range(index, min(index + most, len(self.blocks))):
            block = self.blocks[last]
            if last > index and block.role == Role.HEADING:
                return None
            if _SIGNATURE.match(block.text) or (last == index and _signed_inside(block.text)):
                return last
        return None

    def _looks_posted(self, block: Block) -> bool:
        pictures = ("pic.twitter.com/", "pic.x.com/", "https://t.co/")
        return _signed_inside(block.text) or any(mark in block.text for mark in pictures)

    def _take_post(self, first: int, last: int) -> None:
        start, end = self.blocks[first].start, self.blocks[last].end
        self.found.pieces.append(Piece(PassageKind.EMBED, start, end))
        address = self._post_address(self.blocks[first : last + 1])
        signed = any(_SIGNATURE.search(block.text) for block in self.blocks[first : last + 1])
        provider = provider_of(address) if address else "other"
        if provider == "other" and signed:
            provider = "twitter"
        self.found.embeds.append(Embed(provider, address, start, end))

    @staticmethod
    def _post_address(blocks: list[Block]) -> str:
        if blocks[0].url:
            return blocks[0].url
        targets = [link.target for block in blocks for link in block.links if link.kind != LinkKind.PLACEHOLDER]
        posts = [target for target in targets if "/status/" in target or provider_of(target) == "telegram"]
        own = [target for target in targets if provider_of(target) != "other"]
        return next(iter([*posts, *reversed(own)]), "")

    # what stands under the article

    def _starts_footer(self, index: int) -> bool:
        block = self.blocks[index]
        if self.body_seen and _ORIGINAL.match(block.text):
            rest = _ORIGINAL.sub("", block.text, count=1).strip()
            following = self.blocks[index + 1].text if index + 1 < len(self.blocks) else ""
            return bool(BARE_URL.match(rest or following))
        return False

    def _take_footer(self, index: int) -> int:
        """The label and the address after it, and all that follows them."""
        for block in self.blocks[index:]:
            self._add(PassageKind.FOOTER, block)
            if not self.found.source_url:
                match = BARE_URL.search(block.text)
                self.found.source_url = trim_address(match.group()) if match else ""
        return len(self.blocks)

    # everything else

    def _take(self, index: int) -> None:
        block = self.blocks[index]
        for take in (self._as_heading, self._as_top_matter, self._as_credit, self._as_caption, self._as_footer):
            if take(index, block):
                return
        if block.role == Role.QUOTE:
            self._add(PassageKind.QUOTE, block)
        else:
            self._add(PassageKind.BODY, block)
        self.body_seen = True

    def _as_heading(self, index: int, block: Block) -> bool:
        if _is_embed_heading(block) and index + 1 < len(self.blocks):
            self._add(PassageKind.SUBHEADING, block, block.level)
            return True
        heading = block.role == Role.HEADING or (not self.marked and self._looks_like_heading(index, block))
        if not heading:
            return False
        if not self.found.title and not self.body_seen:
            self.found.title = " ".join(block.text.split())
            self._add(PassageKind.HEADLINE, block, block.level or 1)
        else:
            self._add(PassageKind.SUBHEADING, block, block.level or 2)
        return True

    def _looks_like_heading(self, index: int, block: Block) -> bool:
        """A short line without a full stop: the first of the text, or one that stands alone before a paragraph."""
        text = block.text
        if (
            "\n" in text
            or _TERMINAL.search(text)
            or index + 1 >= len(self.blocks)
            or (not text[0].isalnum() and text[0] not in "“\"'‘«")
        ):
            return False
        if (
            day_of_line(text)
            or _TAIL_CREDIT.search(text)
            or _BYLINE.fullmatch(text)
            or _CREDIT.fullmatch(text)
            or BARE_URL.match(text)
        ):
            return False
        if index == 0:
            return 2 <= len(text.split()) <= 24 and len(text) <= 160
        following = self.blocks[index + 1].text
        short = len(text) <= 70 and len(text.split()) <= 9 and text[0].isupper() and not text.endswith("?")
        return (
            self.body_seen
            and block.alone
            and short
            and len(following) > len(text)
            and bool(_TERMINAL.search(following))
        )

    def _as_top_matter(self, index: int, block: Block) -> bool:
        day = day_of_line(block.text)
        if (day or block.role == Role.DATE) and (not self.body_seen or block.role == Role.DATE):
            self.found.published_on = self.found.published_on or day
            self._add(PassageKind.DATELINE, block)
            return True
        match = _BYLINE.fullmatch(block.text) if len(block.text) <= 160 and not self.body_seen else None
        if match and (block.role == Role.BYLINE or _names_people(match[1])):
            self.found.byline = self.found.byline or match[1].strip()
        elif block.role != Role.BYLINE:
            return False
        self.found.byline = self.found.byline or " ".join(block.text.split())
        self._add(PassageKind.BYLINE, block)
        return True

    def _as_credit(self, index: int, block: Block) -> bool:
        if block.role == Role.CREDIT or (len(block.text) <= 160 and _CREDIT.fullmatch(block.text)):
            self._credit(block.text)
            self._add(PassageKind.CREDIT, block)
            return True
        return False

    def _as_caption(self, index: int, block: Block) -> bool:
        if len(block.text) > 500 or block.role == Role.QUOTE:
            return block.role == Role.CAPTION and self._caption(block, len(block.text))
        cut = self._credit_start(block)
        if cut is None and block.role != Role.CAPTION:
            return False
        return self._caption(block, len(block.text) if cut is None else cut)

    def _credit_start(self, block: Block) -> int | None:
        """Where the credit starts in a caption line: a bold tail, or a tail that reads like an agency's."""
        for start, end in block.strong:
            if (
                end == len(block.text)
                and start > 0
                and end - start <= 90
                and re.search(r"[.!?…»”\"]\s*$", block.text[:start])
            ):
                return start
        match = _TAIL_CREDIT.search(block.text)
        return match.start("credit") if match else None

    def _caption(self, block: Block, cut: int) -> bool:
        head = block.text[:cut].rstrip()
        self.found.caption = self.found.caption or head
        if head:
            self.found.pieces.append(Piece(PassageKind.CAPTION, block.start, block.start + len(head)))
        if cut < len(block.text):
            self._credit(block.text[cut:])
            self.found.pieces.append(Piece(PassageKind.CREDIT, block.start + cut, block.end))
        return True

    def _credit(self, text: str) -> None:
        label = r"^\(?(?:photo(?:graph|s)?|image|picture|credit|фото)(?: credit| courtesy)?\s*(?:[:/]|by)\s*"
        self.found.credit = self.found.credit or re.sub(label, "", text.strip(), flags=re.I).rstrip(".)").strip()

    def _as_footer(self, index: int, block: Block) -> bool:
        near_end = index >= len(self.blocks) - 6
        if self.body_seen and near_end and len(block.text) <= 300 and _FOOTER.match(block.text.lstrip("(*[ ")):
            self._add(PassageKind.FOOTER, block)
            return True
        return False


def _is_embed_heading(block: Block) -> bool:
    heading = block.role == Role.HEADING or block.text.endswith(":")
    return heading and len(block.text) <= 40 and bool(_EMBED_HEADING.fullmatch(block.text))


def _signed_inside(text: str) -> bool:
    """Whether the last line of the block is a post's signature."""
    return bool(_SIGNATURE.fullmatch(text[-300:].rpartition("\n")[2]))


def _names_people(text: str) -> bool:
    words = [
        word
        for word in re.findall(r"[^\W\d_][\w’'-]*", text.partition(",")[0])
        if word not in {"and", "и", "with", "de", "van", "von", "der"}
    ]
    return bool(words) and all(word[0].isupper() for word in words)
