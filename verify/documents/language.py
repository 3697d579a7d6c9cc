"""The language of a passage: by script first, then py3langid where there is enough to judge by."""

import re
from collections import Counter
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 40
_LEAST = 12
_SAMPLE = 1500
_LATIN = re.compile(r"[a-zà-öø-ÿāăąćčďđēęěğīįłńňōőřśşšţťūůűźżž]", re.I)
_CYRILLIC = re.compile(r"[а-яёіїєґўјљњћђџ]", re.I)
_OTHER = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_NOT_WORDS = re.compile(r"https?://\S+|[@#]\S+|pic\.twitter\.com/\w+")
_UKRAINIAN, _BELARUSIAN = re.compile("[їєґ]", re.I), re.compile("[ў]", re.I)
_RUSSIAN = re.compile("[ыэёъ]", re.I)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, fallback: str = "und") -> str:
    """ISO 639-1 code of ``text``; ``fallback`` where it is too short to say more than its script."""
    sample = _NOT_WORDS.sub(" ", text[:_SAMPLE])
    latin, cyrillic = len(_LATIN.findall(sample)), len(_CYRILLIC.findall(sample))
    others = Counter({code: len(pattern.findall(sample)) for code, pattern in _OTHER})
    code, count = others.most_common(1)[0]
    if count > latin and count > cyrillic:
        return "ja" if code == "zh" and others["ja"] else code
    if not latin and not cyrillic:
        return fallback
    return _cyrillic(sample, cyrillic) if cyrillic > latin else _latin(sample, latin, fallback)


def _cyrillic(sample: str, letters: int) -> str:
    if _BELARUSIAN.search(sample):
        return "be"
    if _UKRAINIAN.search(sample) and not re.search("[ыэё]", sample, re.I):
        return "uk"
    if letters < 100 or _RUSSIAN.search(sample):
        return "ru"
    code, _ = _identifier().classify(sample)
    return str(code) if code in {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn"} else "ru"


def _latin(sample: str, letters: int, fallback: str) -> str:
    if letters < (_ENOUGH if fallback != "und" else _LEAST):
        return fallback
    code, sure = _identifier().classify(sample)
    if fallback in {"und", code} or (sure > 0.9 and letters >= 2 * _ENOUGH):
        return str(code)
    return fallback
