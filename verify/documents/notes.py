"""What stands beside the text of an article and is no part of it: notes, comments, tracked changes."""

from dataclasses import dataclass, field
from enum import StrEnum

from verify.documents.blocks import Reading


class NoteKind(StrEnum):
    """An INSERTION stands in the text (it reads as if accepted), a DELETION does not."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Note:
    """``start`` is the offset in the canonical text where the note is anchored; author and date as written, or empty."""

    kind: NoteKind
    text: str
    start: int
    author: str = ""
    date: str = ""


@dataclass(slots=True)
class NotedReading(Reading):
    """A reading with the notes that were kept apart from its text, in order of place."""

    notes: list[Note] = field(default_factory=list)


_NAMES = {
    NoteKind.FOOTNOTE: ("footnote", "footnotes"),
    NoteKind.ENDNOTE: ("endnote", "endnotes"),
    NoteKind.COMMENT: ("comment", "comments"),
    NoteKind.INSERTION: ("tracked insertion", "tracked insertions"),
    NoteKind.DELETION: ("tracked deletion", "tracked deletions"),
}


def notice_of(notes: list[Note]) -> list[str]:
    """One sentence that says what was kept apart, or nothing."""
    counts = [(sum(note.kind == kind for note in notes), names) for kind, names in _NAMES.items()]
    said = [f"{count} {names[count != 1]}" for count, names in counts if count]
    if not said:
        return []
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    changed = any(note.kind in {NoteKind.INSERTION, NoteKind.DELETION} for note in notes)
    accepted = "; the text reads as if all changes were accepted" if changed else ""
    return [f"The file has {listed}, kept apart from the text{accepted}."]
