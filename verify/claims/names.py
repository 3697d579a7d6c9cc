"""People, organisations and places named in a text, with the variants of a name joined in one article.

The language model's own entity recogniser is left out: it costs more than half of the parse again and calls Kursk a product.
Names are runs of capitals, typed by a gazetteer, by titles, by their first and last words and by the words around them;
a short form ("Gladkov", "the Legion") takes the type and the canonical form of the full name it belongs to.
"""

import re
from collections.abc import Sequence

from verify.claims.gazetteer import DEMONYMS, GIVEN_NAMES, ORGANISATIONS, PLACES
from verify.claims.name_joining import SHORT, NameType, Run, joined
from verify.claims.name_runs import CAP, UPPER, Span, runs_in
from verify.claims.name_variants import LEAST_SIMILAR, NameMention, name_variants, similar
from verify.claims.name_words import (
    DIRECTIONS,
    GENERIC,
    NOT_NAMES,
    ORGANISATION_ENDS,
    OTHER_ENDS,
    PLACE_ENDS,
    PLACE_STARTS_SURE,
    SPEECH_AFTER,
    SURNAMES,
)
from verify.claims.names_ru import russian_names
from verify.claims.plain_text import swapped

__all__ = ["NameMention", "NameType", "find_names", "name_variants"]


_LEVEL = {**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("‐‑‒–", "-"), **dict.fromkeys("\u00a0\u202f\u2009\n\t", " ")}


_LOWER = re.compile(r"(?<![\w'-])[a-z][a-z'-]+")


_REGION_AFTER = re.compile(
    r"(?:'s)?\s(?:and\s\S+\s)?(?:regions?|oblasts?|provinces?|city|village|town|district|county|airport|suburbs?"
    r"|territory|border|peninsula|governor)\b"
)


_PLACE_BEFORE = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|villages?|regions?|provinces?|capitals?|districts?|settlements?|ports?|suburbs?"
    r"|islands?|county|state)\s(?:of\s)?(?:\S+\sand\s)?$"
)


_IN_BEFORE = re.compile(
    r"\b(?:in|near|outside|across|throughout|around|toward|towards|into)\s(?:(?:downtown|central|eastern|western"
    r"|northern|southern|nearby|neighboring|neighbouring)\s)?$"
)


_ROLE_BEFORE = re.compile(
    r"\b(?:(?:spokes(?:man|woman|person)|president|governor|minister|mayor|director|chairman|leader|senator|candidate"
    r"|nominee|lawyer|analyst|attorney|journalist|activist|commander|general|"
    r"chief|secretary|officer|executive|manager|professor|author|singer|actor|actress|coach|striker|economist"
    r"|historian|scientist|writer|reporter|rival|wife|husband|son|daughter|brother|sister|ambassador|envoy)\s(?:,\s)?|named\s)$"
)


_SOMEBODY_OF = re.compile(
    rf"(?:[{UPPER}][\w'-]+\s){{2}}of\s$|\b(?:residents|people|outskirts|north|south|east|west|mayor|Mayor|bishop)\sof\s$"
)
_AGE_AFTER = re.compile(r",\s(?:aged\s)?\d{1,2}\b(?!\s[a-z]+s\b)|\s\(\d{2}\)")


_SPEECH_AFTER = re.compile(rf"(?:,[^.,;]{{0,60}},)?\s{SPEECH_AFTER}\b")


_SPEECH_BEFORE = re.compile(r"\b(?:said|says|told|added|wrote|asked)\s$")


_WHO_AFTER = re.compile(r",?\s(?:who|whose|himself|herself)\b")


_SLAVIC = re.compile(r"[a-z]{3,}(?:[oye]v|[oye]va|sk[iy]y?|enko|chuk|[oe]vich|shvili|adze)$")


_NO_SURNAME = re.compile(
    r"(?:tion|ment|ship|ity|ness|ism|ance|ence|ure|ing|ies|ers|ics|ees|ates|ants|acy|ory)$|[^aeius]s$"
)


_STATE_OF_MEMBER = re.compile(r"[RDI]-[A-Z]")


def find_names(text: str, sentences: Sequence[Span], *, language: str) -> tuple[NameMention, ...]:
    """Every name in the ``sentences`` (offsets in ``text``), in order, disjoint. ``language``: ISO 639-1; Cyrillic names are
    read in any language, Latin ones by English rules. A nationality alone ("Russian") and a date are no names."""
    levelled = swapped(text, _LEVEL)
    lower = set(_LOWER.findall(levelled))
    runs = [run for span in sentences for run in runs_in(levelled, span)]
    inside = {run.text for run in runs if not run.opens}
    inside |= _misspelled(runs)
    kept = [run for run in runs if _typed(run, levelled, lower, inside)]
    pairs = joined(kept)
    mentions = [
        NameMention(run.start, run.end, text[run.start : run.end], run.kind, canonical, run.rule)
        for run, canonical in pairs
    ]
    if language in {"ru", "uk", "be", "und"} or re.search("[А-Яа-я]", text):
        mentions += [NameMention(*found, "name.russian") for found in russian_names(text, sentences)]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _typed(run: Run, text: str, lower: set[str], inside: set[str]) -> bool:
    """Gives the run its type; False where it is no name."""
    words = run.text.split()
    if all(_says_nothing(word) for word in words) or _STATE_OF_MEMBER.match(run.text):
        return False
    if run.text.isupper() and len(run.text) > 4 and not _capitals(run, lower):
        return False
    if run.opens and len(words) > 1 and _is_opening_word(words[0], lower):
        run.start += len(words[0]) + 1
        run.text, words, run.opens = run.text[len(words[0]) + 1 :], words[1:], False
    if _only_opens(run, words, text, lower, inside):
        return False
    if len(words) == 1 and run.text in GENERIC and not run.titled:
        run.kind = SHORT
        return True
    run.rule, run.kind = _judged(run, words, text)
    run.sure = bool(run.kind)
    run.kind = run.kind or _guess(run, words, text, lower)
    return True


def _judged(run: Run, words: list[str], text: str) -> tuple[str, str]:
    """The rule that is sure of the run's type, and the type; "" where capitals alone speak for a name."""
    if kind := _from_lists(run, words):
        return ("name.titled" if run.titled else "name.known"), kind
    if kind := _from_shape(run, words):
        return "name.shape", kind
    kind = _from_around(run, words, text)
    return ("name.around" if kind else "name.capitals"), kind


def _misspelled(runs: list[Run]) -> set[str]:
    """First words of sentences that are one letter from a surname of the article ("Starovoit", after "Roman Starovit")."""
    surnames: dict[str, set[str]] = {}
    for run in runs:
        if (run.titled or " " in run.text) and not run.opens:
            last = run.text.split()[-1]
            surnames.setdefault(last[0], set()).add(last)
    return {
        run.text
        for run in runs
        if run.opens and " " not in run.text and len(run.text) >= LEAST_SIMILAR
        if any(similar(run.text, name) for name in surnames.get(run.text[0], ()) if len(name) >= LEAST_SIMILAR)
    }


def _only_opens(run: Run, words: list[str], text: str, lower: set[str], inside: set[str]) -> bool:
    """Whether the run is the first word of a sentence, capital in any case, and nothing else speaks for a name."""
    if len(words) > 1 or not run.opens or run.titled or _known(run.text) or run.text in inside:
        return False
    return run.text.lower() in lower or not _is_somebody(run, text)


def _says_nothing(word: str) -> bool:
    if word.isupper() and (word in ORGANISATIONS or word in PLACES):
        return False
    return word.lower().rstrip(".") in NOT_NAMES or len(word) == 1 or word in DEMONYMS or word in DIRECTIONS


def _capitals(run: Run, lower: set[str]) -> bool:
    """Whether a word all in capitals is a name: not one that the text writes small as well, and no shout."""
    return run.text.lower() not in lower and (run.text.title() in PLACES or len(run.text) < 7)


def _is_opening_word(word: str, lower: set[str]) -> bool:
    """Whether the first word of a run that opens a sentence is there for the sentence only ("Injecting Clinton")."""
    if word in GIVEN_NAMES or word in PLACES or word in ORGANISATION_ENDS:
        return False
    return word.lower() in lower or bool(re.search(r"[a-z]{3}(?:ing|ed|ly)$", word))


def _known(name: str) -> bool:
    return (
        name in PLACES
        or name in ORGANISATIONS
        or name in GIVEN_NAMES
        or name in SURNAMES
        or (name.isupper() and len(name) > 2)
    )


def _is_somebody(run: Run, text: str) -> bool:
    return bool(_SPEECH_AFTER.match(text, run.end) or _WHO_AFTER.match(text, run.end) or text.startswith("'s", run.end))


def _from_lists(run: Run, words: list[str]) -> str:
    name = run.text.removeprefix("The ")
    if run.titled and name not in ORGANISATIONS:
        return NameType.PERSON if len(words) < 5 and words[-1] not in ORGANISATION_ENDS else NameType.ORGANIZATION
    if name in ORGANISATIONS:
        return NameType.ORGANIZATION
    if name in PLACES:
        return NameType.PLACE
    if (
        len(words) > 1
        and words[0].rstrip(".") in GIVEN_NAMES
        and words[-1] not in ORGANISATION_ENDS | PLACE_ENDS | OTHER_ENDS
    ):
        return NameType.PERSON if len(words) <= 4 else ""
    return ""


def _from_shape(run: Run, words: list[str]) -> str:
    last, first = words[-1].rstrip("."), words[0]
    if " of " in run.text or " for " in run.text:
        return (
            NameType.OTHER if first in {"Treaty", "Bill", "Masters", "Day", "War", "Statue"} else NameType.ORGANIZATION
        )
    if len(words) > 1 and last in ORGANISATION_ENDS:
        return NameType.ORGANIZATION
    if len(words) > 1 and (last in PLACE_ENDS or first in PLACE_STARTS_SURE):
        return NameType.PLACE
    if last in OTHER_ENDS:
        return NameType.OTHER
    if re.fullmatch(rf"(?:[{UPPER}]\.){{2,}}|[{UPPER}]{{2,6}}", run.text):
        return NameType.ORGANIZATION
    return NameType.ORGANIZATION if len(words) == 1 and last in {"Legion", "Corps", "Battalion", "Ministry"} else ""


def _from_around(run: Run, words: list[str], text: str) -> str:
    before, after = text[max(0, run.start - 40) : run.start], run.end
    if _REGION_AFTER.match(text, after) or _PLACE_BEFORE.search(before):
        return NameType.PLACE
    if run.article:
        return ""
    if _AGE_AFTER.match(text, after) or _ROLE_BEFORE.search(before) or _WHO_AFTER.match(text, after):
        return NameType.PERSON
    follows = re.match(rf",\s({CAP}(?:\s{CAP})?)", text[after : after + 40])
    if follows and follows[1] in PLACES and len(words) <= 3 and words[0] not in GIVEN_NAMES:
        return NameType.PLACE
    if len(words) > 1 and (_SPEECH_AFTER.match(text, after) or _SPEECH_BEFORE.search(before)):
        return NameType.PERSON
    return ""


def _guess(run: Run, words: list[str], text: str, lower: set[str]) -> str:
    """What an unknown name most likely is: two or three words without an article are somebody."""
    if len(words) == 1 and (run.text in SURNAMES or _SLAVIC.search(run.text)):
        return NameType.PERSON
    if words[0] in DIRECTIONS and " ".join(words[1:]) in PLACES:
        return NameType.PLACE
    before = text[max(0, run.start - 40) : run.start]
    if len(words) <= 2 and not run.article and (_IN_BEFORE.search(before) or _SOMEBODY_OF.search(before)):
        return NameType.PLACE
    if len(words) == 2 and words[0] in PLACES and words[1].endswith("s"):
        return NameType.ORGANIZATION
    looks = len(words) in {2, 3} and not run.article and all(re.fullmatch(CAP, word) for word in words)
    return (
        NameType.PERSON if looks and not any(_is_no_part_of_a_person(word, lower) for word in words) else NameType.OTHER
    )


def _is_no_part_of_a_person(word: str, lower: set[str]) -> bool:
    if (
        (word.isupper() and len(word) > 2)
        or word in DEMONYMS
        or word in PLACES
        or word in ORGANISATIONS
        or word in GENERIC
    ):
        return True
    return word.lower() in lower or word.lower() in NOT_NAMES or bool(_NO_SURNAME.search(word)) or word in OTHER_ENDS
