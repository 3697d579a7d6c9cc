"""The place inside a page that a link names: there, not there, or nothing that can be looked for."""

import pytest

from tests.checking.web import Web, answer, look, page
from verify.checking.fragments import is_judged

BODY = page(
    "<h2 id=results>Results</h2><a name=old-anchor></a><h3 id='Überblick'>x</h3><h2 id=user-content-install>y</h2>"
    "<p>The council voted for the new <b>bridge</b> on\n Tuesday, after a long debate.</p><script>var a = 'hidden words'</script>",
    "Council",
)


@pytest.mark.parametrize(
    "fragment",
    [
        "results",
        "old-anchor",
        "%C3%9Cberblick",
        "Überblick",
        "install",
        ":~:text=new%20bridge",
        ":~:text=NEW%20BRIDGE",
        ":~:text=the%20council,debate",
        ":~:text=council-,voted%20for,-the%20new",
        ":~:text=not%20here&text=long%20debate",
        "results:~:text=Tuesday",
        "nowhere:~:text=Tuesday",
        "",
        "top",
        "!/story/5",
        "/story/5",
        "t=10",
        "L12-L20",
        "xtor=RSS-1",
        ":~:unknown=1",
    ],
)
def test_a_place_that_is_there_or_cannot_be_judged_raises_nothing(web: Web, fragment: str) -> None:
    result = look(web, web.add("/a", answer(200, BODY)) + "#" + fragment)
    assert (result.outcome.value, result.flags, result.missing_fragments) == ("ok", (), ())


@pytest.mark.parametrize(
    "fragment",
    [
        "conclusions",
        "Results",
        ":~:text=old%20bridge",
        ":~:text=debate,council",
        ":~:text=hidden%20words",
        "results:~:text=Friday",
    ],
)
def test_a_place_that_the_page_does_not_have_is_flagged_and_the_page_stays_ok(web: Web, fragment: str) -> None:
    result = look(web, web.add("/a", answer(200, BODY)) + "#" + fragment)
    assert (result.outcome.value, result.flags, result.missing_fragments) == ("ok", ("fragment_missing",), (fragment,))


def test_a_place_in_a_picture_or_a_missing_page_is_not_looked_for(web: Web) -> None:
    assert look(web, web.add("/a", answer(404, BODY)) + "#conclusions").flags == ()
    assert look(web, web.add("/b", answer(200, b"{}", content_type="application/json")) + "#conclusions").flags == ()


def test_a_route_of_a_page_that_draws_itself_is_not_judged() -> None:
    assert not is_judged("!/map/5")
    assert not is_judged("/map/5")
    assert is_judged("map")
