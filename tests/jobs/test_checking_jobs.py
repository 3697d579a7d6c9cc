"""The job that checks links, against a server of our own: what it stores, what it asks for and what it leaves alone."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from tests.checking.files import camera_exif, picture, video
from tests.checking.web import Web, answer, page, redirect, running
from tests.factories import Cast, split_article
from tests.jobs.processes import address_of_test_database, locks_held
from verify.doorbell import NOTE_REVISION
from verify.jobs import fetching
from verify.jobs.checking import check_links
from verify.jobs.leases import Lease
from verify.jobs.splitting import split_revision
from verify.jobs.storing import known_links
from verify.jobs.sweeping import find_overdue
from verify.models import Article, CheckState, Link, LinkCheck, LinkOccurrence, MediaCheck, MediaItem
from verify.services.articles import edit_details
from verify.services.intake import Details, Upload, upload_article
from verify.services.reviewing import check_again
from verify.tasks import note_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    """The only place that links may lead to in these tests."""
    with running(Web()) as started:
        settings.FETCH_ALLOW = [started.allow]
        settings.FETCH_TIMEOUT = 5.0
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = another_broker_prefix(settings)
        yield started


def another_broker_prefix(settings: Any) -> dict[str, Any]:
    """As on another desk: what one test did to 127.0.0.1 is forgotten in the next."""
    options: dict[str, Any] = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    return options | {"global_keyprefix": f"test-{uuid.uuid4().hex}:"}


def link_to(url: str) -> Link:
    return known_links([url])[url]


def checked(*urls: str) -> list[Link]:
    """The links of ``urls`` after one job, in that order."""
    check_links([link_to(url).pk for url in urls])
    return [Link.objects.select_related("latest_check").get(pk=link_to(url).pk) for url in urls]


def outcome(link: Link) -> str:
    assert link.latest_check is not None
    return link.latest_check.outcome


def test_a_check_is_one_dated_row_with_what_was_seen(web: Web) -> None:
    body = page("The harbour reopened.", "Harbour news")
    there = web.add("/there", answer(200, body))
    moved = web.add("/moved", redirect("/there"))
    gone = web.url("/gone")
    found, led, missing = checked(there, moved, gone)
    assert [outcome(link) for link in (found, led, missing)] == ["ok", "redirected", "broken"]
    assert {link.check_state for link in (found, led, missing)} == {CheckState.DONE}
    one = LinkCheck.objects.get(link=found)
    assert (one.http_status, one.title, one.size, one.content_type) == (200, "Harbour news", len(body), "text/html")
    two = LinkCheck.objects.get(link=led)
    assert two.final_url == there
    assert [hop["status"] for hop in two.hops] == [302, 200]
    assert LinkCheck.objects.get(link=missing).sentence != ""


def test_a_second_look_appends_a_row_and_becomes_the_newest(web: Web) -> None:
    url = web.add("/page", answer(200, page("Here")))
    [first] = checked(url)
    web.add("/page", answer(410, page("Gone")))
    assert check_again(first)
    [again] = checked(url)
    before, after = LinkCheck.objects.filter(link=again).order_by("pk")
    assert (before.pk, before.outcome) == (first.latest_check_id, "ok")
    assert (again.latest_check_id, after.outcome) == (after.pk, "broken")
    assert after.checked_at >= before.checked_at
    assert again.check_attempts == 0


def test_a_link_that_was_checked_is_not_asked_again_by_a_late_delivery(web: Web) -> None:
    url = web.add("/page", answer(200, page("Here")))
    checked(url)
    checked(url)
    assert web.paths == ["/page"]
    assert LinkCheck.objects.count() == 1


def test_the_same_link_in_two_articles_is_one_link_and_checked_once(web: Web, cast: Cast) -> None:
    url = web.add("/log", answer(200, page("Here")))
    for day in ("Monday", "Tuesday"):
        split_article(cast.editor, f"Nine boats left on {day}, says [the log]({url}).")
    assert LinkOccurrence.objects.filter(link=Link.objects.get()).count() == 2
    check_links([Link.objects.get().pk])
    check_links([Link.objects.get().pk])
    assert web.paths == ["/log"]
    assert LinkCheck.objects.count() == 1


def test_a_placeholder_has_no_link_and_no_request_is_made(web: Web, cast: Cast) -> None:
    article = split_article(cast.editor, "Nine boats left, says [the log](#). The [map](#) is to come.")
    occurrences = LinkOccurrence.objects.filter(revision=article.current_revision)
    assert [(row.kind, row.link_id, row.outcome) for row in occurrences] == [("placeholder", None, "invalid")] * 2
    assert not Link.objects.exists()


def test_a_stand_in_for_an_address_is_invalid_and_no_request_is_made(web: Web, cast: Cast) -> None:
    article = split_article(cast.editor, "Nine boats left, says [the log](TK). The [map](http://) is to come.")
    check_links(list(Link.objects.values_list("pk", flat=True)))
    occurrences = LinkOccurrence.objects.filter(revision=article.current_revision)
    assert [row.outcome for row in occurrences] == ["invalid", "invalid"]
    assert web.asked == []


def test_what_is_no_web_address_is_answered_without_a_request(web: Web) -> None:
    links = checked("mailto:desk@example.org", "tel:+49301234", "ftp://127.0.0.1/file", "http://127.0.0.1:1/closed")
    assert [outcome(link) for link in links] == ["invalid", "invalid", "blocked", "blocked"]
    assert web.asked == []


def test_a_picture_is_stored_by_its_bytes_with_what_the_camera_wrote(web: Web) -> None:
    body = picture(exif=camera_exif())
    [link] = checked(web.add("/photo.jpg", answer(200, body, content_type="image/jpeg")))
    look = MediaCheck.objects.select_related("item").get()
    assert (look.link, look.link_check) == (link, link.latest_check)
    item = look.item
    assert (item.kind, item.mime, item.size) == ("picture", "image/jpeg", len(body))
    assert {item.width, item.height} == {1200, 800}
    assert item.captured_at == "2024-03-12T14:05:09"
    assert item.latitude == pytest.approx(-33.8598, abs=1e-3)
    assert item.longitude == pytest.approx(-70.5, abs=1e-3)
    assert ("Lumen X2" in item.camera, item.software) == (True, "Darkroom 3.1")
    assert item.has_preview


def test_a_video_is_stored_with_its_length(web: Web) -> None:
    checked(web.add("/clip.mp4", answer(200, video(seconds=2), content_type="video/mp4")))
    item = MediaItem.objects.get()
    assert (item.kind, item.width, item.height) == ("video", 320, 240)
    assert item.duration == pytest.approx(2, abs=0.3)


def test_the_same_bytes_at_two_addresses_are_one_item_with_two_looks(web: Web) -> None:
    serve = answer(200, picture(), content_type="image/jpeg")
    checked(web.add("/a.jpg", serve), web.add("/b.jpg", serve))
    assert MediaItem.objects.count() == 1
    assert sorted(MediaCheck.objects.values_list("link__url", flat=True)) == [web.url("/a.jpg"), web.url("/b.jpg")]


def test_a_page_where_the_article_shows_a_picture_is_not_media(web: Web, cast: Cast) -> None:
    url = web.add("/photo.jpg", answer(200, page("Buy a licence")))
    split_article(cast.editor, f"Nine boats left on Monday.\n\n![The harbour]({url})")
    assert [outcome(link) for link in checked(url)] == ["not_media"]
    assert MediaCheck.objects.count() == 0


def test_nul_bytes_from_the_web_are_stored_cleanly(web: Web) -> None:
    named = web.add("/nul", answer(200, page("Here", "Harbour\0 news")))
    picked = picture(exif=exif_with_nul())
    shown = web.add("/nul.jpg", answer(200, picked, content_type="image/jpeg"))
    assert [outcome(link) for link in checked(named, shown)] == ["ok", "ok"]
    title = LinkCheck.objects.get(link__url=named).title
    assert title.startswith("Harbour")
    assert title.endswith("news")
    assert MediaItem.objects.get().software.startswith("Dark")


def exif_with_nul() -> Any:
    exif = camera_exif()
    exif[305] = "Dark\0room"
    return exif


def test_a_link_is_given_up_after_three_attempts_and_can_be_looked_at_again(web: Web) -> None:
    url = web.add("/deadly", answer(200, page("Here")))
    link = link_to(url)
    Link.objects.filter(pk=link.pk).update(check_state=CheckState.RUNNING, check_attempts=3)
    [given_up] = checked(url)
    assert (given_up.check_state, given_up.latest_check) == (CheckState.FAILED, None)
    assert web.asked == []
    assert check_again(given_up)
    assert [outcome(again) for again in checked(url)] == ["ok"]


def test_a_link_that_another_worker_is_at_is_left_alone_and_the_rest_of_the_batch_is_done(web: Web) -> None:
    theirs, ours = web.add("/theirs", answer(200, page("Here"))), web.add("/ours", answer(200, page("Here")))
    with psycopg.connect(address_of_test_database()) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [int(Lease.LINK), link_to(theirs).pk])
        busy, done = checked(theirs, ours)
    assert (busy.check_state, busy.check_attempts, done.check_state) == (CheckState.PENDING, 0, CheckState.DONE)
    assert web.paths == ["/ours"]


def test_the_job_leaves_no_lock_behind(web: Web) -> None:
    checked(*(web.add(f"/{number}", answer(200, page("Here"))) for number in range(6)))
    assert locks_held(Lease.LINK) == 0


def test_a_site_that_wants_to_be_left_alone_for_long_is_asked_again_later_and_nothing_is_stored(web: Web) -> None:
    url = web.add("/busy", answer(429, page("Later"), retry_after="3600"))
    others = [web.add(f"/other/{number}", answer(200, page("Here"))) for number in range(3)]
    links = checked(url)
    before = len(web.asked)
    # The whole host is left alone, and who was not even asked is put off as well.
    links += checked(*others)
    assert len(web.asked) == before == 1
    assert not LinkCheck.objects.exists()
    for link in links:
        assert (link.check_state, link.latest_check) == (CheckState.PENDING, None)
        assert timedelta(minutes=50) < link.check_queued_at - timezone.now() <= timedelta(hours=1)
    # A late or doubled delivery does not begin before its time, and neither does the sweeper.
    checked(url, *others)
    assert find_overdue().links == []
    assert {link.check_attempts for link in Link.objects.all()} == {1}
    # When the time has come the sweeper rings, and the link is looked at like any other.
    Link.objects.update(check_queued_at=timezone.now() - timedelta(hours=1))
    assert set(find_overdue().links) == {link.pk for link in links}


def test_a_site_that_never_has_time_is_believed_at_the_third_attempt(web: Web, settings: Any) -> None:
    url = web.add("/busy", answer(503, page("Later"), retry_after="31"))
    for attempt in range(3):
        assert LinkCheck.objects.count() == 0, f"stored at attempt {attempt}"
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = another_broker_prefix(settings)
        Link.objects.update(check_queued_at=timezone.now())
        [link] = checked(url)
    assert (outcome(link), link.check_state, link.check_attempts) == ("server_error", CheckState.DONE, 0)
    assert len(web.asked) == 3


def test_what_a_batch_has_no_time_for_waits_for_the_next_one(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "BATCH_SECONDS", 0.0)
    url = web.add("/page", answer(200, page("Here")))
    for _batch in range(5):
        [link] = checked(url)
        assert (link.check_state, link.check_attempts) == (CheckState.PENDING, 0)
    assert (web.asked, LinkCheck.objects.count()) == ([], 0)
    monkeypatch.undo()
    [link] = checked(url)
    assert outcome(link) == "ok"


STORY = page(
    "<article><h1>Harbour</h1>"
    + "".join(
        f"<p id=day{day}>On day {day} the harbour counted its boats, and the council wrote them down.</p>"
        for day in range(9)
    )
    + "</article>",
    "Harbour</title><meta property='article:published_time' content='2019-05-04'><meta property='og:site_name' "
    "content='The Post'><link rel=canonical href='/harbour'><title>",
)


def test_the_facts_of_a_page_are_stored_with_the_look_at_it(web: Web) -> None:
    [link] = checked(web.add("/story", answer(200, STORY)))
    check = link.latest_check
    assert check is not None
    assert (str(check.published_on), check.dated_by, check.site) == ("2019-05-04", "markup", "The Post")
    assert (check.language, check.canonical_url, check.words) == ("en", web.url("/harbour"), 127)


def notes_of(article: Article) -> list[list[str]]:
    rows = LinkOccurrence.objects.filter(revision=article.current_revision).order_by("position")
    return [[note["word"] for note in row.notes] for row in rows]


def test_a_page_too_old_for_the_words_and_a_missing_place_are_noted_where_the_link_stands(web: Web, cast: Cast) -> None:
    url = web.add("/story", answer(200, STORY))
    text = f"Nine boats [left on Tuesday]({url}).\n\nTen boats [were counted in May]({url}#day3).\n\nThey [sank]({url}#day77)."
    article = split_article(cast.editor, text)
    Article.objects.filter(pk=article.pk).update(published_on=date(2024, 3, 12))
    [link] = checked(url)
    assert notes_of(article) == [["source_too_old"], [], ["fragment_missing"]]
    assert link.latest_check is not None
    assert link.latest_check.missing_fragments == ["day77"]
    web.add("/story", answer(200, STORY.replace(b"day8", b"day77").replace(b"2019-05-04", b"2024-03-11")))
    assert check_again(link)
    checked(url)
    assert notes_of(article) == [[], [], []]


def test_an_article_that_comes_after_the_look_is_noted_when_it_is_split(web: Web, cast: Cast) -> None:
    checked(web.add("/story", answer(200, STORY)))
    text = f"Nine boats [left]({web.url('/story')})."
    received = upload_article(cast.editor, Upload(text.encode(), "a.md"), Details(published_on=date(2018, 3, 12)))
    split_revision(received.article.revisions.get().pk)
    assert notes_of(Article.objects.get(pk=received.article.pk)) == [["source_after_article"]]


def test_a_corrected_date_of_the_article_has_its_notes_written_anew_at_once(
    web: Web, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    url = web.add("/story", answer(200, STORY))
    article = split_article(cast.editor, f"Nine boats [left]({url}).")
    checked(url)
    for day, bells, words in (
        (date(2018, 3, 12), 1, ["source_after_article"]),
        (date(2018, 3, 12), 0, ["source_after_article"]),
        (date(2019, 6, 1), 1, []),
    ):
        with django_capture_on_commit_callbacks() as rung:
            edit_details(article, Details(title="Boats", published_on=day))
        asked = [bell.args for bell in rung if isinstance(bell, partial)]
        assert asked == [(NOTE_REVISION, article.current_revision_id)] * bells
        for _task, revision in asked:
            note_revision(revision)
        assert notes_of(article) == [words]
