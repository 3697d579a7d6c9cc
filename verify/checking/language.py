"""The language of a page that does not name its own: by script, and for Latin letters by the commonest little words.

The large identifier of ``verify.documents`` takes 130 MB, too much beside every worker for what most pages say themselves.
"""

import re
from collections import Counter

_SAMPLE = 4_000
_LEAST_LETTERS = 40
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_LITTLE_WORDS = {
    "en": "the of and to in that is was for with on as by at from it this are be have",
    "es": "el la de que y en los se del las por un para con una su es al lo como",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
    "fr": "le la les de des et à en du que qui dans une pour pas sur au est par plus",
    "pt": "o a de que e do da em um para com não uma os no se na por mais dos",
    "it": "il di che e la per un non è in una sono con del della si da come le al",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi en ne kadar sonra ki her o ama",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als door",
    "pl": "i w na z do się nie że o jest to po za od przez dla jak ale są oraz",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var",
    "id": "yang dan di dengan untuk dari ini itu pada dalam tidak akan oleh ke adalah juga telah ada atau mereka",
    "vi": "của và là có cho không được các trong một với những này người để khi đã ra ở về",
    "cs": "a v se na je že o z s do i to k za by ve ale pro jako jsou",
}
_WORDS = {code: frozenset(words.split()) for code, words in _LITTLE_WORDS.items()}
# Letters that hardly another language has, for those that say much with few little words.
_OWN_LETTERS = {
    "tr": "ğış",
    "pl": "łąęśż",
    "cs": "řěů",
    "pt": "ãõ",
    "es": "ñ¿¡",
    "de": "ßä",
    "sv": "å",
    "vi": "ăđơư",
}
_OF_ARABIC_SCRIPT = (("fa", re.compile(r"[پچژگکی]")), ("ar", re.compile(r"[ةىيك]")))
_UKRAINIAN = re.compile(r"[їєґі]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэёъ]", re.IGNORECASE)


def language_of(text: str) -> str:
    """ISO 639-1 code of ``text``, or empty where it is too short or unlike every language known here."""
    sample = text[:_SAMPLE].lower()
    letters = Counter({code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS})
    if sum(letters.values()) < (
        _LEAST_LETTERS // 2 if letters["ja"] + letters["zh"] + letters["ko"] else _LEAST_LETTERS
    ):
        return ""
    if letters["ja"] > 0.1 * sum(letters.values()):
        return "ja"
    script = letters.most_common(1)[0][0]
    if script == "latin":
        return _latin(sample)
    if script == "ar":
        return max(_OF_ARABIC_SCRIPT, key=lambda pair: len(pair[1].findall(sample)))[0]
    if script == "ru":
        return "uk" if len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)) else "ru"
    return script


def _latin(sample: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", sample))
    seen = {code: sum(words[word] for word in little) for code, little in _WORDS.items()}
    for code, own in _OWN_LETTERS.items():
        seen[code] += sum(sample.count(letter) for letter in own)
    best = max(seen, key=lambda code: seen[code])
    return best if seen[best] >= max(3, 0.08 * words.total()) else ""
