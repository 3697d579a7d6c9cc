"""Typographic variants levelled before anything is parsed, with a map back, so that “a…” and "a..." parse alike."""

from collections.abc import Mapping
from dataclasses import dataclass

_ONE_TO_ONE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒", "-"),
    **dict.fromkeys("–―−", "—"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\f\v", " "
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffd", " "),
}


_TYPED_QUOTE = "''"
"""A quotation mark as wires and typewriters set it ('' and ``): levelling has made two apostrophes of it."""
_LONGER = ("…", "--", _TYPED_QUOTE)


@dataclass(frozen=True, slots=True)
class Levelled:
    """``text`` levelled; ``back[i]`` is the offset in the original of levelled character ``i`` (one more for the end)."""

    text: str
    back: list[int] | None
    offset: int = 0

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the document of the levelled span."""
        if self.back is None:
            return start + self.offset, end + self.offset
        # A levelled ellipsis is three characters for one, a dash one for two: the end never falls inside either.
        last = max(self.back[end - 1] + 1, self.back[end]) if end > start else self.back[start]
        return self.back[start] + self.offset, last + self.offset


def swapped(text: str, signs: Mapping[str, str]) -> str:
    """``text`` with each of the single characters ``signs`` replaced by another; none of the others is among them.

    Few of them stand in a text, and looking for each is ten times as fast as ``str.translate``, which asks for every letter.
    """
    for sign, other in signs.items():
        if sign in text:
            text = text.replace(sign, other)
    return text


def lowered(text: str) -> str:
    """``text`` in lower case, every letter where it was ("İ" alone would become two). Patterns run on it in half the time that
    ``re.IGNORECASE`` takes."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower()[0] for sign in text)


def level(text: str, offset: int = 0) -> Levelled:
    """Quotes, dashes, spaces and ellipses of ``text`` in one form each. ``offset``: where ``text`` starts in its document."""
    text = swapped(text, _ONE_TO_ONE)
    if not any(mark in text for mark in _LONGER):
        return Levelled(text, None, offset)
    parts: list[str] = []
    back: list[int] = []
    position = 0
    while position < len(text):
        if text[position] == "…":
            parts.append("...")
            back += [position] * 3
            position += 1
        elif text.startswith("--", position) and not text.startswith("---", position):
            parts.append("—")
            back.append(position)
            position += 2
        elif text.startswith(_TYPED_QUOTE, position):
            parts.append('"')
            back.append(position)
            position += 2
        else:
            parts.append(text[position])
            back.append(position)
            position += 1
    return Levelled("".join(parts), [*back, len(text)], offset)
