"""Who gets in where: every address of the site, each person, asked for and sent to. A new address needs its line here."""

import re
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Cast
from tests.views.pages import Answer
from tests.views.scene import ARGUMENTS, Address, Scene, addresses, is_admin, set_scene
from verify.models import Person

PEOPLE = ["anonymous", "viewer", "reviewer", "editor", "administrator", "outsider"]


class Door(NamedTuple):
    """Who may pass, whether the address belongs to one article, and what those who may get for GET and for an empty POST."""

    role: str
    of_article: bool
    get: int
    post: int


DOORS = {
    "login": Door("anyone", False, 200, 200),
    "logout": Door("viewer", False, 405, 200),
    "password_change": Door("viewer", False, 200, 200),
    "password_change_done": Door("viewer", False, 200, 405),
    "health_live": Door("anyone", False, 200, 405),
    "health_ready": Door("anyone", False, 503, 405),
    "desk": Door("viewer", False, 200, 405),
    "dashboard": Door("viewer", False, 200, 405),
    "figures": Door("viewer", True, 200, 405),
    "search": Door("viewer", False, 200, 405),
    "palette": Door("viewer", False, 200, 405),
    "save_filter": Door("viewer", False, 405, 422),
    "forget_filter": Door("viewer", False, 405, 302),
    "upload": Door("editor", False, 200, 422),
    "article": Door("viewer", True, 200, 405),
    "clearance": Door("editor", True, 200, 422),
    "details": Door("editor", True, 200, 422),
    "checks": Door("viewer", True, 200, 405),
    "live": Door("viewer", True, 200, 405),
    "undo": Door("reviewer", True, 405, 302),
    "revise": Door("editor", True, 200, 422),
    "revisions": Door("viewer", True, 200, 405),
    "revision": Door("viewer", True, 200, 405),
    "original": Door("viewer", True, 200, 405),
    "retry_split": Door("editor", True, 405, 302),
    "queue": Door("viewer", False, 200, 405),
    "article_claims": Door("viewer", True, 200, 405),
    "assign_article": Door("editor", True, 200, 422),
    "assign": Door("reviewer", True, 405, 422),
    "bulk": Door("reviewer", False, 405, 404),
    "undo_bulk": Door("reviewer", False, 405, 404),
    "claim": Door("viewer", True, 200, 405),
    "review": Door("reviewer", True, 405, 422),
    "answer": Door("reviewer", True, 405, 422),
    "sign": Door("editor", True, 405, 422),
    "evidence": Door("reviewer", True, 405, 422),
    "edit_claim": Door("editor", True, 200, 422),
    "add_claim": Door("editor", True, 405, 302),
    "undo_edit": Door("editor", True, 405, 302),
    "evidence_file": Door("viewer", True, 200, 405),
    "article_links": Door("viewer", True, 200, 405),
    "links": Door("viewer", False, 200, 405),
    "check_links": Door("reviewer", False, 405, 302),
    "link": Door("viewer", True, 200, 405),
    "overrule_link": Door("reviewer", True, 405, 422),
    "withdraw_overruling": Door("reviewer", True, 405, 422),
    "check_link": Door("reviewer", True, 405, 302),
    "comment": Door("reviewer", True, 405, 422),
    "settle_comment": Door("reviewer", True, 405, 422),
    "dismiss_flag": Door("reviewer", True, 405, 422),
    "keep_evidence": Door("reviewer", True, 405, 404),
    "keep_link": Door("reviewer", True, 405, 302),
    "evidence_kept": Door("viewer", True, 200, 405),
    "snapshot": Door("viewer", True, 200, 405),
    "snapshot_warc": Door("viewer", True, 200, 405),
    "snapshot_timestamp": Door("viewer", True, 200, 405),
    "preview": Door("viewer", True, 200, 405),
    "notifications": Door("viewer", False, 200, 405),
    "read_notifications": Door("viewer", False, 405, 302),
    "read_notification": Door("viewer", False, 405, 404),
    "preferences": Door("viewer", False, 200, 422),
}
RANK = {"anonymous": 0, "viewer": 1, "reviewer": 2, "outsider": 2, "editor": 3, "administrator": 4}
NEEDED = {"anyone": 0, "viewer": 1, "reviewer": 2, "editor": 3}
TO_LOGIN = "302 to the login"


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    if who != "anonymous":
        client.force_login(getattr(cast, who))
    return client


def said(response: Answer) -> int | str:
    if response.status_code == 302 and response["Location"].startswith(reverse("login")):
        return TO_LOGIN
    return response.status_code


def expected(door: Door, who: str, method: str, *, named: bool) -> int | str:
    """What the table says; a wrong method is refused before a role is asked for, an article that is not one's own is 404."""
    if RANK[who] == 0 and door.role != "anyone":
        return TO_LOGIN
    allowed = door.get if method == "get" else door.post
    if allowed == 405:
        return 405
    if RANK[who] < NEEDED[door.role]:
        return 403
    return 404 if door.of_article and not named else allowed


def answers(scene: Scene, name: str) -> dict[tuple[str, str], int | str]:
    found = {}
    for who in PEOPLE:
        for method in ("get", "post"):
            client = client_of(scene.cast, who)
            response = getattr(client, method)(scene.address(name))
            found[method, who] = said(response)
    if name == "health_ready":  # whether a worker runs beside these tests is none of their business
        found = {asked: 503 if answer == 200 else answer for asked, answer in found.items()}
    return found


def test_every_address_has_its_line_in_this_table() -> None:
    assert set(DOORS) == set(ARGUMENTS)


@pytest.mark.parametrize("name", DOORS)
def test_an_open_article_and_the_rest_of_the_desk_ask_for_a_role(cast: Cast, name: str) -> None:
    door = DOORS[name]
    scene = set_scene(cast)
    # An undo can be tried once by each of those who decided something; the others are told that there is nothing.
    nothing_to_undo = {("post", who): 422 for who in ("editor", "administrator", "outsider") if name == "undo"}
    # Whoever is logged in already has no business at the login.
    logged_in = {("get", who): 302 for who in PEOPLE[1:]} | {("post", who): 302 for who in PEOPLE[1:]}
    wanted = {(method, who): expected(door, who, method, named=True) for who in PEOPLE for method in ("get", "post")}
    wanted |= nothing_to_undo | (logged_in if name == "login" else {})
    assert answers(scene, name) == wanted


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.of_article])
def test_a_restricted_article_is_not_there_for_whom_it_does_not_name_administrators_included(
    cast: Cast, name: str
) -> None:
    door = DOORS[name]
    scene = set_scene(cast, restricted=True)
    wanted = {
        (method, who): expected(door, who, method, named=who in ("viewer", "reviewer", "editor"))
        for who in PEOPLE
        for method in ("get", "post")
    }
    wanted |= {("post", "editor"): 422} if name == "undo" else {}
    assert answers(scene, name) == wanted


def test_a_restricted_article_stands_on_no_other_page(cast: Cast) -> None:
    scene = set_scene(cast, restricted=True)
    for who in ("outsider", "administrator"):
        page = client_of(cast, who).get(reverse("desk")).content.decode()
        assert scene.article.title not in page
    assert scene.article.title in client_of(cast, "viewer").get(reverse("desk")).content.decode()


def test_a_link_that_a_restricted_article_alone_uses_is_not_checked_for_others(cast: Cast) -> None:
    scene = set_scene(cast, restricted=True)
    client = client_of(cast, "outsider")
    assert client.post(scene.address("check_link"), {"article": scene.article.pk}).status_code == 404
    scene.link.refresh_from_db()
    assert scene.link.check_state == "done"


@pytest.mark.parametrize("article", ["", "x", "99999999999999999999999", "-1"])
def test_a_link_is_checked_again_whatever_article_the_form_names(cast: Cast, article: str) -> None:
    scene = set_scene(cast)
    response = client_of(cast, "reviewer").post(scene.address("check_link"), {"article": article})
    assert response.status_code == 302
    assert response["Location"] == f"/articles/{scene.article.pk}/#links"
    scene.link.refresh_from_db()
    assert scene.link.check_state == "pending"


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "administrator"])
def test_the_back_room_is_closed_to_all_but_administrators(cast: Cast, who: str) -> None:
    client = client_of(cast, who)
    back_room = [address for address in addresses() if is_admin(address.name)]
    assert len(back_room) > 50
    for address in back_room:
        if address.name == "admin:logout":
            continue
        for method in ("get", "post"):
            response = getattr(client, method)(filled_in(address, cast))
            is_login = address.name == "admin:login" and response.status_code == 200
            assert is_login or said(response) == TO_LOGIN or response.status_code in (302, 403), address
            assert "People and records" not in response.content.decode()


def filled_in(address: Address, cast: Cast) -> str:
    """The route with its arguments written in; a person is there under each of them that names a row."""
    values = {
        "object_id": str(cast.viewer.pk),
        "id": str(cast.viewer.pk),
        "content_type_id": "1",
        "app_label": "verify",
    }
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", address.route)
    filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "x"), plain)
    return re.sub(r"[\^$]|\\Z", "", filled)


def test_an_administrator_enters_the_back_room(cast: Cast) -> None:
    assert client_of(cast, "administrator").get(reverse("admin:index")).status_code == 200


def test_somebody_deactivated_is_out_at_once(cast: Cast) -> None:
    client = client_of(cast, "editor")
    assert client.get(reverse("desk")).status_code == 200
    Person.objects.filter(username="editor").update(is_active=False)
    assert said(client.get(reverse("desk"))) == TO_LOGIN


def test_somebody_whose_role_is_lowered_loses_it_at_once(cast: Cast) -> None:
    client = client_of(cast, "editor")
    assert client.get(reverse("upload")).status_code == 200
    Person.objects.filter(username="editor").update(role="viewer")
    assert client.get(reverse("upload")).status_code == 403


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.post != 405])
def test_nothing_is_taken_from_a_form_that_is_not_ours(cast: Cast, name: str) -> None:
    scene = set_scene(cast)
    client = Client(enforce_csrf_checks=True)
    if name != "login":
        client.force_login(cast.editor)
    response = client.post(scene.address(name))
    assert response.status_code == 403
    assert 'href="/"' in response.content.decode()
