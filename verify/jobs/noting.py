"""What an article's own words make of a check: a page of the wrong time, a place in it that is not there.

Kept on each LinkOccurrence of a current revision in ``notes``, a list of {"word", "sentence"}; the words are
``source_after_article``, ``source_too_old`` and ``fragment_missing``. Written anew whenever the link is checked, the
revision is split or the article's date is corrected, so that a note goes when its cause does.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Substr

from verify.checking.dating import SourceDate, date_notes, sentence_around
from verify.checking.fragments import fragment_of
from verify.checking.reasons import flag_sentence
from verify.models import FINE, LinkCheck, LinkOccurrence, Revision

ROWS = 500
AROUND = 600
"""Code points on either side of a link in which its sentence is looked for; a text of a whole book is never loaded for it."""


def note_link(link_id: int) -> None:
    """Write the notes of a link that was just checked, wherever a current revision uses it."""
    _note(LinkOccurrence.objects.filter(link=link_id, revision__article__current_revision=F("revision")))


def note_revision(revision: Revision) -> None:
    """Write the notes of a revision that was just split: its links may have been checked long ago."""
    _note(LinkOccurrence.objects.filter(revision=revision))


def note_text(revision_id: int) -> None:
    """Write the notes of a revision anew: the date of its article was corrected. Once it has gone by they are nobody's."""
    _note(LinkOccurrence.objects.filter(revision=revision_id, revision__article__current_revision=F("revision")))


def _note(occurrences: QuerySet[LinkOccurrence]) -> None:
    quiet = Q(link__latest_check__published_on=None) & Q(link__latest_check__missing_fragments=[])
    quiet |= ~Q(link__latest_check__outcome__in=FINE) | Q(link__latest_check=None)
    occurrences.filter(quiet).exclude(notes=[]).update(notes=[])
    rows = occurrences.exclude(quiet).select_related("link__latest_check", "revision__article")
    rows = rows.defer("revision__original", "revision__text").annotate(
        first=Greatest(F("start") - AROUND, 0),
        around=Substr("revision__text", F("first") + 1, F("end") - F("first") + AROUND),
    )
    changed = []
    for row in rows.order_by("pk").iterator(ROWS):
        notes = _notes_on(row)
        if notes != row.notes:
            row.notes = notes
            changed.append(row)
    LinkOccurrence.objects.bulk_update(changed, ["notes"], ROWS)


def _notes_on(row: Any) -> list[dict[str, str]]:
    check = row.link.latest_check
    return [*_dates(row, check), *_places(row, check)]


def _dates(row: Any, check: LinkCheck) -> Iterable[dict[str, str]]:
    article = row.revision.article.published_on
    if check.published_on is None or article is None or row.kind != LinkOccurrence.Kind.LINK:
        return []
    source = SourceDate(check.published_on, check.modified_on, stated=check.dated_by == "markup")
    words = sentence_around(row.around, row.start - row.first, row.end - row.first)
    return [{"word": note.word, "sentence": note.sentence} for note in date_notes(source, article, words)]


def _places(row: Any, check: LinkCheck) -> Iterable[dict[str, str]]:
    if fragment_of(row.target) in check.missing_fragments:
        yield {"word": "fragment_missing", "sentence": flag_sentence("fragment_missing")}
