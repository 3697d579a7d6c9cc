"""A split revision is stored as a whole or not at all."""

import hashlib
import re

import pytest
from django.db import DatabaseError, connection

from tests.factories import HARBOUR, Cast, decide, revise, split_article
from verify.jobs.splitting import split_revision
from verify.jobs.storing import known_links
from verify.models import (
    Article,
    Attribution,
    Claim,
    ClaimOccurrence,
    Hedge,
    Link,
    LinkOccurrence,
    Passage,
    Review,
    Revision,
)
from verify.services.intake import Details, Upload, upload_article, upload_revision

STORED = (Passage, Attribution, Claim, ClaimOccurrence, Hedge, Link, LinkOccurrence, Review)
LATER = HARBOUR.replace("Nine ships", "Ten ships").replace("4 million", "40 million")

# What the tables refuse is refused in the middle of storing: after claims and passages, before the last link.
BREAK = """
CREATE FUNCTION the_disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER the_disk_is_full BEFORE INSERT ON verify_{table} FOR EACH ROW EXECUTE FUNCTION the_disk_is_full();
"""


def fill_the_disk(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BREAK.format(table=table))


def free_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION the_disk_is_full() CASCADE")


def rows() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in STORED}


@pytest.mark.parametrize("table", ["passage", "attribution", "claimoccurrence", "link", "linkoccurrence"])
def test_nothing_half_written_stays_when_a_first_revision_cannot_be_stored(cast: Cast, table: str) -> None:
    article = upload_article(cast.editor, Upload(HARBOUR.encode(), "harbour.md"), Details()).article
    revision = article.revisions.get()
    fill_the_disk(table)
    with pytest.raises(DatabaseError, match="No space left"):
        split_revision(revision.pk)
    assert set(rows().values()) == {0}
    revision.refresh_from_db()
    article.refresh_from_db()
    assert (revision.split_state, revision.split_attempts, revision.text) == ("running", 1, "")
    assert (article.current_revision, article.title) == (None, "")


def test_after_three_attempts_the_upload_waits_for_a_person_with_a_reason(cast: Cast) -> None:
    article = upload_article(cast.editor, Upload(HARBOUR.encode(), "harbour.md"), Details()).article
    revision = article.revisions.get()
    fill_the_disk("passage")
    for _attempt in range(2):
        with pytest.raises(DatabaseError):
            split_revision(revision.pk)
    split_revision(revision.pk)
    revision.refresh_from_db()
    assert (revision.split_state, revision.split_attempts) == ("failed", 3)
    assert "The upload is kept" in revision.split_error
    assert "disk" not in revision.split_error
    assert bytes(revision.original) == HARBOUR.encode()
    split_revision(revision.pk)
    revision.refresh_from_db()
    assert revision.split_attempts == 3


@pytest.mark.parametrize("table", ["passage", "review", "linkoccurrence"])
def test_a_revision_that_cannot_be_stored_leaves_verdicts_and_the_current_revision_alone(
    cast: Cast, table: str
) -> None:
    article = split_article(cast.editor)
    first = article.current_revision
    claim = Claim.objects.get(occurrences__text__startswith="Nine ships")
    decide(claim, cast.reviewer, "verified")
    before = rows()
    revision = upload_revision(article, cast.editor, Upload(LATER.encode(), "harbour.md"))
    fill_the_disk(table)
    with pytest.raises(DatabaseError, match="No space left"):
        split_revision(revision.pk)
    assert rows() == before
    article.refresh_from_db()
    claim.refresh_from_db()
    assert article.current_revision == first
    assert (claim.status, claim.version) == ("verified", 1)
    free_the_disk()
    split_revision(revision.pk)
    article.refresh_from_db()
    claim.refresh_from_db()
    assert article.current_revision == revision
    assert (claim.status, claim.version) == ("unchecked", 2)


def test_a_revision_that_is_split_is_not_split_again(cast: Cast) -> None:
    article = split_article(cast.editor)
    before = rows()
    assert split_revision(article.revisions.get().pk).links == []
    assert rows() == before


def test_each_wording_is_the_words_at_its_spans(cast: Cast) -> None:
    article = split_article(cast.editor)
    assert article.current_revision is not None
    text = article.current_revision.text
    occurrences = list(article.current_revision.occurrences.select_related("passage"))
    assert len(occurrences) == 7
    for row in occurrences:
        for start, end in row.spans:
            assert set(re.findall(r"\w+", text[start:end].lower())) <= set(re.findall(r"\w+", row.text.lower()))
        assert row.passage is not None
        assert row.passage.start <= row.start < row.end <= row.passage.end
    assert [row.position for row in occurrences] == list(range(7))


def test_who_says_it_is_stored_with_the_claim_that_cites(cast: Cast) -> None:
    split_article(cast.editor)
    cited = ClaimOccurrence.objects.get(attribution__isnull=False)
    assert cited.attribution is not None
    assert (cited.attribution.speaker_text, cited.attribution.cue_text) == ("port director Anna Wester", "said")
    assert cited.claim.attribution_status == "unchecked"
    assert set(Claim.objects.exclude(pk=cited.claim_id).values_list("attribution_status", flat=True)) == {None}


def test_links_are_stored_where_they_stand_and_a_placeholder_has_nothing_to_ask(cast: Cast) -> None:
    split_article(cast.editor)
    placeholder, report = LinkOccurrence.objects.order_by("position")
    assert (placeholder.kind, placeholder.anchor, placeholder.link) == ("placeholder", "was put", None)
    assert placeholder.occurrence is not None
    assert placeholder.occurrence.text == "The damage was put at 4 million euros."
    assert report.link is not None
    assert (report.kind, report.anchor, report.link.url) == ("link", "report", "http://127.0.0.1:9/report")
    assert report.link.digest == hashlib.sha256(b"http://127.0.0.1:9/report").hexdigest()


def test_only_links_that_nobody_has_looked_at_are_rung_for(cast: Cast) -> None:
    article = split_article(cast.editor)
    link = Link.objects.get()
    assert link.check_state == "pending"
    Link.objects.update(check_state="done")
    later = upload_revision(
        article, cast.editor, Upload(LATER.encode() + b"\n[Map](http://127.0.0.1:9/map) shows it.\n")
    )
    assert split_revision(later.pk).links == [Link.objects.get(url__endswith="map").pk]


def test_one_address_in_several_spellings_is_one_link(db: None) -> None:
    known = known_links(["http://127.0.0.1:80/a", "HTTP://127.0.0.1/a", "tel:+4712345", "http://127.0.0.1/b"])
    assert len(known) == 4
    assert known["http://127.0.0.1:80/a"] == known["HTTP://127.0.0.1/a"]
    assert Link.objects.count() == 3
    assert known_links(["http://127.0.0.1/a"]) == {"http://127.0.0.1/a": known["HTTP://127.0.0.1/a"]}


def test_what_the_text_says_of_itself_fills_what_nobody_typed(cast: Cast) -> None:
    article = split_article(cast.editor)
    assert (article.title, article.byline) == ("Harbour reopens after the storm", "Lena Brandt")
    assert str(article.published_on) == "2025-03-12"


def test_a_later_revision_does_not_override_what_an_editor_corrected(cast: Cast) -> None:
    article = split_article(cast.editor)
    Article.objects.filter(pk=article.pk).update(title="Corrected", byline="The desk")
    revise(article, cast.editor, LATER)
    assert (article.title, article.byline) == ("Corrected", "The desk")


def test_a_text_that_cannot_be_read_fails_at_once_with_what_to_do(cast: Cast) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    article = upload_article(cast.editor, Upload(picture, "boats.txt"), Details()).article
    split_revision(article.revisions.get().pk)
    revision = Revision.objects.get()
    assert (revision.split_state, revision.split_attempts) == ("failed", 1)
    assert revision.split_error.endswith(".")
    assert bytes(revision.original) == picture
