"""What a page makes a browser load before it can be drawn (decision 0006)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import Cast
from tests.views.pages import SHOWING, Answer, parsed
from tests.views.scene import set_scene

BUDGET = 30_720
OTHERS = ("login", "preferences", "password_change", "search")


def sheets(response: Answer) -> dict[str, int]:
    """{sheet: its bytes as written} of every stylesheet that the page names, for whatever medium."""
    hrefs = parsed(response).xpath("//link[@rel='stylesheet']/@href")
    return {href: Path(finders.find(href.removeprefix(settings.STATIC_URL)) or "").stat().st_size for href in hrefs}


@pytest.mark.parametrize("name", [*SHOWING, *OTHERS])
def test_a_page_loads_at_most_thirty_kilobytes_of_styles(cast: Cast, name: str) -> None:
    client = Client()
    if name != "login":
        client.force_login(cast.editor)
    response = client.get(set_scene(cast).address(name))
    assert response.status_code == 200
    loaded = sheets(response)
    is_page = bool(parsed(response).xpath("//header[@class='top']"))
    assert len(loaded) >= 7 if is_page else loaded == {}
    assert sum(loaded.values()) <= BUDGET, f"{name} loads {sum(loaded.values())} bytes of CSS: {loaded}"


def test_every_sheet_is_on_some_page_of_this_test(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.editor)
    scene = set_scene(cast)
    pages = [client.get(scene.address(name)) for name in (*SHOWING, *OTHERS) if name != "login"]
    written = {f"{settings.STATIC_URL}css/{file.name}" for file in (settings.BASE_DIR / "static/css").glob("*.css")}
    assert written == {sheet for page in pages for sheet in sheets(page)}
