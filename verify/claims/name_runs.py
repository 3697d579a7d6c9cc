"""Runs of capitals in a sentence, cut where one name ends and freed of titles and of words that are no part of a name."""

import re

from verify.claims.gazetteer import DEMONYMS, GIVEN_NAMES, ORGANISATIONS, PLACES
from verify.claims.name_joining import Run
from verify.claims.name_variants import WORD
from verify.claims.name_words import (
    HARD_TITLES,
    NOT_NAMES,
    OF_HEADS,
    OFFICES,
    ORGANISATION_ENDS,
    PLACE_ENDS,
    PLACE_STARTS,
    TITLES,
)

Span = tuple[int, int]


UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĮĶĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ"


CAP = (
    rf"(?:[{UPPER}]\.(?:[{UPPER}]\.)*|(?:St|Mt|Ft|Gen|Sen|Gov|Rep|Lt|Col|Maj|Capt|Sgt|Dr|Mr|Mrs|Ms|Prof|Sens|Reps|Rev)\."
    rf"|(?:(?:al|el|ad|as|d|l|[OLND])['-])?[{UPPER}][^\W_]*(?:['-](?!s\b)[^\W_]+)*\+?)"
)


_RUN = re.compile(
    rf"(?<![\w@#./'-]){CAP}(?:(?:\s|\s(?:of|de|van|von|der|bin|ibn|al|el|la|du|da|di|del|dos|den|for|and|&|of the"
    rf"|for the|on|y)\s){CAP}){{0,11}}"
    rf"(?:,?\s(?:Inc|Corp|Co|Ltd|Jr|Sr)\b\.?)?"
)


_JOINT = re.compile(r"\s(of the|for the|of|for|and|on|&)\s")


_ON_HEADS = {"Commission", "Committee", "Council", "Conference", "Panel", "Convention"}


_SPLITTING_TITLES = HARD_TITLES | {"democrat", "republican", "leader"}


_LOOSE_ENDS = NOT_NAMES | {"of", "for", "and", "&", "the", "on"}


def runs_in(text: str, sentence: Span) -> list[Run]:
    start, end = sentence
    words = WORD.findall(text, start, end)
    capitals = sum([word[0].isupper() for word in words])
    headline = len(words) > 4 and capitals > 0.7 * len(words) and text[end - 1] not in ".!?\"'"
    found: list[Run] = []
    for match in _RUN.finditer(text, start, end):
        pieces = _pieces(match.start(), match.group())
        for index, (piece_start, piece) in enumerate(pieces):
            run = _stripped(piece_start, piece, text, cut=index + 1 < len(pieces))
            if run:
                run.opens = not re.search(r"\w", text[start : run.start]) or text[
                    max(0, run.start - 2) : run.start
                ] in {'"', ' "', ": ", ". "}
                run.article = text[max(0, run.start - 4) : run.start].lower() == "the "
                if not headline or run.text in PLACES or run.text in ORGANISATIONS:
                    found.append(run)
    return found


def _pieces(start: int, run: str) -> list[tuple[int, str]]:
    """The run cut at the joints that join two names: "Kursk and Belgorod", "President of Russia"."""
    for joint in _JOINT.finditer(run):
        left, right = run[: joint.start()], run[joint.end() :]
        if not _holds(left, joint[1], right):
            return [*_at_person(start, left), *_pieces(start + joint.end(), right)]
    return _at_person(start, run)


def _at_person(start: int, run: str) -> list[tuple[int, str]]:
    cut = _person_from(run)
    return [(start, run[:cut].rstrip(" ,")), (start + cut, run[cut:])] if cut else [(start, run)]


def _person_from(run: str) -> int:
    """Where somebody's title or given name starts inside a run ("Wells Fargo CEO John Stumpf"); 0 where none does."""
    words = [(match.start(), match.group()) for match in re.finditer(r"\S+", run)]
    if (
        len(words) < 2
        or words[-1][1].rstrip(".") in ORGANISATION_ENDS | PLACE_ENDS
        or run in PLACES
        or run in ORGANISATIONS
    ):
        return 0
    for index in range(len(words) - 2, 0, -1):
        at, word = words[index]
        if word.lower().rstrip(".") in _SPLITTING_TITLES and len(words) - index <= 5:
            return at
    for index in range(1, len(words) - 1):
        at, word = words[index]
        if word in GIVEN_NAMES and not _belongs(words[index - 1][1], index):
            return at
    return 0


def _belongs(before: str, index: int) -> bool:
    """Whether the word before a given name is of the same name ("Mary Ann Lee", "J. Robert Smith", "Fort Wayne")."""
    if (
        before in GIVEN_NAMES
        or before in PLACE_STARTS
        or before.endswith(".")
        or before in {"de", "van", "von", "al", "bin"}
    ):
        return True
    return index == 1 and before.lower() in {"king", "queen", "prince", "pope", "saint", "st."}


def _holds(left: str, joint: str, right: str) -> bool:
    """Whether the joint is part of one name."""
    whole = f"{left} {joint} {right}"
    if whole in ORGANISATIONS or whole in PLACES:
        return True
    head, tail = left.split()[-1], right.split()[-1]
    if joint in {"and", "&"}:
        return joint == "&" or (bool(_department(left)) and tail not in PLACES and left not in PLACES)
    if joint == "on":
        return head in _ON_HEADS
    return head in OF_HEADS or (tail in ORGANISATION_ENDS and head not in PLACES and head.lower() not in TITLES)


def _department(left: str) -> bool:
    return bool(
        re.search(
            r"\b(?:Department|Ministry|Office|Bureau|Institute|Center|Centre|Committee|Agency|Society) (?:of|for)\b",
            left,
        )
    ) or left.endswith(" Standard")


def _stripped(start: int, piece: str, text: str, *, cut: bool) -> Run | None:
    """The run without the words before and after it that are no part of a name; None where nothing is left."""
    words = [(match.start() + start, match.group()) for match in re.finditer(r"\S+", piece)]
    titled = False
    while words and _drops(words, titled):
        titled = titled or words[0][1].lower().rstrip(".") in HARD_TITLES
        words.pop(0)
    while words and (_is_loose_end(words[-1][1]) or (cut and words[-1][1].lower() in OFFICES)):
        words.pop()
    if not words:
        return None
    last_at, last = words[-1]
    start, end = words[0][0], last_at + len(last)
    return Run(start, end, text[start:end], titled=titled)


def _is_loose_end(word: str) -> bool:
    return word.lower() in _LOOSE_ENDS and not (word.isupper() and (word in ORGANISATIONS or word in PLACES))


def _drops(words: list[tuple[int, str]], titled: bool) -> bool:
    word = words[0][1]
    lowered = word.lower().rstrip(".")
    rest = " ".join(each for _, each in words[1:])
    if lowered in {"of", "for", "and", "&", "the"} or (
        lowered in NOT_NAMES and word not in PLACES and word not in ORGANISATIONS
    ):
        return True
    if f"{word} {rest}".strip() in PLACES or f"{word} {rest}".strip() in ORGANISATIONS:
        return False
    if lowered in TITLES:
        return words[-1][1].strip(".") not in ORGANISATION_ENDS or not rest or titled
    if word in DEMONYMS:
        after = words[1][1].lower().rstrip(".") if rest else ""
        return not rest or (after in TITLES and words[-1][1] not in ORGANISATION_ENDS)
    return _is_prefixed(word)


def _is_prefixed(word: str) -> bool:
    return bool(re.match(r"(?:Anti|Pro|Non|Ex|Post|Pre|Cross|Self|Multi|Mid|Co)-", word))
