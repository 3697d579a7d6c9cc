"""What a person is told about the notes that a reader kept apart from the text."""

from verify.documents.model import Note, NoteKind

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
