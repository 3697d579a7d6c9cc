"""The second look at a link: it asks only whether anything has changed, and says of the content what the first one read."""

from datetime import timedelta
from typing import Any

import pytest

from tests.checking.files import picture
from tests.checking.test_asking import conditional
from tests.checking.web import Web, answer, page, redirect
from tests.factories import Cast, claims_of, evidence_on, split_article
from tests.jobs.test_checking_jobs import checked, web
from verify.jobs import revisiting
from verify.models import Link, LinkCheck, MediaCheck, MediaItem
from verify.services.reviewing import check_again

pytestmark = pytest.mark.django_db
__all__ = ["web"]

DATED = '<meta property="article:published_time" content="2024-03-12"><p>Nine boats left.</p>'


def again(url: str) -> Link:
    assert check_again(Link.objects.get(url=url))
    [link] = checked(url)
    return link


def looks(url: str) -> list[LinkCheck]:
    return list(LinkCheck.objects.filter(link__url=url).order_by("pk"))


def test_a_page_that_has_not_changed_is_stored_as_a_look_that_says_so(web: Web) -> None:
    url = web.add("/story", conditional(page(DATED, "Harbour news"), etag='"a1"'))
    checked(url)
    link = again(url)
    again(url)
    first, second, third = looks(url)
    assert (first.same_as, second.same_as, third.same_as) == (None, first, first)
    assert (second.outcome, second.reason, second.http_status) == ("ok", "fetched", 304)
    assert (second.title, str(second.published_on), second.size) == ("Harbour news", "2024-03-12", first.size)
    for name in revisiting.CONTENT:
        assert getattr(third, name) == getattr(first, name), name
    assert second.checked_at > first.checked_at
    assert (link.latest_check_id, link.check_attempts) == (second.pk, 0)
    assert [asked.headers.get("if-none-match") for asked in web.asked] == [None, '"a1"', '"a1"']


def test_a_page_that_has_changed_is_read_again(web: Web) -> None:
    url = web.add("/story", conditional(page(DATED, "Harbour news"), etag='"a1"'))
    checked(url)
    web.add("/story", conditional(page("Ten boats left.", "A correction"), etag='"a2"'))
    again(url)
    _first, second = looks(url)
    assert (second.same_as, second.title, second.published_on, second.etag) == (None, "A correction", None, '"a2"')


def test_a_page_that_was_missing_is_read_in_full(web: Web) -> None:
    url = web.add("/story", answer(404, page("x"), etag='"a1"'))
    checked(url)
    again(url)
    assert ["if-none-match" in asked.headers for asked in web.asked] == [False, False]


def test_a_moved_page_that_has_not_changed_is_still_moved(web: Web) -> None:
    new = web.add("/new", conditional(page("Here", "New place"), etag='"a1"'))
    url = web.add("/old", redirect("/new"))
    checked(url)
    again(url)
    _first, second = looks(url)
    assert (second.outcome, second.reason, second.final_url, second.title) == ("redirected", "moved", new, "New place")


def test_a_picture_that_has_not_changed_is_seen_again_without_a_download(web: Web) -> None:
    url = web.add("/a.jpg", conditional(picture(), etag='"p"', content_type="image/jpeg"))
    checked(url)
    again(url)
    again(url)
    item = MediaItem.objects.get()
    assert [check.item for check in MediaCheck.objects.order_by("pk")] == [item] * 3
    assert [check.link_check for check in MediaCheck.objects.order_by("pk")] == looks(url)


def test_a_page_that_an_article_now_shows_as_a_picture_is_read_again(web: Web, cast: Cast) -> None:
    url = web.add("/photo", conditional(page("Buy a licence"), etag='"a1"'))
    checked(url)
    split_article(cast.editor, f"Nine boats left on Monday.\n\n![The harbour]({url})")
    again(url)
    first, second = looks(url)
    assert (first.outcome, second.outcome, second.same_as) == ("ok", "not_media", None)


def test_a_server_s_word_is_taken_for_thirty_days_after_the_content_was_read(web: Web, monkeypatch: Any) -> None:
    url = web.add("/story", conditional(page("Here"), etag='"a1"'))
    checked(url)
    monkeypatch.setattr(revisiting, "FULL_LOOK", timedelta(0))
    again(url)
    _first, second = looks(url)
    assert second.same_as is None
    assert "if-none-match" not in web.asked[-1].headers


def test_what_is_known_of_many_links_takes_one_query(web: Web, django_assert_num_queries: Any) -> None:
    urls = [web.add(f"/{n}", answer(200, page("Here"), etag=f'"{n}"')) for n in range(5)]
    links = checked(*urls)
    with django_assert_num_queries(1):
        known = revisiting.known_looks([link.pk for link in links], ())
    assert [known[link.pk].etag for link in links] == [f'"{n}"' for n in range(5)]


def test_a_page_that_came_to_stand_in_an_article_since_is_read_in_full_once(web: Web, cast: Cast) -> None:
    url = web.add("/log", conditional(page("Nine boats left."), etag='"a1"'))
    checked(url)
    split_article(cast.editor, f'"Nine boats left", says [the log]({url}) of Monday.')
    again(url)
    again(url)
    assert [check.same_as is None for check in looks(url)] == [True, True, False]


def test_a_page_that_serves_as_evidence_is_always_read_in_full(web: Web, cast: Cast) -> None:
    url = web.add("/log", conditional(page("Nine boats left."), etag='"a1"'))
    article = split_article(cast.editor)
    checked(url)
    evidence_on(claims_of(article)[0], cast.reviewer, source=url)
    again(url)
    assert [check.same_as for check in looks(url)] == [None, None]
