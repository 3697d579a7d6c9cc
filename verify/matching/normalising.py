"""One spelling for what only typography or markup tells apart. Words and figures are never touched."""

import re
import unicodedata

_LEVEL = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
        # Raised figures and fractions must not run together with the figure before them ("10²" is not "102").
        **{character: f"^{digit}" for digit, character in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
        **{character: f"_{digit}" for digit, character in enumerate("₀₁₂₃₄₅₆₇₈₉")},
        **{character: f" {unicodedata.normalize('NFKC', character)}" for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"},
    }
)
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]|[^\S \n]"
)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,400})\]\([^()\s]{0,1000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_TAG = re.compile(
    r"</?(?:a|abbr|b|i|u|s|em|strong|span|p|br|mark|small|sub|sup|cite|q|code|font|del|ins|time)(?:\s[^<>]{0,300})?/?>",
    re.I,
)
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*])\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^\n]{1,1000}?)(?<=[^\s_])\1(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_DASHES = re.compile(r"\s*(?<!-)-{2,3}(?!-)\s*|\s+-\s+")
_ELLIPSIS = re.compile(r"\s*\.(?:\s?\.){2,}\s*")
_DOUBLE_QUOTES = re.compile(r"''(?!')")
_ROUNDS = 20


def normalise(text: str) -> str:
    """``text`` by NFKC with quotes, dashes, ellipses and white space in one form, invisible characters and markup removed.

    Idempotent. Two texts that differ in a word or a figure differ here as well.
    """
    for _ in range(_ROUNDS):
        before, text = text, _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_LEVEL)).translate(_LEVEL)
    text = _INVISIBLE.sub(lambda match: " " if match.group().isspace() else "", text)
    for pattern, replacement in (
        (_ESCAPE, r"\1"),
        (_LINK, r"\1"),
        (_AUTOLINK, r"\1"),
        (_TAG, ""),
        (_STARS, r"\2"),
        (_UNDERSCORES, r"\2"),
    ):
        text = pattern.sub(replacement, text)
    text = _DOUBLE_QUOTES.sub('"', text)
    text = _DASHES.sub(" - ", text)
    text = _ELLIPSIS.sub("... ", text)
    return " ".join(text.split())
