"""What the editor's page of a claim shows: its passage word by word, and the edits so far."""

import re
from functools import cached_property
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms

from verify.forms import EditClaimForm
from verify.models import Claim, ClaimEdit, ClaimOccurrence


class EditPage:
    """One claim of the current revision, to be edited; ``occurrence`` is None when it is not in it."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim

    @cached_property
    def occurrence(self) -> ClaimOccurrence | None:
        rows = self.claim.occurrences.standing().filter(revision=self.claim.article.current_revision_id)
        return rows.select_related("revision", "passage", "attribution").defer("revision__original").first()

    @property
    def passage_text(self) -> str:
        row = cast("ClaimOccurrence", self.occurrence)
        return row.revision.text[row.passage.start : row.passage.end]

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """(start, end, word) of the passage, in code points of the whole text."""
        offset = cast("ClaimOccurrence", self.occurrence).passage.start
        return [(offset + m.start(), offset + m.end(), m.group()) for m in re.finditer(r"\S+", self.passage_text)]

    @cached_property
    def edits(self) -> list[ClaimEdit]:
        return list(ClaimEdit.objects.of(self.claim))

    @cached_property
    def undo_key(self) -> UUID:
        """For all of its buttons that take an edit back: only one of them is pressed on one showing of the page."""
        return uuid4()

    def form(self, data: Any = None) -> EditClaimForm:
        """The tools, with every word of the passage to choose from and the present bounds chosen."""
        row = cast("ClaimOccurrence", self.occurrence)
        initial = {
            "version": self.claim.version,
            "start": row.start,
            "end": self._word_end(row.end),
            "speaker": row.attribution.speaker_text if row.attribution else "",
            "mode": row.attribution.mode if row.attribution else "indirect",
            "kind": row.kind,
        }
        form = EditClaimForm(data, initial=initial)
        starts = cast("forms.Select", form.fields["start"].widget)
        ends = cast("forms.Select", form.fields["end"].widget)
        # The options are words of the text, which a screen reader is to speak as such.
        starts.attrs["lang"] = ends.attrs["lang"] = row.language
        starts.choices = [(start, f"{number} · {word}") for number, (start, _end, word) in enumerate(self.words, 1)]
        ends.choices = [(end, f"{number} · {word}") for number, (_start, end, word) in enumerate(self.words, 1)]
        return form

    def _word_end(self, end: int) -> int:
        """The end of the word that ``end`` stands in: a claim may leave its last full stop out."""
        return next((word_end for _start, word_end, _word in self.words if word_end >= end), end)
