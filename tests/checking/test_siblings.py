"""Sites that say "fine" to every address: found out with one question more, and never at a live page's cost."""

from dataclasses import replace

import pytest

from tests.checking.web import QUICK, Asked, Serve, Web, Writer, answer, look, page, redirect
from verify.checking import CheckRequest, Outcome
from verify.checking.check import run_checks
from verify.checking.siblings import sibling_of
from verify.checking.targets import parse_target

CURIOUS = replace(QUICK, siblings=True)
MENU = (
    "<nav>"
    + " ".join(f"<a href='/{word}'>{word}</a>" for word in ["news", "sport", "weather", "culture", "council"])
    + "</nav>"
)
SORRY = page(
    MENU + "<h1>The Harbour Post</h1><p>Whatever was here has sailed. Try the menu above, or start again.</p>",
    "The Post",
)
STORY = page(
    MENU
    + "<h1>The Harbour Post</h1><p>The ferry to the island was cancelled at noon because of high waves, the harbour said.</p>",
    "The Post",
)


def everywhere(body: bytes) -> Serve:
    async def serve(asked: Asked, writer: Writer) -> None:
        await answer(200, body.replace(b"ECHO", asked.path.encode()))(asked, writer)

    return serve


def test_a_page_that_the_site_shows_for_any_address_is_a_soft_404(web: Web) -> None:
    web.otherwise = everywhere(SORRY)
    result = look(web, web.url("/2019/05/ferry-cancelled"), CURIOUS)
    assert (result.outcome, result.reason) == (Outcome.SOFT_404, "same_as_missing")
    assert len(web.asked) == 2


def test_what_the_page_repeats_of_its_address_makes_no_difference(web: Web) -> None:
    web.otherwise = everywhere(page(MENU + "<p>Nothing came up for ECHO in the catalogue of this house.</p>", "ECHO"))
    assert look(web, web.url("/catalogue/old-maps"), CURIOUS).reason == "same_as_missing"


def test_a_short_story_among_pages_of_one_template_is_ok(web: Web) -> None:
    web.otherwise = everywhere(SORRY)
    assert look(web, web.add("/2019/05/ferry", answer(200, STORY)), CURIOUS).outcome is Outcome.OK


def test_a_page_about_a_picture_is_not_the_same_as_one_about_another(web: Web) -> None:
    web.otherwise = everywhere(page(MENU + "<p>A picture from the collection of the harbour museum.</p>", "Museum"))
    shown = page(
        MENU + "<img src=/pictures/9.jpg><p>A picture from the collection of the harbour museum.</p>", "Museum"
    )
    assert look(web, web.add("/collection/9", answer(200, shown)), CURIOUS).outcome is Outcome.OK


def test_a_site_that_finds_a_story_by_its_number_alone_is_not_suspected(web: Web) -> None:
    async def by_number(asked: Asked, writer: Writer) -> None:
        found = asked.path.startswith("/questions/8812/")
        await answer(200 if found else 404, STORY)(asked, writer)

    web.otherwise = by_number
    assert look(web, web.url("/questions/8812/why-was-the-ferry-cancelled"), CURIOUS).outcome is Outcome.OK


def test_a_page_that_a_script_draws_is_never_a_soft_404(web: Web) -> None:
    web.otherwise = everywhere(
        page("<div id=root></div><script src=/app.js></script><p>Harbour Post, every day anew, since 1921</p>")
    )
    result = look(web, web.url("/story/ferry"), CURIOUS)
    assert (result.outcome, result.flags, len(web.asked)) == (Outcome.OK, ("drawn_by_script",), 1)


@pytest.mark.parametrize("front", ["/", "/index.html", ""])
def test_a_front_page_is_not_questioned(web: Web, front: str) -> None:
    web.otherwise = everywhere(SORRY)
    assert look(web, web.url(front), CURIOUS).outcome is Outcome.OK
    assert len(web.asked) == 1


def test_a_story_that_leads_to_where_every_address_leads_is_a_soft_404(web: Web) -> None:
    web.add(
        "/news", answer(200, page(MENU + "<p>All the news of the day, from the harbour and beyond it.</p>", "News"))
    )
    web.otherwise = redirect("/news")
    result = look(web, web.url("/2019/05/ferry"), CURIOUS)
    assert (result.outcome, result.reason) == (Outcome.SOFT_404, "redirect_to_catch_all")


def test_a_story_that_moved_on_a_site_that_leads_others_elsewhere_is_redirected(web: Web) -> None:
    web.add("/news", answer(200, page(MENU, "News")))
    web.add("/stories/ferry", answer(200, STORY))
    web.add("/2019/05/ferry", redirect("/stories/ferry"))
    web.otherwise = redirect("/news")
    assert look(web, web.url("/2019/05/ferry"), CURIOUS).outcome is Outcome.REDIRECTED


def test_an_article_that_says_so_is_believed_without_a_question(web: Web) -> None:
    words = " ".join(f"On day {number} the harbour counted its ships and wrote them down." for number in range(20))
    head = "Ships</title><meta property=og:type content=article><meta property=article:published_time content=2024-03-05><title>"
    assert look(web, web.add("/a/ships", answer(200, page(f"<p>{words}</p>", head))), CURIOUS).outcome is Outcome.OK
    assert web.paths == ["/a/ships"]


def test_a_site_is_asked_once_for_many_suspicious_pages(web: Web) -> None:
    web.otherwise = everywhere(SORRY)
    urls = [web.url(f"/2019/05/ferry-{number}") for number in range(12)]
    results = run_checks([CheckRequest(url) for url in urls], replace(CURIOUS, allow=(web.allow,)))
    assert {result.reason for result in results} == {"same_as_missing"}
    assert len(web.asked) == 13


def test_the_question_goes_before_pages_that_have_waited_longer(web: Web) -> None:
    pages = [web.add(f"/2019/05/ferry-{number}", answer(200, SORRY)) for number in range(8)]
    web.otherwise = everywhere(SORRY)
    run_checks([CheckRequest(url) for url in pages], replace(CURIOUS, allow=(web.allow,), per_host=1))
    known = {f"/2019/05/ferry-{number}" for number in range(8)}
    (question,) = [index for index, path in enumerate(web.paths) if path not in known]
    assert question <= 2


def test_a_site_that_does_not_answer_the_question_has_not_given_itself_away(web: Web) -> None:
    web.add("/2019/05/ferry", answer(200, SORRY))
    web.otherwise = answer(503)
    assert look(web, web.url("/2019/05/ferry"), CURIOUS).outcome is Outcome.OK


def test_the_question_goes_through_the_guard(web: Web) -> None:
    web.add("/2019/05/ferry", answer(200, SORRY))
    web.otherwise = redirect("http://10.0.0.1/")
    assert look(web, web.url("/2019/05/ferry"), CURIOUS).outcome is Outcome.OK


def test_a_sibling_keeps_only_folders_that_are_words() -> None:
    parts = sibling_of(parse_target("https://news.example/world/europe/2024/a1/story-7.html?id=3")).split("/")
    assert parts[:5] == ["https:", "", "news.example:443", "world", "europe"]
    assert len(parts) == 8
    assert not {"2024", "a1", "story-7.html", "story-7.html?id=3"} & set(parts)
