"""Logging in and out, and what people set for themselves."""

import pytest
from django.test import Client

from tests.factories import PASSWORD, Cast, plain_article
from tests.views.pages import parsed
from verify.models import Person

NEW = "another-long-password-9"


def logged_in_as(client: Client) -> str | None:
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number).username if number else None


def test_who_is_not_logged_in_is_led_to_the_page_they_wanted_after_the_login(cast: Cast) -> None:
    article, client = plain_article(cast.editor), Client()
    response = client.get(f"/articles/{article.pk}/?claim=1")
    assert response["Location"] == f"/login/?next=/articles/{article.pk}/%3Fclaim%3D1"
    response = client.post(
        response["Location"], {"username": "reviewer", "password": PASSWORD, "next": f"/articles/{article.pk}/"}
    )
    assert response["Location"] == f"/articles/{article.pk}/"
    assert logged_in_as(client) == "reviewer"


@pytest.mark.parametrize(("username", "password"), [("reviewer", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_says_the_same_and_lets_nobody_in(cast: Cast, username: str, password: str) -> None:
    client = Client()
    response = client.post("/login/", {"username": username, "password": password})
    assert logged_in_as(client) is None
    page = parsed(response)
    assert page.xpath("//input[@name='password']/@value") == []
    assert "correct username and password" in page.text_content() or not username


def test_somebody_deactivated_cannot_log_in(cast: Cast) -> None:
    Person.objects.filter(username="reviewer").update(is_active=False)
    client = Client()
    client.post("/login/", {"username": "reviewer", "password": PASSWORD})
    assert logged_in_as(client) is None


@pytest.mark.parametrize("further", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_login_leads_nowhere_outside(cast: Cast, further: str) -> None:
    response = Client().post("/login/", {"username": "reviewer", "password": PASSWORD, "next": further})
    assert response["Location"] == "/"


def test_logging_out_takes_a_press_and_not_a_link(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.reviewer)
    assert client.get("/logout/").status_code == 405
    assert logged_in_as(client) == "reviewer"
    assert client.post("/logout/").status_code == 200
    assert logged_in_as(client) is None
    assert client.get("/").status_code == 302


def test_a_new_password_works_the_old_one_does_not_and_other_browsers_are_out(cast: Cast) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(cast.reviewer)
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/password/", form)["Location"] == "/password/done/"
    assert here.get("/password/done/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Client().login(username="reviewer", password=NEW)
    assert not Client().login(username="reviewer", password=PASSWORD)


@pytest.mark.parametrize(
    ("old", "first", "second"),
    [
        ("wrong", NEW, NEW),
        (PASSWORD, NEW, NEW + "x"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "password123", "password123"),
        (PASSWORD, "reviewer", "reviewer"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(cast: Cast, old: str, first: str, second: str) -> None:
    client = Client()
    client.force_login(cast.reviewer)
    response = client.post("/password/", {"old_password": old, "new_password1": first, "new_password2": second})
    assert parsed(response).xpath("//p[@class='field-error'] | //*[@data-level='error']")
    assert Client().login(username="reviewer", password=PASSWORD)


def test_people_set_their_name_and_their_keys_and_nothing_else(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.reviewer)
    form = {
        "first_name": "Rosalía",
        "last_name": "Aguilar",
        "email": "",
        "role": "administrator",
        "is_staff": "on",
        "username": "root",
    }
    assert client.post("/me/", form)["Location"] == "/me/"
    me = Person.objects.get(pk=cast.reviewer.pk)
    assert (str(me), me.shortcuts) == ("Rosalía Aguilar", False)
    assert (me.role, me.is_staff, me.is_superuser, me.username) == ("reviewer", False, False, "reviewer")
    article = plain_article(cast.editor)
    assert 'data-shortcuts="off"' in client.get(f"/articles/{article.pk}/").content.decode()


def test_people_choose_how_mail_reaches_them_and_need_an_address_for_it(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.reviewer)
    refused = client.post("/me/", {"mail": "digest", "email": ""})
    assert refused.status_code == 422
    assert "Give an address for these mails" in parsed(refused).text_content()
    assert client.post("/me/", {"mail": "digest", "email": "rosa@desk.example"}).status_code == 302
    assert Person.objects.get(pk=cast.reviewer.pk).mail == "digest"
    assert client.post("/me/", {"mail": "hourly", "email": "rosa@desk.example"}).status_code == 422


def test_an_address_that_is_none_is_refused_and_the_header_keeps_the_name(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.reviewer)
    response = client.post("/me/", {"first_name": "Zed", "last_name": "Q", "email": "nowhere"})
    assert response.status_code == 422
    page = parsed(response)
    assert page.xpath("//input[@name='first_name']/@value") == ["Zed"]
    assert "Enter a valid email address" in page.text_content()
    assert "Zed" not in page.xpath("//header")[0].text_content()
    assert str(Person.objects.get(pk=cast.reviewer.pk)) == "Rosa Aguilar"
