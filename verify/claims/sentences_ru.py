"""Russian sentence ends: razdel finds those with a mark; these rules join what it breaks and find the unmarked ones."""

import re
from itertools import pairwise

import razdel

_UNIT = re.compile(r"\b(?:пгт|гг|ул|им|обл|пос|дер)\.$")
_SMALL_START = re.compile(r"(?<![\w.-])(?P<word>[а-яё]{3,}+)(?:(?P<stop>\.)(?=\s+[а-яё]{2})|\s?[!?]+(?=\s+[а-яё]))")
_YEAR = re.compile(r"(?:(?<=\s)|^)(?:1[5-9]|20)\d\d\.(?=\s+[А-ЯЁ])")
_SPEECH = re.compile(r"(?<=:)\s+(?=(?:—|–|--)\s+[А-ЯЁ])")
_UNMARKED = re.compile(r"(?<![\w-])(?P<last>[А-ЯЁа-яё]+)\s(?=(?P<first>[А-ЯЁ][а-яё]*)(?![\w.]))")
_CAPITAL = re.compile(r"(?<=[а-яё]) (?=[А-ЯЁ])")
_VERSE_LINE = 8
"""Where fewer words than this come on average between capitals that may begin a line, and no stop, the text is verse."""
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHORTENED = _words(
    "акад англ архит библ букв вкл выс греч гос дер див дир доп доц дробл др жен зав зам изд илл ин инж исп ист итал канд кап "
    "кварт кил кол комн кор корп корр коэф лат лит макс мед мес мин млн млрд мор муж назв напр нар нас нем неск обл обр общ "
    "оз орг осн отв отд пер перен пос прав прим примеч просп проф псевд разг ред рис род руб рук сан сев сек сел след сов "
    "совм собств сокр сост соц соч спец ср стр сут сущ табл тел тит тыс ул унив упр устар физ франц хим худ центр час част "
    "чел чит шир шт экз эконом южн"
)
"""Words cut short with a full stop, after which the sentence may go on with a small letter."""
_NO_END = _words(
    "а без в во для до за и из или к ко ли либо на над не ни но о об от перед по под при про с со среди у через что как "
    "чтобы если когда где который которая которое которые которого которой которых мой моя наш наша твой ваш ваша этот эта "
    "это эти мы я он она вы ты они"
)
"""No sentence ends in one of these."""
_STARTS = _words(
    "а без был была были было в во возможно вообще вот все всё вчера где да давайте даже для до другие ещё еще если есть "
    "жаль за завтра зато здесь и из или их к как какая какие какое какой когда когда-то конечно кроме кстати кто "
    "куда люблю меня мне может можно мой моя мы на надо нам нас наш наша наше наши не нельзя нет ни никто но ну нужно "
    "о об однако он она они оно опять от очень по под пока после потом поэтому почему при про просто пусть с сегодня сейчас "
    "сколько снова со спасибо стало так такая также такие такое такой там теперь то тогда тоже только тут ты у уже "
    "его её ее хорошо хотя хочу через что чтобы эта эти это этот я привет здравствуйте ура ого вау супер круто"
)
_SURE_STARTS = _words("вот если и когда мы не но однако он она они поэтому так теперь это я")
"""These begin a sentence even after a name."""
_ADVERB = re.compile(r"[а-яё]{2,}(?:льно|нно|тно|вно|чно|сно)$")


def russian_cuts(text: str) -> list[int]:
    """Ends of the sentences of a Russian paragraph, unsorted, the last one excepted."""
    cuts = _marked(text)
    cuts += [match.end() for match in _YEAR.finditer(text)]
    cuts += [
        match.end() for match in _SMALL_START.finditer(text) if not (match["stop"] and match["word"] in _SHORTENED)
    ]
    cuts += [match.start() for match in _SPEECH.finditer(text)]
    return cuts + _unmarked(text)


def _marked(text: str) -> list[int]:
    pieces = [(piece.start, piece.stop) for piece in razdel.sentenize(text)]
    cuts, seen, quotes = [], 0, 0
    for (_, stop), (following, _) in pairwise(pieces):
        quotes += text.count('"', seen, stop)
        seen = stop
        if not _joined(text, stop, following, quoted=quotes % 2 == 1):
            cuts.append(stop)
    return cuts


def _joined(text: str, stop: int, following: int, *, quoted: bool) -> bool:
    """Places where razdel cuts and a reader would not: in a quotation with the author's words between, after a unit.

    ``quoted``: whether an odd number of straight quotation marks stands before ``stop``.
    """
    head = text[max(0, stop - 400) : stop]
    if text[following : following + 1].isupper() and _UNIT.search(head[-8:]):
        return True
    after = text[following : following + 3]
    if after[:1] not in "—–-" or after[1:2] != " ":
        return False
    open_quote = quoted or head.count("«") > head.count("»")
    return open_quote or text[following + 1 : following + 8].strip()[:1].islower()


def _unmarked(text: str) -> list[int]:
    """Sentences that begin with nothing but a capital: only at words that are no names, and not in verse."""
    cuts = []
    for start, end in _stretches(text):
        found = [
            match.end("last")
            for match in _UNMARKED.finditer(text, start, end)
            if _divides(match["last"], match["first"])
        ]
        lines = max(len(found), len(_CAPITAL.findall(text, start, end)) * 2 // 3)
        if lines < 3 or text.count(" ", start, end) >= _VERSE_LINE * lines:
            cuts += found
    return cuts


def _divides(last: str, first: str) -> bool:
    """Whether a sentence ends with the word ``last`` and the next begins with ``first``, with nothing between."""
    if last.lower() in _NO_END or (first.isupper() and len(first) > 1):
        return False
    begins = _DRAWN_OUT.sub(r"\1", first.lower())
    if not last.islower():
        return len(last) > 2 and begins in _SURE_STARTS
    return begins in _STARTS or bool(_ADVERB.match(begins))


def _stretches(text: str) -> list[tuple[int, int]]:
    """Runs of text without a mark that ends a sentence."""
    ends = [match.end() for match in re.finditer(r"[.!?…]+", text)]
    return list(pairwise([0, *ends, len(text)]))
