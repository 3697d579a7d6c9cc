"""Comments on a claim: who may write them, what they remember, whom they may name, and their settling."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from tests.factories import Cast, claims_of, plain_article, revise, said_on, settled, split_article
from verify.models import Article, Change, Claim, Comment, Person
from verify.services.commenting import comment_on, settle_comment
from verify.services.errors import Refused

pytestmark = pytest.mark.django_db
CANNOT = "cannot be mentioned here"


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor))[0]


def names(comment: Comment) -> set[str]:
    return set(comment.mentioned.values_list("username", flat=True))


def test_a_comment_keeps_its_author_its_time_and_the_wording_they_saw(cast: Cast) -> None:
    article = split_article(cast.editor, "The council closed nine bridges on Monday.\n", "a.md")
    claim = claims_of(article)[0]
    seen = claim.occurrences.get()
    comment = said_on(claim, cast.reviewer, "  Nine, or ten? ")
    revise(article, cast.editor, "The council closed ten bridges on Monday.\n", "a.md")
    assert claim.occurrences.count() == 2
    late = comment_on(claim, cast.reviewer2, "I read the old one.", seen=seen.pk, idempotency_key=uuid.uuid4())
    new = said_on(claim, cast.reviewer2, "Ten it is.")
    assert (comment.text, comment.author, comment.wording) == ("Nine, or ten?", cast.reviewer, seen.text)
    assert comment.created_at is not None
    assert (late.occurrence, late.wording) == (seen, seen.text)
    assert "ten" in new.wording


def test_a_wording_of_another_claim_is_not_what_was_seen(cast: Cast) -> None:
    first, second, _third = claims_of(plain_article(cast.editor))
    comment = comment_on(first, cast.reviewer, "Hm.", seen=second.occurrences.get().pk, idempotency_key=uuid.uuid4())
    assert comment.occurrence == first.occurrences.get()
    with pytest.raises(IntegrityError, match="wording of its own claim"), transaction.atomic():
        Comment.objects.create(
            claim=first, author=cast.reviewer, text="Hm.", occurrence=second.occurrences.get(), wording="x",
            idempotency_key=uuid.uuid4(),
        )  # fmt: skip


def test_a_viewer_comments_neither_here_nor_past_the_program(claim: Claim, cast: Cast) -> None:
    with pytest.raises(Refused, match="Only reviewers"):
        said_on(claim, cast.viewer)
    with pytest.raises(IntegrityError, match="only reviewers and editors comment"), transaction.atomic():
        Comment.objects.create(
            claim=claim, author=cast.viewer, text="Hm.", occurrence=claim.occurrences.get(), wording="x",
            idempotency_key=uuid.uuid4(),
        )  # fmt: skip
    assert not Comment.objects.exists()


def test_a_comment_without_words_is_refused(claim: Claim, cast: Cast) -> None:
    with pytest.raises(Refused, match="needs words"):
        said_on(claim, cast.reviewer, " \n ")


def test_a_form_that_is_sent_twice_is_one_comment(claim: Claim, cast: Cast) -> None:
    key = uuid.uuid4()
    first = comment_on(claim, cast.reviewer, "Who counted?", idempotency_key=key)
    assert comment_on(claim, cast.reviewer, "Who counted?", idempotency_key=key) == first
    assert Comment.objects.count() == 1
    with pytest.raises(Refused, match="used for something else"):
        comment_on(claim, cast.reviewer2, "Who counted?", idempotency_key=key)


@pytest.mark.parametrize(
    ("text", "tell", "wanted"),
    [
        ("Ask @editor.", "", {"editor"}),
        ("@Reviewer2, (@viewer)", "", {"reviewer2", "viewer"}),
        ("Look.", "editor, @viewer", {"editor", "viewer"}),
        ("@editor and @editor", "editor", {"editor"}),
        ("Write to desk@editor.example or see https://127.0.0.1/@nobody", "", set()),
    ],
)
def test_people_are_named_with_an_at_or_in_the_field_beside(
    claim: Claim, cast: Cast, text: str, tell: str, wanted: set[str]
) -> None:
    assert names(said_on(claim, cast.reviewer, text, tell)) == wanted


def refusal_of(claim: Claim, person: Person, name: str) -> str:
    with pytest.raises(Refused, match=CANNOT) as refused:
        said_on(claim, person, f"Look, @{name}.")
    return str(refused.value).replace(name, "…")


def test_who_may_not_see_the_article_is_refused_in_the_words_that_meet_a_name_nobody_has(cast: Cast) -> None:
    article = plain_article(cast.editor)
    Article.objects.filter(pk=article.pk).update(restricted=True)
    article.people.add(cast.editor, cast.reviewer)
    claim = Claim.objects.filter(article=article).select_related("article").earliest("pk")
    said = {refusal_of(claim, cast.reviewer, name) for name in ("outsider", "admin", "nobody-at-all")}
    assert len(said) == 1
    assert "restrict" not in said.pop()
    assert names(said_on(claim, cast.reviewer, "Look, @editor.")) == {"editor"}
    assert Comment.objects.count() == 1


def test_who_was_deactivated_is_not_mentioned(claim: Claim, cast: Cast) -> None:
    Person.objects.filter(username="editor").update(is_active=False)
    refusal_of(claim, cast.reviewer, "editor")


def test_a_comment_is_resolved_and_taken_up_again_by_name_each_once(claim: Claim, cast: Cast) -> None:
    comment = said_on(claim, cast.reviewer)
    assert not comment.is_resolved
    settled(comment, cast.editor)
    assert settle_comment(comment, cast.reviewer2, "resolve", idempotency_key=uuid.uuid4()) is None
    assert Comment.objects.get().is_resolved
    settled(comment, cast.reviewer, "reopen")
    assert not Comment.objects.get().is_resolved
    assert [(act.person, act.act) for act in comment.acts.all()] == [
        (cast.editor, "resolve"),
        (cast.reviewer, "reopen"),
    ]


def test_a_viewer_settles_nothing(claim: Claim, cast: Cast) -> None:
    comment = said_on(claim, cast.reviewer)
    with pytest.raises(Refused, match="Only reviewers"):
        settle_comment(comment, cast.viewer, "resolve", idempotency_key=uuid.uuid4())
    assert not comment.acts.exists()


def test_open_pages_hear_of_a_comment_and_of_its_settling(claim: Claim, cast: Cast) -> None:
    comment = said_on(claim, cast.reviewer)
    settled(comment, cast.editor)
    assert list(Change.objects.filter(claim=claim).values_list("claim", "kind")) == [(claim.pk, "talk")] * 2
