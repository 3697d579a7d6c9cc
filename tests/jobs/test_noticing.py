"""What the program notices on an article: raised where it is so, nothing where it only looks so, gone when its cause is."""

import hashlib
import uuid
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    Cast,
    citing_claim,
    claims_of,
    decide,
    evidence_on,
    furnish,
    looked_at_link,
    plain_article,
    revise,
    revision_of,
    split_article,
    verdict,
)
from verify import tasks
from verify.flags import dismiss
from verify.jobs.noticing import compute_flags, flag_article
from verify.jobs.sweeping import find_overdue
from verify.models import Article, Claim, ClaimOccurrence, Flag, FlagRound, Hedge, LinkOccurrence, MediaCheck, MediaItem
from verify.services.editing import EditRequest, set_scope
from verify.services.reviewing import NewEvidence, add_evidence, review_claim, undo_last_review

pytestmark = pytest.mark.django_db


def look(article: Article) -> list[tuple[str, int | None]]:
    """Compute what is asked for; the open flags as (kind, number of the claim)."""
    flag_article(article.pk)
    assert not FlagRound.objects.filter(article=article).exists()
    article.refresh_from_db()
    numbers = {row.claim_id: row.number for row in revision_of(article).occurrences.all()}
    flags = Flag.objects.open().filter(article=article).exclude(kind="placeholder_link").order_by("pk")
    return [(flag.kind, numbers[flag.claim_id] if flag.claim_id else None) for flag in flags]


def support(claim: Claim, cast: Cast, *sources: str) -> None:
    for source in sources:
        evidence_on(claim, cast.reviewer, source=source)
    review_claim(claim, cast.reviewer, verdict(claim, "verified"))


def open_flag() -> Flag:
    return Flag.objects.open().exclude(kind="placeholder_link").get()


def words_of(flag: Flag) -> list[str]:
    text = revision_of(flag.article).text
    return [text[start:end] for start, end in flag.words]


def hedged(claim: Claim, hedge_class: str = "unverifiable") -> None:
    row = claim.occurrences.get()
    text = row.text[:11]
    hedge = Hedge.objects.create(
        revision=row.revision, start=row.start, end=row.start + 11, text=text, hedge_class=hedge_class
    )
    hedge.occurrences.add(row)


def test_a_verified_claim_that_says_it_could_not_be_verified_is_flagged_until_the_verdict_goes(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[1]
    hedged(claim)
    assert look(article) == []
    support(claim, cast, "I read the minutes.")
    assert look(article) == [("hedged_but_verified", 2)]
    assert words_of(open_flag()) == ["The council"]
    undo_last_review(article, cast.reviewer, idempotency_key=uuid.uuid4())
    assert look(article) == []
    assert Flag.objects.get().state == "resolved"


@pytest.mark.parametrize("other", ["unclear", "claimed", "appearance", "conditional", "approximate"])
def test_other_hedges_may_stand_on_a_verified_claim(cast: Cast, other: str) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[1]
    hedged(claim, other)
    support(claim, cast, "I read the minutes.")
    assert look(article) == []


def test_a_dismissed_flag_stays_dismissed_while_its_cause_is_the_same(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[1]
    hedged(claim)
    support(claim, cast, "I read the minutes.")
    look(article)
    dismiss(open_flag(), cast.reviewer, "The ministry confirmed it since.")
    evidence_on(claim, cast.reviewer, source="A second paper.")
    assert look(article) == []
    assert Flag.objects.count() == 1


def test_an_unverified_claim_in_the_papers_own_voice_is_flagged(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[0]
    review_claim(claim, cast.reviewer, verdict(claim))
    assert look(article) == [("unverified_but_flat", 1)]
    assert words_of(open_flag()) == ["The council counted 1 boats."]


def test_an_unverified_claim_that_is_limited_or_has_a_speaker_or_is_an_opinion_is_not(cast: Cast) -> None:
    article = plain_article(cast.editor, 4)
    citing_claim(article)
    claims = claims_of(article)
    hedged(claims[1], "appearance")
    ClaimOccurrence.objects.filter(claim=claims[2]).update(kind="opinion")
    claims[3].occurrences.get().passage.__class__.objects.filter(occurrences__claim=claims[3]).update(kind="quote")
    for claim in claims:
        review_claim(claim, cast.reviewer, verdict(claim))
    assert look(article) == []


def test_a_verified_claim_that_a_source_refutes_is_a_conflict_and_a_new_refutation_another_one(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[0]
    decide(claim, cast.reviewer, "verified")
    assert look(article) == [("conflict", 1)]
    dismiss(open_flag(), cast.reviewer, "That register is ten years old.")
    assert look(article) == []
    evidence_on(claim, cast.reviewer, "refutes", "The new register says otherwise.")
    assert look(article) == [("conflict", 1)]


def test_the_same_words_decided_differently_are_a_conflict_that_leads_to_the_other_place(cast: Cast) -> None:
    article = plain_article(cast.editor, wording=lambda index: "The pier is closed." if index != 1 else "It rains.")
    first, _other, third = claims_of(article)
    hedged(first, "appearance")
    hedged(third, "appearance")
    support(third, cast, "I read the minutes.")
    assert look(article) == []
    review_claim(first, cast.reviewer, verdict(first))
    assert look(article) == [("conflict", 3)]
    assert open_flag().other_address == f"{article.get_absolute_url()}?claim={first.pk}#mark-{first.pk}"


def test_a_claim_of_the_dead_that_rests_on_one_site_is_flagged_until_a_second_source_comes(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[0]
    ClaimOccurrence.objects.filter(claim=claim).update(reasons=["names a number of casualties"])
    support(claim, cast, "http://www.port.example/a", "http://port.example/b")
    assert look(article) == [("single_source", 1)]
    assert "port.example" in open_flag().reason
    add_evidence(claim, cast.reviewer, NewEvidence("I called the hospital.", "supports"), idempotency_key=uuid.uuid4())
    assert look(article) == []


def test_a_harmless_claim_may_rest_on_one_source(cast: Cast) -> None:
    article = plain_article(cast.editor)
    support(claims_of(article)[0], cast, "http://port.example/a")
    assert look(article) == []


def test_a_reworded_claim_is_to_be_looked_at_again_through_later_revisions_until_somebody_does(cast: Cast) -> None:
    text = "The harbour of Nordhavn lost two cranes in the storm.\n\nThe ferry sailed on Monday.\n"
    article = split_article(cast.editor, text)
    claim = claims_of(article)[0]
    support(claim, cast, "I read the minutes.", "I saw it.")
    assert look(article) == []
    revise(article, cast.editor, text.replace("two cranes", "four cranes"))
    assert look(article) == [("needs_recheck", 1)]
    assert "Verified" in open_flag().reason
    revise(article, cast.editor, text.replace("two cranes", "four cranes") + "\nThe pier is open.\n")
    assert look(article) == [("needs_recheck", 1)]
    claim.refresh_from_db()
    review_claim(claim, cast.reviewer, verdict(claim, "verified"))
    assert look(article) == []


def test_a_reworded_claim_that_nobody_had_decided_is_not_flagged(cast: Cast) -> None:
    text = "The harbour of Nordhavn lost two cranes in the storm.\n"
    article = split_article(cast.editor, text)
    revise(article, cast.editor, text.replace("two", "four"))
    assert look(article) == []


def test_a_weekday_that_is_not_that_days_is_flagged_once_and_goes_with_the_words(cast: Cast) -> None:
    text = "# The pier\n\nMarch 14, 2025\n\nThe pier was closed on {}, March 12, by order of the council.\n"
    article = split_article(cast.editor, text.format("Tuesday"))
    assert look(article) == [("weekday_mismatch", 1)]
    assert words_of(open_flag()) == ["Tuesday, March 12"]
    assert "12 March 2025 was a Wednesday" in open_flag().reason
    revise(article, cast.editor, text.format("Wednesday"))
    assert look(article) == []


def test_the_same_thing_counted_twice_is_flagged_where_it_comes_second(cast: Cast) -> None:
    article = split_article(
        cast.editor,
        "Nine people drowned when the ferry capsized off Nordhavn.\n\nThe pier is closed.\n\n"
        "Eleven people drowned when the ferry capsized off Nordhavn.\n",
    )
    first, _pier, last = claims_of(article)
    assert look(article) == [("number_conflict", 3)]
    flag = open_flag()
    assert words_of(flag) == ["Eleven"]
    assert (flag.claim_id, flag.other_claim_id) == (last.pk, first.pk)
    edit = EditRequest(first, cast.editor, first.version, uuid.uuid4())
    set_scope(edit, out_of_scope=True, note="An old figure that the text itself corrects.")
    assert look(article) == []


def test_two_sources_that_count_differently_are_a_conflict_of_statements(cast: Cast) -> None:
    article = split_article(
        cast.editor,
        "Nine people drowned when the ferry capsized, the coast guard said.\n\n"
        "Eleven people drowned when the ferry capsized, the hospital said.\n",
    )
    assert look(article) == [("conflict", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people drowned off Nordhavn.\n\nEleven people were rescued off Nordhavn.\n",
        "Nine people drowned when a ferry capsized.\n\nAnother eleven people drowned when a ferry capsized.\n",
        "More than nine people drowned when a ferry capsized.\n\nEleven people drowned when a ferry capsized.\n",
        "Nine people drowned when a ferry capsized in Norway.\n\nTwo people drowned when a ferry capsized in Denmark.\n",
        "Of 11 people on the ferry 9 drowned.\n",
    ],
)
def test_figures_of_two_things_are_not_flagged(cast: Cast, text: str) -> None:
    assert look(split_article(cast.editor, text)) == []


MINISTER = "Interior Minister Maren Torkildsen closed the pier.\n\n{} said on Monday that it stays closed.\n"


def test_a_name_in_two_spellings_is_flagged_where_it_stands_less_often(cast: Cast) -> None:
    text = MINISTER.format("Torkildson") + "\nTorkildsen left the town on Tuesday.\n"
    article = split_article(cast.editor, text)
    assert look(article) == [("name_variant", 2)]
    flag = open_flag()
    assert words_of(flag) == ["Torkildson"]
    assert flag.other_claim_id == claims_of(article)[0].pk
    revise(article, cast.editor, text.replace("Torkildson", "Torkildsen"))
    assert look(article) == []


def test_a_name_that_the_archive_spells_otherwise_is_flagged_and_leads_there(cast: Cast) -> None:
    archive = split_article(cast.editor, MINISTER.format("Torkildsen"))
    article = split_article(cast.editor, "Maren Torkildson opened a school in Nordhavn.\n")
    assert look(archive) == []
    assert look(article) == [("name_variant", 1)]
    assert open_flag().other_address.startswith(f"{archive.get_absolute_url()}?claim={claims_of(archive)[0].pk}#")


def test_a_spelling_that_the_archive_knows_too_is_not_flagged(cast: Cast) -> None:
    split_article(cast.editor, MINISTER.format("Torkildsen"))
    split_article(cast.editor, "Maren Torkildson runs a bakery in Westholm.\n")
    article = split_article(cast.editor, "Maren Torkildson opened a school in Nordhavn.\n")
    assert look(article) == []


def test_nothing_is_learnt_of_restricted_articles_and_what_becomes_one_is_forgotten(cast: Cast) -> None:
    secret = split_article(cast.editor, MINISTER.format("Torkildsen"))
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    article = split_article(cast.editor, "Maren Torkildson opened a school in Nordhavn.\n")
    assert look(article) == []
    Article.objects.filter(pk=secret.pk).update(restricted=False)
    compute_flags(article)
    assert look(article) == [("name_variant", 1)]
    flag = open_flag()
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    assert Flag.objects.get(pk=flag.pk).other_address == ""
    assert look(article) == []


def test_a_restricted_article_is_compared_with_what_everybody_may_read(cast: Cast) -> None:
    split_article(cast.editor, MINISTER.format("Torkildsen"))
    article = split_article(cast.editor, "Maren Torkildson opened a school in Nordhavn.\n")
    Article.objects.filter(pk=article.pk).update(restricted=True)
    assert look(article) == [("name_variant", 1)]


def pictured(article: Article, caption: str, sha: str = "a", position: int = 0) -> None:
    """A picture of these bytes stands in the article, above this caption."""
    link = looked_at_link(f"http://127.0.0.1:9/{article.pk}-{position}.jpg")
    LinkOccurrence.objects.create(
        revision=revision_of(article), link=link, occurrence=revision_of(article).occurrences.first(),
        position=position, kind="image", target=link.url, start=0, end=11, caption=caption,
    )  # fmt: skip
    digest = hashlib.sha256(sha.encode()).hexdigest()
    kind = {"kind": "picture", "mime": "image/jpeg", "size": 9}
    item, _made = MediaItem.objects.get_or_create(sha256=digest, defaults=kind)
    assert link.latest_check is not None
    MediaCheck.objects.create(link=link, link_check=link.latest_check, item=item)


def test_a_picture_that_stood_above_another_caption_before_is_flagged(cast: Cast) -> None:
    earlier, article = plain_article(cast.editor), plain_article(cast.editor)
    pictured(earlier, "Boats in the harbour of Westholm.")
    pictured(article, "Soldiers leave the town of Carnford.")
    assert look(earlier) == []
    assert look(article) == [("media_reused", 1)]
    assert "Boats in the harbour of Westholm." in open_flag().reason
    assert open_flag().other_article == earlier
    Article.objects.filter(pk=earlier.pk).update(restricted=True)
    assert look(article) == []


@pytest.mark.parametrize(
    ("caption", "sha"),
    [
        ("Boats in the harbour of Westholm. Photo: Lena Brandt", "a"),
        ("boats in the harbour of “Westholm”", "a"),
        ("", "a"),
        ("Soldiers leave the town of Carnford.", "b"),
    ],
)
def test_a_picture_with_its_own_caption_or_of_other_bytes_is_not(cast: Cast, caption: str, sha: str) -> None:
    earlier, article = plain_article(cast.editor), plain_article(cast.editor)
    pictured(earlier, "Boats in the harbour of Westholm.")
    pictured(article, caption, sha)
    assert look(article) == []


def test_one_picture_twice_in_an_article_under_two_captions_is_flagged(cast: Cast) -> None:
    article = plain_article(cast.editor)
    pictured(article, "Boats in the harbour of Westholm.")
    pictured(article, "Soldiers leave the town of Carnford.", position=1)
    assert look(article) == [("media_reused", 1)]


def test_a_claim_out_of_scope_raises_nothing(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[0]
    review_claim(claim, cast.reviewer, verdict(claim))
    assert look(article) == [("unverified_but_flat", 1)]
    claim.refresh_from_db()
    edit = EditRequest(claim, cast.editor, claim.version, uuid.uuid4())
    set_scope(edit, out_of_scope=True, note="A forecast.")
    assert look(article) == []


def test_nothing_is_computed_where_nothing_was_asked_and_twice_is_once(cast: Cast) -> None:
    article = plain_article(cast.editor)
    claim = claims_of(article)[0]
    review_claim(claim, cast.reviewer, verdict(claim))
    assert look(article) == look(article) == [("unverified_but_flat", 1)]
    with CaptureQueriesContext(connection) as queries:
        flag_article(article.pk)
    assert not [query for query in queries if "verify_claim" in query["sql"]]


def test_the_sweeper_finds_what_a_lost_ring_left(cast: Cast, settings: Any) -> None:
    settings.JOB_PENDING_TOO_LONG = -1.0
    article = plain_article(cast.editor)
    assert find_overdue().articles == [article.pk]
    flag_article(article.pk)
    assert find_overdue().articles == []


def test_a_long_article_is_asked_about_no_more_often_than_a_short_one(cast: Cast) -> None:
    counts = {}
    for size in (10, 400):
        article = plain_article(cast.editor, size)
        furnish(article, cast.editor)
        for claim in claims_of(article)[:4]:
            review_claim(claim, cast.reviewer, verdict(claim))
        with CaptureQueriesContext(connection) as queries:
            compute_flags(article)
        counts[size] = len(queries)
    assert len(set(counts.values())) == 1, counts


def test_an_article_whose_flags_take_too_long_is_not_asked_for_again_until_something_happens(cast: Cast) -> None:
    article = plain_article(cast.editor, 40)
    decide(claims_of(article)[0], cast.reviewer, "verified")

    def too_long(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """The limit of a worker's job comes in the middle of the work."""
        if "verify_hedge" in sql:
            raise SoftTimeLimitExceeded
        return execute(sql, params, many, context)

    with connection.execute_wrapper(too_long):
        tasks.flag_article(article.pk)
    assert not Flag.objects.filter(kind="single_source").exists()
    assert not FlagRound.objects.filter(article=article).exists()
    decide(claims_of(article)[1], cast.reviewer, "verified")
    assert FlagRound.objects.filter(article=article).exists()
