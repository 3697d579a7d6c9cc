"""What the uploaded file holds beside its text, each with the words that it hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass

from verify.models import DocumentNote, Passage, Revision

from .article_part import Part

_WORDS = 8
_BEFORE = 80
"""Code points looked at for those words."""


@dataclass(frozen=True, slots=True)
class BesideText:
    """A note, the passage where it belongs (None before the first), and the words it follows there, or stands before."""

    note: DocumentNote
    passage: Passage | None
    words: str


def beside_text(revision: Revision, part: Part, passages: Sequence[Passage]) -> list[BesideText]:
    """The notes of this part, in their order; one query. ``passages``: those of the part, in the order of the text."""
    notes = DocumentNote.objects.filter(revision=revision, **part.within("start"))
    return [_placed(revision.text, passages, note) for note in notes]


def _placed(text: str, passages: Sequence[Passage], note: DocumentNote) -> BesideText:
    passage = next((each for each in reversed(passages) if each.start <= note.start), None)
    if passage is None:
        return BesideText(note, None, "")
    before = text[max(passage.start, note.start - _BEFORE) : note.start].split()[-_WORDS:]
    after = text[note.start : min(passage.end, note.start + _BEFORE)].split()[:_WORDS]
    return BesideText(note, passage, " ".join(before or after))
