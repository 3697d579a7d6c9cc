"""After each look: what changed since somebody relied on a page, and whether the quoted words stand in it."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.checking.files import picture
from tests.checking.web import Web, answer, page, running
from tests.factories import Cast, claims_of, evidence_on, hang_link, plain_article, revise, split_article
from verify.jobs.checking import check_links
from verify.jobs.keeping import keep_links
from verify.models import Article, Claim, Evidence, Flag, Link, LinkCheck, QuoteCheck, Snapshot
from verify.services.flagging import dismiss_flag
from verify.services.keeping import keep_copy
from verify.services.reviewing import NewEvidence, add_evidence, check_again

pytestmark = pytest.mark.django_db
SAID = (
    "The port of Nordhavn reopened on Tuesday after a storm closed it for three days, the port authority said.",
    "“We lost two cranes, but nobody was hurt,” said port director Anna Wester in the town hall on Monday.",
    "The insurer counted 12 berths that cannot be used before the summer, and nine ships waited outside.",
)


def story(*said: str, views: int = 10) -> bytes:
    body = "".join(f"<p>{each}</p>" for each in said)
    return page(
        f"<nav><a href=/>Home</a> <a href=/w>Weather</a></nav><article><h1>Harbour reopens</h1>{body}"
        f"<p>{views} views</p></article><footer>Nordhavn Post</footer>",
        "Harbour reopens",
    )


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with running(Web()) as started:
        settings.FETCH_ALLOW = [started.allow]
        settings.FETCH_TIMEOUT = 10.0
        yield started


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


def relied_on(web: Web, claim: Claim, cast: Cast, path: str = "/story", quotation: str = "") -> Link:
    """The page as evidence on the claim, with its copy kept."""
    evidence = NewEvidence(web.url(path), "supports", quotation)
    piece = add_evidence(claim, cast.reviewer, evidence, idempotency_key=uuid.uuid4())
    assert piece.link is not None
    keep_links([piece.link.pk])
    return piece.link


def look_again(link: Link) -> None:
    check_again(link)
    check_links([link.pk])


def open_flags() -> list[Flag]:
    return list(Flag.objects.open().filter(kind="evidence_changed").order_by("claim"))


def test_a_change_of_a_figure_raises_a_flag_with_the_words_that_changed(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    web.add("/story", answer(200, story(SAID[0], SAID[1], SAID[2].replace("12 berths", "120 berths"))))
    look_again(link)
    [flag] = open_flags()
    assert (flag.claim, flag.link, flag.link_check) == (claim, link, LinkCheck.objects.latest("pk"))
    assert [(kind, text.strip()) for kind, text in flag.diff if kind in ("gone", "new")] == [
        ("gone", "12"),
        ("new", "120"),
    ]
    assert flag.snapshot == Snapshot.objects.earliest("pk")
    assert flag.words == claim.occurrences.get().spans
    assert "1 word went from the page and 1 came" in flag.reason
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unchecked", 0)


@pytest.mark.parametrize(
    "now",
    [
        story(*SAID, views=99_999),
        story(*(words.replace("“", '"').replace("”", '"').replace(" ", "  ") for words in SAID)),
        story(SAID[1], SAID[0], SAID[2]),
        story(*SAID).replace(b"Weather", b"Horoscope").replace(b"Nordhavn Post", b"Copyright 2026"),
    ],
    ids=["a counter", "quotation marks and spaces", "the order of paragraphs", "navigation and footer"],
)
def test_a_trivial_change_raises_nothing(web: Web, claim: Claim, cast: Cast, now: bytes) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    web.add("/story", answer(200, now))
    look_again(link)
    assert (open_flags(), Snapshot.objects.count(), LinkCheck.objects.count()) == ([], 1, 2)


def test_every_claim_that_uses_the_page_is_flagged_and_no_other(web: Web, article: Article, cast: Cast) -> None:
    first, second, third = claims_of(article)
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, second, cast)
    hang_link(article, link)
    elsewhere = claims_of(plain_article(cast.editor, title="Another article"))[2]
    evidence_on(elsewhere, cast.reviewer, source=link.url)
    web.add("/story", answer(200, story(SAID[0], SAID[2])))
    look_again(link)
    assert [flag.claim for flag in open_flags()] == [first, second, elsewhere]
    assert not third.flags.exists()


def test_the_flag_goes_when_the_page_says_again_what_it_said(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    web.add("/story", answer(200, story(*SAID[:2])))
    look_again(link)
    look_again(link)
    assert len(open_flags()) == Flag.objects.count() == 1
    web.add("/story", answer(200, story(*SAID)))
    look_again(link)
    assert [flag.state for flag in Flag.objects.all()] == ["resolved"]


def test_a_dismissed_change_stays_dismissed_until_the_page_changes_again(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    web.add("/story", answer(200, story(*SAID[:2])))
    look_again(link)
    dismiss_flag(open_flags()[0], cast.reviewer, "The berths are no part of the claim.")
    look_again(link)
    assert open_flags() == []
    web.add("/story", answer(200, story(SAID[0])))
    look_again(link)
    assert len(open_flags()) == 1


def test_newer_evidence_rests_on_what_the_page_says_now(web: Web, article: Article, cast: Cast) -> None:
    first, second, _third = claims_of(article)
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, first, cast)
    relied_on(web, second, cast)
    web.add("/story", answer(200, story(*SAID[:2])))
    look_again(link)
    assert [flag.claim for flag in open_flags()] == [first, second]
    relied_on(web, second, cast)
    assert [flag.claim for flag in open_flags()] == [first]


def test_what_the_page_says_now_is_kept_too_once_for_each_change(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    for said in (SAID[:2], SAID[:2], SAID[:1]):
        web.add("/story", answer(200, story(*said)))
        look_again(link)
    assert [row.occasion for row in Snapshot.objects.order_by("pk")] == ["relied_on", "changed", "changed"]
    assert SAID[1] not in Snapshot.objects.latest("pk").text


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_page_that_does_not_answer_has_not_changed(web: Web, claim: Claim, cast: Cast, status: int) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    web.add("/story", answer(status, page("Sorry")))
    look_again(link)
    assert open_flags() == []


def test_another_picture_at_the_same_address_is_a_change(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/pier.jpg", answer(200, picture(), content_type="image/jpeg"))
    link = relied_on(web, claim, cast, "/pier.jpg")
    look_again(link)
    assert open_flags() == []
    web.add("/pier.jpg", answer(200, picture(quality=20), content_type="image/jpeg"))
    look_again(link)
    [flag] = open_flags()
    assert (flag.diff, "not the one that was kept" in flag.reason) == ([], True)


def test_a_claim_that_left_the_text_is_not_flagged(web: Web, cast: Cast) -> None:
    article = split_article(cast.editor, "Nine boats left on Monday.\n\nTwo cranes fell on Tuesday.", "a.md")
    gone, _stays = claims_of(article)
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, gone, cast)
    revise(article, cast.editor, "Two cranes fell on Tuesday.", "a.md")
    web.add("/story", answer(200, story(*SAID[:2])))
    look_again(link)
    assert open_flags() == []


def test_a_copy_that_somebody_asked_for_is_compared_too(web: Web, article: Article, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = Link.objects.create(url=web.url("/story"), digest="x" * 64, host="127.0.0.1")
    hang_link(article, link)
    check_links([link.pk])
    link.refresh_from_db()
    keep_copy(link, cast.reviewer)
    keep_links([link.pk])
    web.add("/story", answer(200, story(*SAID[:2])))
    look_again(link)
    assert [flag.claim for flag in open_flags()] == [claims_of(article)[0]]


@pytest.mark.parametrize(
    ("quotation", "result", "passage"),
    [
        ("We lost two cranes, but nobody was hurt", "verbatim", "We lost two cranes, but nobody was hurt"),
        ('"WE LOST  two cranes, but nobody was hurt."', "verbatim", "We lost two cranes, but nobody was hurt"),
        ("We lost three cranes, but nobody was hurt", "different", "We lost two cranes, but nobody was hurt"),
        ("The mayor resigned over the affair at once", "missing", ""),
    ],
)
def test_the_quotation_of_a_piece_of_evidence_is_looked_up(
    web: Web, claim: Claim, cast: Cast, quotation: str, result: str, passage: str
) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast, quotation=quotation)
    row = QuoteCheck.objects.get()
    assert (row.claim, row.link, row.evidence, row.result) == (claim, link, Evidence.objects.get(), result)
    assert row.passage.strip(",") == passage
    assert row.snapshot == Snapshot.objects.get()
    if row.start is not None and row.snapshot is not None:
        assert row.snapshot.text[row.start : row.end] == row.passage


def test_an_answer_is_written_again_only_when_it_is_another(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast, quotation="We lost two cranes, but nobody was hurt")
    look_again(link)
    assert QuoteCheck.objects.count() == 1
    web.add("/story", answer(200, story(SAID[0], SAID[1].replace("two cranes", "three cranes"))))
    look_again(link)
    assert [row.result for row in QuoteCheck.objects.order_by("pk")] == ["verbatim", "different"]


def test_the_words_a_claim_quotes_are_looked_up_in_the_page_it_links_to(web: Web, cast: Cast) -> None:
    url = web.add("/story", answer(200, story(*SAID)))
    text = f'"We lost two cranes, but nobody was hurt," said port director Anna Wester, [the Post]({url}) reported.'
    article = split_article(cast.editor, text, "a.md")
    check_links([Link.objects.get().pk])
    row = QuoteCheck.objects.get()
    assert (row.claim.article, row.evidence, row.snapshot) == (article, None, None)
    assert (row.result, row.passage) == ("verbatim", "We lost two cranes, but nobody was hurt")


def test_a_look_is_stored_even_where_the_page_cannot_be_compared(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, story(*SAID)))
    link = relied_on(web, claim, cast)
    web.add("/story", answer(200, story(*SAID[:2])))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE verify_flag ADD CONSTRAINT not_now CHECK (id < 0)")
        look_again(link)
        assert (LinkCheck.objects.count(), Flag.objects.count()) == (2, 0)
        cursor.execute("ALTER TABLE verify_flag DROP CONSTRAINT not_now")
    look_again(link)
    assert len(open_flags()) == 1
