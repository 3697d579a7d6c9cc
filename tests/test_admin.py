"""The back room: administrators look after people, and history can only be read there."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, Cast, edit_of
from tests.views.pages import parsed
from tests.views.scene import set_scene
from verify.admin import ReadOnlyAdmin
from verify.models import Article, Person, Review
from verify.models.history import AppendOnly

READ_ONLY = sorted(
    (model for model, manager in admin.site._registry.items() if isinstance(manager, ReadOnlyAdmin)),
    key=lambda m: m.__name__,
)


@pytest.fixture
def boss(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.administrator)
    return client


def address(model: type, page: str, *arguments: object) -> str:
    return reverse(f"admin:verify_{model.__name__.lower()}_{page}", args=arguments)


def test_every_table_of_history_that_is_shown_is_shown_to_be_read() -> None:
    shown = set(admin.site._registry) & set(AppendOnly.__subclasses__())
    assert {model.__name__ for model in shown} >= {"Review", "Evidence", "LinkCheck", "MediaCheck"}
    assert shown <= set(READ_ONLY)


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_rows_of_history_can_be_looked_at_and_neither_added_changed_nor_deleted(
    cast: Cast, boss: Client, model: type
) -> None:
    set_scene(cast)
    row = model._default_manager.order_by("pk").first()  # type: ignore[attr-defined]
    before = list(model._default_manager.order_by("pk").values())  # type: ignore[attr-defined]
    assert boss.get(address(model, "changelist")).status_code == 200
    page = parsed(boss.get(address(model, "change", row.pk)))
    assert (
        page.xpath(
            "//*[@id='content']//input[@type='submit'] | //*[@id='content']//textarea | //*[@id='content']//select"
        )
        == []
    )
    assert boss.get(address(model, "add")).status_code == 403
    for refused in (address(model, "add"), address(model, "change", row.pk), address(model, "delete", row.pk)):
        assert boss.post(refused, {"note": "x", "post": "yes"}).status_code == 403
    boss.post(address(model, "changelist"), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert list(model._default_manager.order_by("pk").values()) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", [*READ_ONLY, Article], ids=lambda model: model.__name__)
def test_what_belongs_to_a_restricted_article_is_not_shown_to_an_administrator_it_does_not_name(
    cast: Cast, boss: Client, model: type
) -> None:
    scene = set_scene(cast, restricted=True)
    row = model._default_manager.order_by("pk").first()  # type: ignore[attr-defined]
    listed = "//table[@id='result_list']/tbody/tr"
    assert parsed(boss.get(address(model, "changelist"))).xpath(listed) == []
    assert boss.get(address(model, "change", row.pk)).status_code == 302
    scene.article.people.add(cast.administrator)
    assert len(parsed(boss.get(address(model, "changelist"))).xpath(listed)) >= 1
    assert boss.get(address(model, "change", row.pk)).status_code == 200


def test_an_editor_with_forged_flags_stays_outside(cast: Cast) -> None:
    # The database refuses such flags (tests/models/test_person.py), so they are forged in the session's person alone.
    client = Client()
    client.force_login(cast.editor)
    forged = Person.objects.get(pk=cast.editor.pk)
    forged.is_staff = forged.is_superuser = True

    class Request:
        user = forged

    assert not admin.site.has_permission(Request())  # type: ignore[arg-type]
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_an_administrator_makes_a_person_with_a_role(cast: Cast, boss: Client) -> None:
    form = {
        "username": "nadia",
        "role": "reviewer",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert boss.post(address(Person, "add"), form).status_code == 302
    nadia = Person.objects.get(username="nadia")
    assert (nadia.role, nadia.is_staff) == ("reviewer", False)
    assert Client().login(username="nadia", password=PASSWORD)
    assert LogEntry.objects.get().user_id == cast.administrator.pk


def test_an_administrator_changes_a_role_and_the_flags_follow(cast: Cast, boss: Client) -> None:
    form = {"username": "editor", "role": "administrator", "is_active": "on"}
    assert boss.post(address(Person, "change", cast.editor.pk), form).status_code == 302
    editor = Person.objects.get(pk=cast.editor.pk)
    assert (editor.role, editor.is_staff, editor.is_superuser) == ("administrator", True, True)


def test_people_are_deactivated_and_never_deleted(cast: Cast, boss: Client) -> None:
    assert boss.post(address(Person, "delete", cast.viewer.pk), {"post": "yes"}).status_code == 403
    boss.post(
        address(Person, "changelist"),
        {"action": "delete_selected", "_selected_action": [cast.viewer.pk], "post": "yes"},
    )
    assert Person.objects.filter(username="viewer").exists()
    boss.post(address(Person, "change", cast.viewer.pk), {"username": "viewer", "role": "viewer"})
    assert not Person.objects.get(username="viewer").is_active


def test_who_may_see_a_restricted_article_is_set_here_and_its_claims_are_not(cast: Cast, boss: Client) -> None:
    scene = set_scene(cast)
    edit_of(scene.claim, cast.editor)
    form = {"restricted": "on", "people": [cast.administrator.pk, cast.reviewer.pk], "title": "Another title"}
    assert boss.post(address(Article, "change", scene.article.pk), form).status_code == 302
    article = Article.objects.get()
    assert (article.restricted, article.title) == (True, "A made article")
    assert set(article.people.all()) == {cast.administrator, cast.reviewer}
    assert Review.objects.count() == 1
    assert boss.post(address(Article, "delete", article.pk), {"post": "yes"}).status_code == 403
