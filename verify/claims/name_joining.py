"""Joins the mentions of one article: short forms take the type and the canonical form of the full name."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from verify.claims.gazetteer import ORGANISATIONS, PLACES


class NameType(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    OTHER = "other"


@dataclass(slots=True)
class Run:
    """A run of capitals on its way to a name: ``sure`` where more than capitals speaks for its type."""

    start: int
    end: int
    text: str
    kind: str = ""
    sure: bool = False
    titled: bool = False
    opens: bool = False
    article: bool = False
    rule: str = ""


SHORT = "short"
"""Not yet a type: a generic word that is a name only where it shortens one."""


def joined(runs: list[Run]) -> list[tuple[Run, str]]:
    """Each run with its canonical form; unsure runs take the type of the full name they shorten."""
    full = _Full(runs)
    pairs = [(run, full.canonical(run)) for run in runs]
    return [(run, canonical) for run, canonical in pairs if run.kind != SHORT]


class _Full:
    """The full names of one article and what shortens to them."""

    def __init__(self, runs: list[Run]) -> None:
        self._by_word: dict[str, Counter[str]] = {}
        self._by_initials: dict[str, str] = {}
        self._by_end: dict[str, list[Run]] = {}
        votes: dict[str, Counter[str]] = {}
        for run in runs:
            votes.setdefault(run.text, Counter())[run.kind] += 10 if run.sure else 1
        self._kinds = {name: counts.most_common(1)[0][0] for name, counts in votes.items()}
        for run in runs:
            self._note(run, run.text.split())

    def _note(self, run: Run, words: list[str]) -> None:
        kind = self._kinds[run.text]
        if len(words) < 2:
            return
        if kind == NameType.PERSON:
            self._by_word.setdefault(words[-1], Counter())[run.text] += 2
            self._by_word.setdefault(words[0], Counter())[run.text] += 1
        if kind == NameType.ORGANIZATION:
            self._by_initials.setdefault("".join(word[0] for word in words if word[0].isupper()), run.text)
            self._by_end.setdefault(words[-1], []).append(run)

    def canonical(self, run: Run) -> str:
        """The fullest form; gives the run the type that the article's other mentions speak for."""
        name = run.text.removeprefix("The ")
        name = name.replace(".", "") if name.isupper() else name
        words = name.split()
        if run.text in PLACES or run.text in ORGANISATIONS:
            return PLACES.get(run.text) or ORGANISATIONS[run.text]
        longer = self._longer(run, name) if len(words) == 1 else ""
        if longer:
            run.rule = "name.short-form"
            run.kind = self._kinds[longer]
            return ORGANISATIONS.get(longer, longer)
        run.kind = run.kind if run.sure else self._kinds.get(run.text, run.kind)
        if name.isupper() and name.title() in PLACES:
            run.kind = NameType.PLACE
            return PLACES[name.title()]
        if run.kind == NameType.PERSON and len(words) > 2:
            return self._same_person(words) or name
        return ORGANISATIONS.get(name, name)

    def _longer(self, run: Run, name: str) -> str:
        """The full name that one word shortens: the one most spoken of among the people, an organisation named before."""
        people = self._by_word.get(name) or self._by_word.get(name.title() if name.isupper() else "")
        if people:
            return people.most_common(1)[0][0]
        if name in self._by_initials and name.isupper() and len(name) > 1:
            return self._by_initials[name]
        before = [each for each in self._by_end.get(name, ()) if each.start < run.start]
        return before[-1].text if before else ""

    def _same_person(self, words: list[str]) -> str:
        """ "Vladimir V. Putin" is the "Vladimir Putin" of the same article."""
        plain = f"{words[0]} {words[-1]}"
        return plain if plain in self._kinds else ""
