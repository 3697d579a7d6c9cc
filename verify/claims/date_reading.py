"""A rule of the date engine: which words may start the expression, its pattern, and what it means there."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from verify.claims.date_context import Context, tense_at


@dataclass(frozen=True, slots=True)
class Reading:
    """A match of a rule's pattern with the text around it."""

    match: re.Match[str]
    text: str
    context: Context
    rule: str

    def get(self, name: str) -> str:
        """The named group in lower case without a closing point, "" where it is absent or took no part."""
        found = self.match.groupdict().get(name)
        return found.lower().rstrip(".") if found else ""

    @property
    def tense(self) -> int:
        return tense_at(self.text, self.match.start(), self.match.end())

    @property
    def before(self) -> str:
        """The thirty characters before the expression."""
        return self.text[max(0, self.match.start() - 30) : self.match.start()]

    @property
    def after(self) -> str:
        """The thirty characters after the expression."""
        return self.text[self.match.end() : self.match.end() + 30]


Handler = Callable[[Reading], str]
"""The value of a reading; "" where it is no date after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    starters: frozenset[str]
    pattern: re.Pattern[str]
    handler: Handler


NUMBER = "#"
"""The starter of rules that begin with a digit."""


def rule(name: str, starters: str | Iterable[str], pattern: str, handler: Handler) -> Rule:
    words = starters.split() if isinstance(starters, str) else starters
    return Rule(name, frozenset(words), re.compile(pattern, re.I), handler)


def words_of(table: Iterable[str]) -> str:
    """An alternation of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
