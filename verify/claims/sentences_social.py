"""Sentence ends that posts, comments, mails and web pages mark with something else than a full stop: smileys, pictures,
hashtags, mentions, addresses, a blank that holds a line open, or nothing but the capital that follows.

All rules are one pass of a regular expression, so their cost is linear in the text. The lists are ours.
"""

import re

_PICTURE = "\U0001f300-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d"
EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50][\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]{0,8}+"
_BULLETS = "✔✅☑🔹🔸🔷🔶📌👉➡▶"
_FACES = re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]|[:;=]-?[)(D]|\)\)|\(\(|[!?….]\)")
_KEYCAP = re.compile(r"(?<=[^\s:])\s+(?=\d\ufe0f?\u20e3)")
_BULLET_ITEM = re.compile(rf"(?<=[^\s:])\s+(?=[{_BULLETS}]\ufe0f?\s?[A-ZА-ЯЁ])")
_PICTURES = re.compile(rf"(?:\s?{EMOJI})+")
_SMILEY_END = re.compile(
    rf"(?:(?<![{_PICTURE}])(?<![{_PICTURE}]\s)(?![{_BULLETS}]){EMOJI}|(?<=\s)[:;=]-?[)(D]{{1,20}}+|(?<=\w[:;=])[)(D]{{1,20}}+|\){{2,40}}+|\({{2,40}}+"
    rf"|(?:(?<=[!?…])|(?<=\.\.))\))(?:\s?(?![{_BULLETS}]){EMOJI})*+(?=\s+[\"«“@]?[A-ZА-ЯЁ@])"
)
_GLUED_PICTURE = re.compile(rf"(?<=\w|[!?.…)])(?:{EMOJI})++(?=\s+(?![{_BULLETS}♀♂]){EMOJI})")
"""A comment that ends in a picture, before one that begins with a picture."""
_OPENING_PICTURES = re.compile(rf"\s*(?:\s?{EMOJI}){{2,}}+(?=\s+[\"«“]?[A-ZА-ЯЁ])")
_MENTION = re.compile(
    r"(?<=[^\s,👉➡])\s+(?=@[\w-]+\s)(?<!\b(?:и|с|у|к|в|о|а)\s)(?<!\b(?:от|на|из|по|за|об|но)\s)(?<!\b(?:для|при)\s)"
)
_RULE = re.compile(r"(?<!\S)(?:\*{3,}+|[-—]{4,}+|={4,}+)(?=\s)")
_HASHTAG_END = re.compile(r"(?<!\S)#(?=\d*[^\W\d])[\w#-]++(?=\s+[A-ZА-ЯЁ])")
_HASHTAGS = re.compile(r"\s*#[\w-]+\s*#")
_HELD_LINE = re.compile(r"\s?\u2800[\u2800\s]*+")
_ADDRESS = r"(?<![\w/])https?://[^\s<>\[\]]++"
_AFTER_ADDRESS = re.compile(
    rf"{_ADDRESS}(?=\s+https?://)|(?<=\[){_ADDRESS}\](?=\s+[\"(«“]?[A-ZА-ЯЁ])|{_ADDRESS}(?=\s+[А-ЯЁ][а-яё])"
    r"|<(?:[^<>\s@]+@[^<>\s]+|https?:[^<>\s]+)?>(?=\s+[A-ZА-ЯЁ])"
)
_CONTACT = re.compile(
    r"\b(?:E-?mail|Phone|Tel|Telephone|Mobile|Fax):\s{0,2}"
    r"(?:\"[^\"<>\n]{0,60}\"\s?<[^<>\s]{1,200}>|[^\"<>@:\n]{0,60}<[^<>\s]{1,200}>|[^\s<>@]{1,80}@[^\s<>]{1,200}"
    r"|\+?[\d(][\d .()/-]{5,24}\d)(?=\s+(?P<next>\S))"
)
_TYPED_TOGETHER = re.compile(
    r"[.!?](?<=[a-zа-яё]{3}[.!?])[.!?]*(?=[А-ЯЁ][а-яё]|(?:You|That|This|They|The|It|We|He|She|I)(?:'\w+)?\s)"
)
_DAY_LINE = re.compile(
    r"(?<=[a-z\d])(?<!\bon)(?<!\bof)(?<!\bby)(?<!\bsince)(?<!\buntil)(?<!\bfrom)\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\s*$)"
)
_DAY_LINE_MOST = 60


def open_ended(text: str) -> list[int]:
    """Where a sentence ends without a full stop of its own, unsorted; what trails it is still to be taken in (``settled``).

    One picture that opens the text belongs to what follows.
    """
    first = len(text) - len(text.lstrip())
    cuts = [match.end() for match in _TYPED_TOGETHER.finditer(text)]
    if _FACES.search(text):
        cuts += [match.end() for match in _SMILEY_END.finditer(text) if match.start() > first]
    if "#" in text:
        cuts += [match.end() for match in _HASHTAG_END.finditer(text)]
    if "://" in text or "<" in text:
        cuts += [match.end() for match in _AFTER_ADDRESS.finditer(text)]
    if ":" in text:
        cuts += [match.end() for match in _CONTACT.finditer(text) if match.start() == first or match["next"].isupper()]
    return cuts + [match.start() for match in _DAY_LINE.finditer(text, max(0, len(text) - _DAY_LINE_MOST))]


def set_apart(text: str) -> list[int]:
    """Where comments of pictures, items behind a picture, held lines and ruled lines begin or end, unsorted."""
    cuts = []
    if _FACES.search(text):
        cuts += [match.end() for match in _GLUED_PICTURE.finditer(text)]
        cuts += [match.start() for match in _BULLET_ITEM.finditer(text)]
        opening = _OPENING_PICTURES.match(text)
        cuts += [opening.end()] if opening else []
    if "\u20e3" in text:
        cuts += [match.start() for match in _KEYCAP.finditer(text)]
    if "\u2800" in text:
        cuts += [match.end() for match in _HELD_LINE.finditer(text)]
    if "***" in text or "---" in text or "====" in text:
        cuts += [cut for match in _RULE.finditer(text) for cut in match.span()]
    return cuts


def mentions(text: str) -> list[int]:
    """Where a comment that opens with "@name" begins: not after a preposition, a conjunction or a comma."""
    return [match.start() for match in _MENTION.finditer(text)] if "@" in text else []


def settled(text: str, cut: int) -> int | None:
    """The cut after what trails the sentence: pictures, dots, held lines; None before a tail of hashtags."""
    pictures = _PICTURES.match(text, cut, cut + 60)
    if pictures and not _BULLET_ITEM.match(text, cut, cut + 20):
        cut = pictures.end()
    while text[cut : cut + 1] in (".", "…"):
        cut += 1
    held = _HELD_LINE.match(text, cut)
    if held:
        return held.end()
    return None if _HASHTAGS.match(text, cut, cut + 80) else cut
