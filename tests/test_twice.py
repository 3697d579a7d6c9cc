"""A form that is sent twice is one act: every address that takes a form, with the form that its own page shows."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.factories import (
    PASSWORD,
    Cast,
    at_once,
    claims_of,
    decide,
    evidence_on,
    overruled,
    split_article,
    verdict,
)
from tests.test_permissions import DOORS
from tests.views.pages import Answer, parsed
from tests.views.scene import Scene, set_scene
from verify.models import Article, Claim, ClaimEdit, Notification, SavedFilter
from verify.services import editing
from verify.services.reviewing import review_claim

pytestmark = pytest.mark.django_db

NO_ROW_OF_OURS = {"login", "logout"}
"""Who comes and who goes writes nothing but a session, and each time it is another one."""
TOLD_OTHERWISE = {"password_change": 200, "keep_evidence": 422}
"""What the second sending is answered: the old password is none any more, and a copy is being kept already."""
BATCH = uuid.UUID(int=7)
CLOCKS = {"last_login", "activity_at"}

type Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Sending:
    """One form as somebody sends it: from which page, what is typed into it (a value, or what gives it), and the button.

    ``before`` makes what the form needs and may name another address of the same name; ``shown`` is the page, where it is not
    simply asked for.
    """

    page: str
    typed: dict[str, Any] = field(default_factory=dict)
    who: str = "editor"
    before: Callable[[Scene], str | None] = lambda _scene: None
    shown: Callable[[Client, Scene], Answer] | None = None
    form: str = ""
    """The name of the address that the form itself goes to, where a button of it goes elsewhere."""


def second(scene: Scene) -> Claim:
    return claims_of(scene.article)[1]


def kept_search(scene: Scene) -> str:
    saved = SavedFilter.objects.create(person=scene.cast.editor, name="Boats", query="q=boats")
    return reverse("forget_filter", args=[saved.pk])


def failed_split(scene: Scene) -> str:
    broken = split_article(scene.cast.editor, bytes(range(256)) * 8, "broken.txt")
    return reverse("retry_split", args=[broken.pk, 1])


def newest_article(client: Client, _scene: Scene) -> Answer:
    return client.get(Article.objects.latest("pk").get_absolute_url())


def to_be_signed(scene: Scene) -> None:
    Article.objects.update(sign_off="all", uploaded_by=scene.cast.administrator)
    decide(scene.claim, scene.cast.reviewer, "disputed")


def word_stands(scene: Scene) -> None:
    overruled(scene.link, scene.cast.reviewer, "broken")


def leans_on_a_page(scene: Scene) -> None:
    evidence_on(scene.claim, scene.cast.reviewer, source=scene.link.url)
    scene.link.keepings.update(state="failed", sentence="The page was not there.")


def beaten(client: Client, scene: Scene) -> Answer:
    """The card of somebody who decided what a colleague decided first."""
    claim = second(scene)
    review_claim(claim, scene.cast.reviewer, verdict(claim))
    evidence_on(claim, scene.cast.reviewer2)
    typed = {"version": claim.version, "key": uuid.uuid4(), "scope": "both", "status": "verified", "note": "Mine."}
    conflict = client.post(reverse("review", args=[claim.pk]), typed)
    assert conflict.status_code == 409
    return conflict


def many_taken_out(client: Client, scene: Scene) -> Answer:
    typed = {"act": "out", "note": "Nothing to check.", "whole": "1", "key": BATCH}
    return client.post("/bulk/", filled_in(client.get(scene.address("article_claims")), "/bulk/", typed))


def newest_notification(scene: Scene) -> str:
    return reverse("read_notification", args=[Notification.objects.filter(person=scene.cast.editor).latest("pk").pk])


def other(name: str) -> Callable[[Scene], str]:
    return lambda scene: reverse(name, args=[second(scene).pk])


SENDINGS = {
    "password_change": Sending(
        "password_change", {"old_password": PASSWORD, "new_password1": "nine-boats-a", "new_password2": "nine-boats-a"}
    ),
    "save_filter": Sending(
        "search", {"name": "Boats"}, shown=lambda client, _scene: client.get("/search/", {"q": "boats"})
    ),
    "forget_filter": Sending("search", before=kept_search),
    "upload": Sending("upload", {"text": "Nine boats lay in the harbour."}),
    "details": Sending("details", {"title": "Nine boats", "deadline": "2031-03-12T10:00", "sign_off": "all"}),
    "clearance": Sending(
        "clearance", {"act": "clear", **{f"all-{kind}": "The lawyer read it." for kind in ("open", "disputed", "flag")}}
    ),
    "undo": Sending("article", who="reviewer"),
    "revise": Sending("revise", {"text": "Ten boats lay in the harbour."}),
    "retry_split": Sending("", before=failed_split, shown=newest_article),
    "review": Sending("claim on its card", {"status": "unverified", "note": "Nobody answers."}, before=other("review")),
    "answer": Sending("", {"status": "verified"}, "reviewer2", before=other("answer"), shown=beaten, form="review"),
    "sign": Sending("claim on its card", {"answer": "agreed"}, before=to_be_signed),
    "evidence": Sending(
        "claim on its card", {"evidence_source": "I read the minutes."}, before=other("evidence"), form="review"
    ),
    "edit_claim": Sending("edit_claim", {"act": "kind", "kind": "opinion"}),
    "add_claim": Sending("article", {"start": 0, "end": 11}),
    "undo_edit": Sending("claim"),
    "check_links": Sending("links", {"all": "1"}, before=word_stands),
    "check_link": Sending("link"),
    "overrule_link": Sending("link", {"outcome": "broken", "note": "I saw an error."}),
    "withdraw_overruling": Sending("link", {"withdraw_note": "It is there again."}, before=word_stands),
    "keep_evidence": Sending(
        "claim on its card",
        {"keep": lambda scene: scene.link.pk},
        who="reviewer",
        before=leans_on_a_page,
        form="review",
    ),
    "assign": Sending("claim on its card", {"assignee": lambda scene: scene.cast.editor.pk}, before=other("assign")),
    "assign_article": Sending("assign_article", {"act": "share", "people": lambda scene: scene.cast.reviewer.pk}),
    "bulk": Sending("article_claims", {"act": "out", "note": "Nothing to check.", "whole": "1"}),
    "undo_bulk": Sending("", before=lambda _scene: reverse("undo_bulk", args=[BATCH]), shown=many_taken_out),
    "comment": Sending("claim", {"comment": "Who counted them?"}),
    "read_notifications": Sending("notifications"),
    "read_notification": Sending("notifications", before=newest_notification),
    "settle_comment": Sending("claim", {"act": "resolve"}),
    "keep_link": Sending("link", {"what": "copy"}),
    "dismiss_flag": Sending("claim on its card", {"note": "The mayor says so too."}),
    "preferences": Sending("preferences", {"first_name": "Edith", "email": "edith@desk.example"}),
}


def rows() -> Rows:
    """Everything that is stored of ours, but for the clocks that every visit moves."""
    found: Rows = {}
    for model in apps.get_app_config("verify").get_models():
        hidden = [column.name for column in model._meta.concrete_fields if column.name in CLOCKS]
        names = [column.attname for column in model._meta.concrete_fields if column.name not in hidden]
        values = model._default_manager.order_by("pk").values(*names)
        found[model.__name__] = [{name: _plain(value) for name, value in row.items()} for row in values]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def history(stored: Rows) -> dict[str, int]:
    return {name: len(lines) for name, lines in stored.items()}


def address_for(sending: Sending, name: str, scene: Scene) -> str:
    return sending.before(scene) or scene.address(name)


def page_for(sending: Sending, client: Client, scene: Scene, address: str) -> Answer:
    if sending.shown:
        return sending.shown(client, scene)
    if sending.page == "claim on its card":
        pk = int(address.split("/")[2]) if address.startswith("/claims/") else scene.claim.pk
        return client.get(scene.article.get_absolute_url(), {"claim": pk})
    return client.get(scene.address(sending.page))


def filled_in(page: Answer, action: str, typed: dict[str, Any]) -> dict[str, Any]:
    """The form of the page that goes to this address, as it was shown, with what was typed."""
    forms = [
        form
        for form in parsed(page).forms
        if form.method == "POST" and (form.action or page.wsgi_request.path).split("?")[0] == action
    ]
    assert forms, f"no form of {page.wsgi_request.path} goes to {action}"
    values: dict[str, Any] = {}
    for name, value in forms[0].form_values():
        values.setdefault(name, value)
    return {**values, **typed}


def test_every_address_that_takes_a_form_is_tried() -> None:
    taking = {name for name, door in DOORS.items() if door.post != 405}
    assert set(SENDINGS) == taking - NO_ROW_OF_OURS


@pytest.mark.parametrize("name", SENDINGS)
def test_the_same_form_twice_is_one_act(cast: Cast, name: str) -> None:
    sending, scene, client = SENDINGS[name], set_scene(cast), Client()
    client.force_login(getattr(cast, sending.who))
    address = address_for(sending, name, scene)
    action = address.replace(f"/{name}/", f"/{sending.form}/") if sending.form else address
    action = reverse("review", args=[scene.claim.pk]) if name == "keep_evidence" else action
    typed = {each: value(scene) if callable(value) else value for each, value in sending.typed.items()}
    values = filled_in(page_for(sending, client, scene, address), action, typed)
    before = rows()
    first = client.post(address, values)
    once = rows()
    assert once != before, first.content.decode()
    again = client.post(address, values)
    assert again.status_code == TOLD_OTHERWISE.get(name, first.status_code)
    assert history(rows()) == history(once)
    assert rows() == once


def test_two_sendings_of_an_edit_in_the_same_moment_are_one(committed_cast: Cast) -> None:
    claim = claims_of(split_article(committed_cast.editor))[0]
    wanted = editing.EditRequest(claim, committed_cast.editor, claim.version, uuid.uuid4())
    both = at_once(lambda: editing.set_kind(wanted, "opinion"), lambda: editing.set_kind(wanted, "opinion"))
    assert both == [ClaimEdit.objects.get()] * 2


def test_a_key_that_did_something_else_is_refused_and_writes_nothing(cast: Cast) -> None:
    scene, client = set_scene(cast), Client()
    client.force_login(cast.editor)
    address = reverse("edit_claim", args=[scene.claim.pk])
    values = filled_in(client.get(address), address, {"act": "kind", "kind": "opinion"})
    client.post(address, values)
    once = rows()
    refused = client.post(address, {**values, "act": "speaker", "speaker": "the mayor"})
    assert refused.status_code == 422
    assert "used for something else" in refused.content.decode()
    assert rows() == once
