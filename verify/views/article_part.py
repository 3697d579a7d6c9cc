"""A long text is shown in parts, so that a page costs the same whether it has a hundred claims or ten thousand."""

from dataclasses import dataclass
from typing import Any

from verify.models import Revision

PART_CHARACTERS = 60_000
"""Code points of canonical text on one page: some 10,000 words, longer than nearly every article."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of ``count`` parts of a text, numbered from 1: the passages that begin in its stretch of the text."""

    number: int = 1
    count: int = 1

    @property
    def is_all(self) -> bool:
        return self.count == 1

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None

    def within(self, start_field: str) -> dict[str, Any]:
        """The filter for rows whose ``start_field`` lies in this part; none for a text of one part."""
        if self.is_all:
            return {}
        start = (self.number - 1) * PART_CHARACTERS
        return {f"{start_field}__gte": start, f"{start_field}__lt": start + PART_CHARACTERS}


def part_of(revision: Revision, asked: str, claim_id: int | None) -> Part:
    """The part that the claim stands in, else the part that the address asks for, else the first."""
    count = -(-len(revision.text) // PART_CHARACTERS) or 1
    if count == 1:
        return Part()
    if claim_id is not None:
        standing = revision.occurrences.standing().filter(claim=claim_id)
        start = standing.values_list("passage__start", flat=True).first()
        if start is not None:
            return Part(start // PART_CHARACTERS + 1, count)
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
    return Part(min(max(number, 1), count), count)
