"""Rows of history are written once: the model refuses to change them, and so does the database whoever asks it."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from verify.models import (
    AcceptedRisk,
    ArchiveCopy,
    Assignment,
    ClaimEdit,
    Clearance,
    Comment,
    CommentAct,
    CommentMention,
    Evidence,
    HistoryIsFixed,
    LinkCheck,
    MediaCheck,
    Overruling,
    QuoteCheck,
    Review,
    ReviewEvidence,
    Revision,
    SignOff,
    Snapshot,
    StoredFile,
)
from verify.models.history import AppendOnly

from .conftest import Past

# One column of each table that somebody could wish to correct, and what they would write.
HISTORY: list[tuple[type[AppendOnly], str, str]] = [
    (Review, "note", "I never said that."),
    (ReviewEvidence, "evidence_id", "1"),
    (Evidence, "quotation", "Better words."),
    (LinkCheck, "outcome", "broken"),
    (MediaCheck, "problems", "[]"),
    (ClaimEdit, "note", "Somebody else did it."),
    (Snapshot, "text", "The harbour never closed."),
    (ArchiveCopy, "address", "http://127.0.0.1:9/elsewhere"),
    (QuoteCheck, "quote", "We lost nothing"),
    (Overruling, "outcome", "broken"),
    (SignOff, "answer", "returned"),
    (Clearance, "note", "All was well."),
    (AcceptedRisk, "reason", "Nobody will notice."),
    (Assignment, "act", "released"),
    (Comment, "text", "I never asked."),
    (CommentMention, "person_id", "1"),
    (CommentAct, "act", "reopen"),
]
TABLES = [model for model, _column, _value in HISTORY]


def name_of(model: object) -> str | None:
    return model.__name__ if isinstance(model, type) else None


def rows_of(model: type[AppendOnly]) -> "models.QuerySet[Any]":
    return model._default_manager.order_by("pk")


def test_the_tables_tested_here_are_all_that_call_themselves_append_only() -> None:
    assert set(AppendOnly.__subclasses__()) == set(TABLES)


@pytest.mark.parametrize(("model", "column", "value"), HISTORY, ids=name_of)
def test_the_database_refuses_to_change_a_row_of_history(
    past: Past, model: type[AppendOnly], column: str, value: str
) -> None:
    before = list(rows_of(model).values())
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s", [value])
    assert before
    assert list(rows_of(model).values()) == before


@pytest.mark.parametrize("model", TABLES, ids=name_of)
def test_the_database_refuses_to_delete_a_row_of_history(past: Past, model: type[AppendOnly]) -> None:
    before = rows_of(model).count()
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
    assert rows_of(model).count() == before > 0


@pytest.mark.parametrize("model", TABLES, ids=name_of)
def test_a_row_of_history_can_be_neither_saved_again_nor_deleted(past: Past, model: type[AppendOnly]) -> None:
    row = rows_of(model)[0]
    for change in (row.save, row.delete):
        with pytest.raises(HistoryIsFixed, match="is history"):
            change()
    assert rows_of(model).filter(pk=row.pk).exists()


@pytest.mark.parametrize(("model", "column", "value"), HISTORY, ids=name_of)
def test_a_queryset_of_history_refuses_to_change_or_delete(
    past: Past, model: type[AppendOnly], column: str, value: str
) -> None:
    rows = rows_of(model)
    before = list(rows.values())
    with pytest.raises(HistoryIsFixed):
        rows.update(**{column: value})
    with pytest.raises(HistoryIsFixed):
        rows.bulk_update(list(rows), [column.removesuffix("_id")])
    with pytest.raises(HistoryIsFixed):
        rows.delete()
    assert list(rows.all().values()) == before


def test_an_upsert_is_no_way_round(past: Past) -> None:
    row = Review.objects.get(pk=past.review.pk)
    row.note = "I never said that."
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
        Review.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=["note"])
    assert Review.objects.get(pk=row.pk).note == past.review.note


def test_the_evidence_of_a_review_cannot_be_taken_from_under_it(past: Past) -> None:
    with pytest.raises((HistoryIsFixed, IntegrityError)), transaction.atomic():
        past.review.evidence.clear()
    assert past.review.evidence.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        "original = 'other bytes'",
        "sha256 = repeat('0', 64)",
        "number = 7",
        "uploaded_by_id = (SELECT id FROM verify_person WHERE username = 'viewer')",
        "uploaded_at = now() - interval '1 day'",
        "article_id = article_id + 1",
        "text = 'The council counted 900 boats.'",
        "split_state = 'pending'",
    ],
)
def test_what_was_uploaded_and_how_it_was_read_never_changes(past: Past, change: str) -> None:
    before = Revision.objects.values().get()
    with pytest.raises(IntegrityError, match="is fixed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE verify_revision SET {change}")
    assert Revision.objects.values().get() == before


def test_a_revision_is_never_deleted(past: Past) -> None:
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM verify_revision")
    assert Revision.objects.count() == 1


def test_stored_bytes_are_what_they_are_known_by_and_stay_so(past: Past) -> None:
    with pytest.raises(IntegrityError, match="storedfile_is_its_address"), transaction.atomic():
        StoredFile.objects.create(sha256="0" * 64, content=b"something else", size=14)
    for statement in ("UPDATE verify_storedfile SET content = 'forged'", "DELETE FROM verify_storedfile"):
        with pytest.raises(IntegrityError, match="is history"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert [bytes(row.content) for row in StoredFile.objects.filter(snapshots__isnull=False)] == [b"WARC/1.1"]
