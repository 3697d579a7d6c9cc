"""``manage.py ensure_people``: the first administrator, and the demo people when asked for."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from verify.services.people import add_demo_people, ensure_administrator


class Command(BaseCommand):
    help = (
        "Makes the first administrator (admin) if there is none and prints the one-time password once; with --demo also "
        "editor, reviewer, reviewer2 and viewer. DEMO_PASSWORD in the environment gives the demo people, admin among them, "
        "that password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="make the demo people too")

    def handle(self, *args: Any, demo: bool = False, **options: Any) -> None:
        given = os.environ.get("DEMO_PASSWORD", "") if demo else ""
        made = ensure_administrator(given)
        if made is not None:
            person, password = made
            shown = "(DEMO_PASSWORD)" if given else password
            self.stdout.write(
                f"Administrator {person.username}, password {shown} — shown once; change it after logging in."
            )
        if demo:
            password = add_demo_people(given or (made[1] if made else ""))
            shown = "(DEMO_PASSWORD)" if given else password
            self.stdout.write(f"Demo people editor, reviewer, reviewer2, viewer, password {shown} — shown once.")
