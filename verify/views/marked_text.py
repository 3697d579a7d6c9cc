"""The canonical text cut into runs, so that a page can mark claims and links in place."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from verify.models import ClaimOccurrence, LinkOccurrence, Passage, Status

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "dv", "ug"})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that stands in the same claim and link throughout. ``first`` is true for the first run of its claim,
    which alone is a tab stop; ``covering`` are the ids of all claims that these words belong to, the shortest one's first;
    ``link_ends`` is the link whose mark follows this run; ``begins`` are the numbers of the claims whose first piece it opens."""

    text: str
    claim: ClaimOccurrence | None
    first: bool
    link: LinkOccurrence | None
    link_ends: LinkOccurrence | None
    covering: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()

    @property
    def within(self) -> str:
        return " ".join(str(claim_id) for claim_id in self.covering)

    @property
    def spoken(self) -> str:
        """What a screen reader says behind the claim's first run."""
        if self.claim is None:
            return ""
        status = Status(self.claim.claim.counted).label
        return _("claim %(number)s, %(status)s") % {"number": self.claim.number, "status": status}


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """One passage with its runs. ``lines`` groups them by the line breaks inside the passage (a post of several paragraphs)."""

    passage: Passage
    runs: list[Run] = field(default_factory=list)

    @property
    def direction(self) -> str:
        return "rtl" if self.passage.language in RIGHT_TO_LEFT else "ltr"

    @property
    def dom_id(self) -> str:
        return f"passage-{self.passage.position}"


def mark_text(
    text: str,
    passages: Sequence[Passage],
    occurrences: Sequence[ClaimOccurrence],
    links: Sequence[LinkOccurrence],
) -> list[MarkedPassage]:
    """Each passage with its runs; together the runs of a passage are its text, to the letter.

    Where claims overlap the shorter one is marked, since the longer one shows on both sides of it.
    """
    spans = sorted(((start, end, row) for row in occurrences for start, end in row.spans), key=lambda span: span[0])
    starts = [span[0] for span in spans]
    anchors = sorted((link for link in links if link.end > link.start), key=lambda link: link.start)
    anchor_starts = [link.start for link in anchors]
    seen: set[int] = set()
    marked = []
    for passage in passages:
        inside = _inside(spans, starts, passage)
        inside_links = anchors[bisect_left(anchor_starts, passage.start) : bisect_left(anchor_starts, passage.end)]
        marked.append(MarkedPassage(passage, _runs(text, passage, inside, inside_links, seen)))
    return marked


type ClaimSpan = tuple[int, int, ClaimOccurrence]


def _inside(spans: Sequence[ClaimSpan], starts: Sequence[int], passage: Passage) -> Sequence[ClaimSpan]:
    """Claims do not cross passages, so those that start in it are all."""
    return spans[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]


def _runs(
    text: str, passage: Passage, spans: Sequence[ClaimSpan], links: Sequence[LinkOccurrence], seen: set[int]
) -> list[Run]:
    cuts = {passage.start, passage.end}
    cuts.update(min(max(edge, passage.start), passage.end) for start, end, _row in spans for edge in (start, end))
    cuts.update(min(max(edge, passage.start), passage.end) for link in links for edge in (link.start, link.end))
    edges = sorted(cuts)
    runs = []
    for start, end in pairwise(edges):
        covering = _covering(spans, start, end)
        claim = covering[0] if covering else None
        link = next((link for link in links if link.start <= start and end <= link.end), None)
        first = claim is not None and claim.pk not in seen
        if claim is not None:
            seen.add(claim.pk)
        link_ends = link if link and link.end == end else None
        begins = tuple(sorted(row.number for row in covering if row.start == start))
        within = tuple(row.claim_id for row in covering)
        runs.append(Run(text[start:end], claim, first, link, link_ends, within, begins))
    return runs


def _covering(spans: Sequence[ClaimSpan], start: int, end: int) -> list[ClaimOccurrence]:
    """The claims that hold these words, the shortest first."""
    covering = [row for span_start, span_end, row in spans if span_start <= start and end <= span_end]
    return sorted(covering, key=lambda row: (row.end - row.start, row.position))
