"""A new revision meets the verdicts of the old one, from the uploaded bytes to the rows of history."""

import pytest

from tests.factories import Cast, decide, evidence_on, revise, settle, split_article
from verify.jobs.splitting import split_revision
from verify.models import Article, Claim, ClaimOccurrence, Review, Revision
from verify.services.intake import Upload, upload_revision

SHIPS = "Nine ships waited outside the breakwater."
KILLED = "The storm killed 10 civilians in the old town."
FERRY = "The ferry to Lindholm sailed at noon on Thursday."
COUNCIL = "The council closed three bridges after the flood."
TEXT = [SHIPS, KILLED, FERRY, COUNCIL]


def written(sentences: list[str]) -> str:
    """An article of one paragraph for each sentence."""
    return "\n\n".join(sentences) + "\n"


@pytest.fixture
def article(cast: Cast) -> Article:
    return split_article(cast.editor, written(TEXT), "storm.md")


def standing(revision: Revision | None) -> dict[str, ClaimOccurrence]:
    """{wording: its occurrence} of one revision."""
    rows = ClaimOccurrence.objects.filter(revision=revision).select_related("claim")
    return {row.text: row for row in rows}


def claim_of(article: Article, wording: str) -> Claim:
    return standing(article.current_revision)[wording].claim


def counts(revision: Revision) -> tuple[int, int, int, int]:
    return (revision.kept, revision.changed, revision.added, revision.removed)


def test_the_article_of_these_tests_has_one_claim_for_each_sentence(article: Article) -> None:
    assert list(standing(article.current_revision)) == TEXT
    assert article.current_revision is not None
    assert counts(article.current_revision) == (0, 0, 4, 0)


def test_equal_wording_keeps_claim_verdict_evidence_and_history(article: Article, cast: Cast) -> None:
    claim = claim_of(article, SHIPS)
    review = decide(claim, cast.reviewer, "verified")
    pieces = list(claim.evidence.all())
    revision = revise(article, cast.editor, written([*TEXT, "Two cranes fell into the sea."]))
    settle()
    kept = standing(revision)[SHIPS]
    assert kept.claim == claim
    assert (kept.origin, kept.claim.status, kept.claim.version) == ("equal", "verified", 1)
    assert list(kept.claim.evidence.all()) == pieces
    assert list(kept.claim.reviews.all()) == [review]
    assert counts(revision) == (4, 0, 1, 0)


@pytest.mark.parametrize(
    "typography",
    [
        "Nine  ships waited outside the breakwater.",
        "Nine ships *waited* outside the breakwater.",
        "Nine ships waited\noutside the breakwater.",
    ],
)
def test_typography_is_not_wording(article: Article, cast: Cast, typography: str) -> None:
    claim = claim_of(article, SHIPS)
    decide(claim, cast.reviewer, "verified")
    revision = revise(article, cast.editor, written([typography, *TEXT[1:]]))
    assert counts(revision) == (4, 0, 0, 0)
    claim.refresh_from_db()
    assert (claim.status, claim.version, claim.reviews.count()) == ("verified", 1, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (KILLED, "The storm killed 100 civilians in the old town."),
        (KILLED, "The storm killed 10 soldiers in the old town."),
        (SHIPS, "Nine ships waited inside the breakwater."),
        (FERRY, "The ferry to Lindholm sailed at noon on Tuesday."),
        (FERRY, "The ferry to Lindholm never sailed at noon on Thursday."),
    ],
)
@pytest.mark.parametrize("status", ["verified", "unverified", "disputed"])
def test_a_changed_word_or_figure_never_carries_a_verdict(
    article: Article, cast: Cast, old: str, new: str, status: str
) -> None:
    claim = claim_of(article, old)
    first = decide(claim, cast.reviewer, status)
    revision = revise(article, cast.editor, written([new if sentence == old else sentence for sentence in TEXT]))
    settle()
    row = standing(revision)[new]
    assert row.claim == claim
    assert (row.origin, row.claim.status, row.claim.version, row.needs_recheck) == ("reworded", "unchecked", 2, True)
    assert counts(revision) == (3, 1, 0, 0)
    reset = claim.reviews.latest("claim_version")
    assert list(claim.reviews.all()) == [first, reset]
    assert (reset.act, reset.old_status, reset.new_status) == ("rewording", status, "unchecked")
    assert (reset.reviewer, reset.occurrence, reset.wording) == (cast.editor, row, new)
    assert reset.note == "The wording changed in revision 2."
    assert first.wording == old
    assert claim.evidence.count() == 2


def test_a_reworded_claim_that_nobody_decided_moves_on_so_that_no_form_saves_over_it(
    article: Article, cast: Cast
) -> None:
    claim = claim_of(article, KILLED)
    revise(article, cast.editor, written([SHIPS, KILLED.replace("10", "100"), FERRY, COUNCIL]))
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unchecked", 1)
    assert not Review.objects.exists()


def test_both_tracks_of_a_reworded_claim_are_unchecked_again(cast: Cast) -> None:
    said = "The harbour master Anna Wester said that nine ships waited outside the breakwater."
    article = split_article(cast.editor, written([said, *TEXT[1:]]), "storm.md")
    claim = claim_of(article, said)
    assert claim.cites
    decide(claim, cast.reviewer, "disputed", "substance")
    decide(claim, cast.reviewer, "verified", "attribution")
    revise(article, cast.editor, written([said.replace("nine", "ninety"), *TEXT[1:]]))
    settle()
    claim.refresh_from_db()
    assert (claim.status, claim.attribution_status, claim.version) == ("unchecked", "unchecked", 3)
    reset = claim.reviews.latest("claim_version")
    assert (reset.scope, reset.old_status, reset.old_attribution_status) == ("both", "disputed", "verified")


def test_a_verdict_on_an_attribution_alone_is_voided_by_a_new_wording_too(cast: Cast) -> None:
    said = "The harbour master Anna Wester said that nine ships waited outside the breakwater."
    article = split_article(cast.editor, written([said, *TEXT[1:]]), "storm.md")
    claim = claim_of(article, said)
    decide(claim, cast.reviewer, "verified", "attribution")
    revise(article, cast.editor, written([said.replace("Anna", "Jana"), *TEXT[1:]]))
    settle()
    claim.refresh_from_db()
    assert (claim.status, claim.attribution_status) == ("unchecked", "unchecked")
    assert claim.reviews.latest("claim_version").act == "rewording"


def test_a_claim_that_moved_keeps_its_verdict_and_says_that_its_context_changed(article: Article, cast: Cast) -> None:
    claim = claim_of(article, COUNCIL)
    decide(claim, cast.reviewer, "verified")
    revision = revise(article, cast.editor, written([COUNCIL, SHIPS, KILLED, FERRY]))
    moved = standing(revision)[COUNCIL]
    assert moved.claim == claim
    assert (moved.origin, moved.claim.status, moved.claim.version) == ("context", "verified", 1)
    assert counts(revision) == (4, 0, 0, 0)


def test_a_claim_with_a_new_neighbour_says_that_its_context_changed(article: Article, cast: Cast) -> None:
    revision = revise(article, cast.editor, written([SHIPS, "Two cranes fell into the sea.", *TEXT[1:]]))
    origins = {wording: row.origin for wording, row in standing(revision).items()}
    assert origins == {
        SHIPS: "context",
        "Two cranes fell into the sea.": "new",
        KILLED: "context",
        FERRY: "equal",
        COUNCIL: "equal",
    }


def test_a_removed_claim_leaves_the_revision_and_keeps_its_history(article: Article, cast: Cast) -> None:
    claim = claim_of(article, FERRY)
    review = decide(claim, cast.reviewer, "disputed")
    revision = revise(article, cast.editor, written([SHIPS, KILLED, COUNCIL]))
    assert FERRY not in standing(revision)
    assert counts(revision) == (3, 0, 0, 1)
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("disputed", 1)
    assert list(claim.reviews.all()) == [review]
    assert claim.occurrences.get().revision.number == 1


def test_a_removed_wording_that_returns_brings_its_claim_back(article: Article, cast: Cast) -> None:
    claim = claim_of(article, FERRY)
    review = decide(claim, cast.reviewer, "disputed")
    revise(article, cast.editor, written([SHIPS, KILLED, COUNCIL]))
    revision = revise(article, cast.editor, written([SHIPS, KILLED, COUNCIL, FERRY]))
    back = standing(revision)[FERRY]
    assert back.claim == claim
    assert (back.origin, back.claim.status) == ("context", "disputed")
    assert list(back.claim.reviews.all()) == [review]
    assert Claim.objects.filter(article=article).count() == 4


def test_a_removed_claim_does_not_come_back_in_other_words(article: Article, cast: Cast) -> None:
    claim = claim_of(article, KILLED)
    decide(claim, cast.reviewer, "verified")
    revise(article, cast.editor, written([SHIPS, FERRY, COUNCIL]))
    other = KILLED.replace("10", "100")
    revision = revise(article, cast.editor, written([SHIPS, FERRY, COUNCIL, other]))
    row = standing(revision)[other]
    assert row.claim != claim
    assert (row.origin, row.claim.status) == ("new", "unchecked")


def test_where_two_wordings_are_about_equally_near_nothing_is_chosen_and_both_are_shown(
    article: Article, cast: Cast
) -> None:
    claim = claim_of(article, KILLED)
    decide(claim, cast.reviewer, "verified")
    near = [KILLED.replace("10", "20"), KILLED.replace("10", "30")]
    revision = revise(article, cast.editor, written([SHIPS, *near, FERRY, COUNCIL]))
    rows = standing(revision)
    for wording in near:
        assert rows[wording].claim != claim
        assert (rows[wording].origin, rows[wording].claim.status) == ("new", "unchecked")
        assert list(rows[wording].candidates.all()) == [claim]
    assert counts(revision) == (3, 0, 2, 1)
    claim.refresh_from_db()
    assert (claim.status, claim.version, claim.reviews.count()) == ("verified", 1, 1)


def test_kept_changed_new_and_removed_are_counted_each(article: Article, cast: Cast) -> None:
    texts = [SHIPS, KILLED.replace("10", "100"), FERRY, "Two cranes fell into the sea."]
    assert counts(revise(article, cast.editor, written(texts))) == (2, 1, 1, 1)


def test_a_verdict_of_the_third_revision_rests_on_its_own_wording(article: Article, cast: Cast) -> None:
    claim = claim_of(article, KILLED)
    decide(claim, cast.reviewer, "verified")
    for figure in ("100", "1000"):
        revise(article, cast.editor, written([SHIPS, KILLED.replace("10", figure), FERRY, COUNCIL]))
    review = decide(claim, cast.reviewer2, "disputed")
    assert review.wording == KILLED.replace("10", "1000")
    assert [row.act for row in claim.reviews.all()] == ["verdict", "rewording", "verdict"]
    claim.refresh_from_db()
    assert claim.version == 4


def test_the_wording_that_was_verified_and_stands_again_after_another_is_not_verified_by_itself(
    article: Article, cast: Cast
) -> None:
    claim = claim_of(article, KILLED)
    decide(claim, cast.reviewer, "verified")
    revise(article, cast.editor, written([SHIPS, KILLED.replace("10", "100"), FERRY, COUNCIL]))
    revise(article, cast.editor, written(TEXT))
    claim.refresh_from_db()
    assert claim.status == "unchecked"


def test_a_claim_decided_while_the_new_revision_is_read_is_reset_by_its_new_wording(
    article: Article, cast: Cast
) -> None:
    claim = claim_of(article, KILLED)
    text = written([SHIPS, KILLED.replace("10", "100"), FERRY, COUNCIL])
    revision = upload_revision(article, cast.editor, Upload(text.encode(), "storm.md"))
    decide(claim, cast.reviewer, "verified")
    split_revision(revision.pk)
    settle()
    claim.refresh_from_db()
    assert claim.status == "unchecked"
    assert [row.act for row in claim.reviews.all()] == ["verdict", "rewording"]


def test_evidence_stays_with_a_claim_through_every_wording(article: Article, cast: Cast) -> None:
    claim = claim_of(article, KILLED)
    piece = evidence_on(claim, cast.reviewer)
    revise(article, cast.editor, written([SHIPS, KILLED.replace("10", "100"), FERRY, COUNCIL]))
    assert list(claim.evidence.all()) == [piece]
