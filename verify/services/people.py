"""Who works here: the first administrator, the demo people, and what a person sets for themselves."""

import secrets

from verify.models import Person, Role
from verify.transactions import one_transaction

DEMO_PEOPLE = (
    ("editor", "Edith Okafor", Role.EDITOR),
    ("reviewer", "Rosa Aguilar", Role.REVIEWER),
    ("reviewer2", "Milan Kovac", Role.REVIEWER),
    ("viewer", "Vera Lind", Role.VIEWER),
)


def save_preferences(person: Person) -> None:
    """Write the fields that a person may change about themselves, and no others."""
    person.save(update_fields=["first_name", "last_name", "email", "mail", "shortcuts"])


@one_transaction
def ensure_administrator(password: str = "") -> tuple[Person, str] | None:
    """Make the first administrator where nobody has that role; None if somebody has. The password is random unless given."""
    if Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR).exists():
        return None
    chosen = password or secrets.token_urlsafe(12)
    return Person.objects.create_superuser("admin", password=chosen), chosen


@one_transaction
def add_demo_people(password: str = "") -> str:
    """Make the demo people that are not there yet, all with one password, which is random unless given; it is returned."""
    chosen = password or secrets.token_urlsafe(12)
    for username, name, role in DEMO_PEOPLE:
        if not Person.objects.filter(username=username).exists():
            first, last = name.split()
            Person.objects.create_user(username, password=chosen, role=role, first_name=first, last_name=last)
    return chosen
