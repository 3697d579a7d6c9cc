"""The role is the one truth about what a person may do, and history keeps its people."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import Cast
from verify.models import Person, Review

from .conftest import Past

ROLES = ["viewer", "reviewer", "editor", "administrator"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_djangos_flags_follow_the_role_whatever_was_asked_for(role: str) -> None:
    person = Person(username=role, role=role, is_staff=role != "administrator", is_superuser=role != "administrator")
    person.save()
    person.refresh_from_db()
    assert person.is_staff == person.is_superuser == (role == "administrator")


@pytest.mark.django_db
@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_the_database_refuses_flags_that_the_role_does_not_carry(flag: str) -> None:
    editor = Person.objects.create(username="editor", role="editor")
    with pytest.raises(IntegrityError, match="person_flags_follow_role"), transaction.atomic():
        Person.objects.filter(pk=editor.pk).update(**{flag: True})
    with pytest.raises(IntegrityError, match="person_flags_follow_role"), transaction.atomic():
        Person.objects.filter(pk=editor.pk).update(role="administrator")


@pytest.mark.django_db
def test_a_role_that_nobody_knows_is_refused() -> None:
    person = Person.objects.create(username="x")
    with pytest.raises(IntegrityError, match="person_role_known"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(role="owner")


def test_the_first_superuser_is_an_administrator(db: None) -> None:
    person = Person.objects.create_superuser("chief", password="a-long-enough-password", role="viewer")
    assert (person.role, person.is_staff, person.is_superuser) == ("administrator", True, True)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("viewer", (False, False, False)),
        ("reviewer", (True, False, False)),
        ("editor", (True, True, False)),
        ("administrator", (True, True, True)),
    ],
)
def test_each_role_may_do_what_the_one_before_it_may(role: str, may: tuple[bool, bool, bool]) -> None:
    person = Person(role=role)
    assert (person.is_reviewer, person.is_editor, person.is_administrator) == may


@pytest.mark.parametrize("role", ROLES)
def test_a_deactivated_person_may_do_nothing(role: str) -> None:
    person = Person(role=role, is_active=False)
    assert [person.is_reviewer, person.is_editor, person.is_administrator] == [False, False, False]


@pytest.mark.parametrize("who", ["reviewer", "editor"])
def test_people_are_not_deleted_out_of_history(past: Past, cast: Cast, who: str) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        getattr(cast, who).delete()
    assert Person.objects.filter(username=who).exists()
    assert Review.objects.get().reviewer == cast.reviewer


def test_somebody_who_did_nothing_yet_can_be_deleted(past: Past, cast: Cast) -> None:
    cast.viewer.delete()
    assert not Person.objects.filter(username="viewer").exists()


@pytest.mark.parametrize(
    ("name", "initials"),
    [(("Rosa", "Aguilar"), "RA"), (("Rosa", ""), "RO"), (("", ""), "DE"), (("Ana", "de la O"), "AO")],
)
def test_initials_are_two_letters(name: tuple[str, str], initials: str) -> None:
    assert Person(username="desk", first_name=name[0], last_name=name[1]).initials == initials
