"""A desk with a million claims: one article made by the program's own code, and every row of it copied by the database."""

import secrets
from datetime import timedelta
from itertools import product
from uuid import uuid4

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from verify.models import Article, Claim, Person, Review, Role, Status

CLAIMS = 50
"""Claims of each article; every second one is decided."""
STRIDE = 100_000
"""What separates the ids of one article's rows from the next one's; more than one article has rows in any table."""
_BEGINNINGS = ("Nord", "West", "Lind", "Kirk", "Alta", "Bren", "Carn", "Dunm", "Elst", "Farn")
_ENDINGS = ("havn", "holm", "berg", "wick", "dale", "ford", "stad", "moor", "gate", "vick")
PLACES = ["".join(parts) for parts in product(_BEGINNINGS, _ENDINGS)]
"""Names as long as each other, so that offsets stay right when one takes another's place."""
_WHO = ("The council", "The harbour master", "The fire service", "A court", "The ministry")
_WHAT = ["boats", "cranes", "berths", "sheds", "trucks", "pumps", "ferries", "bridges", "schools", "clinics"]
_WHAT += ["farms", "wells", "roads", "trams", "buses", "masts", "barges", "towers", "markets", "chapels"]
_NUMBER = "00000"


def sentence(index: int) -> str:
    """The wording of one claim in the first article."""
    who, what = _WHO[index % len(_WHO)], _WHAT[index % len(_WHAT)]
    return f"{who} in {PLACES[0]} counted {index + 11} {what} under order {_NUMBER}."


def seed(articles: int, reviewers: int) -> list[Person]:
    """``articles`` articles of CLAIMS claims in the connected database, which holds none yet; the people who review them."""
    people = _people(reviewers)
    _first_article(people)
    with connection.cursor() as cursor:
        # The rows are copies of rows that passed every trigger and every constraint.
        cursor.execute("SET session_replication_role = replica")
        for model in apps.get_app_config("verify").get_models(include_auto_created=True):
            if model is not Person and model._base_manager.exists():
                _copy(model, articles - 1)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
    return people


def _people(reviewers: int) -> list[Person]:
    rows = [
        Person(username=f"reviewer{number}", role=Role.REVIEWER, password=f"!{secrets.token_hex(8)}")
        for number in range(reviewers)
    ]
    rows.append(Person(username="editor", role=Role.EDITOR, password="!"))
    return Person.objects.bulk_create(rows)[:-1]


def _first_article(people: list[Person]) -> Article:
    from tests.factories import claims_of, decide, plain_article, revision_of
    from verify.jobs.noticing import flag_article

    editor = Person.objects.get(username="editor")
    article = plain_article(editor, CLAIMS, f"What {PLACES[0]} counted in {_NUMBER}", wording=sentence)
    _make_urgent(article, people)
    for index, claim in enumerate(claims_of(article)[::2]):
        status = (Status.UNVERIFIED, Status.VERIFIED, Status.UNVERIFIED, Status.DISPUTED)[index % 4]
        decide(claim, people[index % len(people)], status)
    # What the program notices is part of the desk, and no article waits for it.
    flag_article(article.pk)
    assert Review.objects.count() == CLAIMS // 2
    assert revision_of(article).occurrences.count() == Claim.objects.count() == CLAIMS
    return article


def _make_urgent(article: Article, people: list[Person]) -> None:
    """What the queues are about: a deadline, claims worth more and less, some assigned, some reworded, some flagged."""
    from tests.factories import claims_of, flag_on
    from verify.services.assigning import assign

    deadline = timezone.now().replace(minute=59, second=0, microsecond=0) + timedelta(days=3)
    Article.objects.filter(pk=article.pk).update(deadline=deadline)
    for index, claim in enumerate(claims_of(article)):
        kind = "reworded" if index % 20 == 1 else "new"
        claim.occurrences.update(checkworthiness=(index * 37 % 100) / 100, origin=kind)
        if index % 10 == 3:
            assign(claim, people[index % len(people)], people[index % len(people)], key=uuid4())
        if index % 10 == 5:
            flag_on(claim)


def _copy(model: type[models.Model], times: int) -> None:
    """Each row of a table ``times`` times: ids and references moved on by a stride, words and keys made different."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field) for field in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT max(id) FROM "{table}"')
        if cursor.fetchone()[0] >= STRIDE:
            raise SystemExit(f"{table}: one article has more rows than the stride between articles")
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" t CROSS JOIN generate_series(1, %s) k',
            [times],
        )
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM \"{table}\"))")


def _value(field: "models.Field[object, object]") -> str:
    column = f't."{field.column}"'
    target = field.related_model if field.is_relation else field.model if field.primary_key else None
    if target is not None and target is not Person:
        return f"{column} + k::bigint * {STRIDE}"
    if isinstance(field, models.UUIDField):
        return "gen_random_uuid()"
    if field.name == "cause":
        # What happened is named by its kind and its id: "flag:6".
        return f"split_part({column}, ':', 1) || ':' || split_part({column}, ':', 2)::bigint + k::bigint * {STRIDE}"
    if field.name in ("sha256", "digest"):
        return f"encode(sha256(({column} || k)::bytea), 'hex')"
    if isinstance(field, models.TextField | models.CharField) and not field.choices:
        return _worded(column)
    if field.name == "place":
        # The first deadline is a minute before the hour: so many whole hours lie between it and the copy's.
        return f"{column} - k / 60 * 1001"
    if field.name in ("activity_at", "deadline"):
        return f"{column} - k * interval '1 minute'"
    return column


def _worded(column: str) -> str:
    """The words of the first article with the copy's own place and number, both as long as before."""
    places = "ARRAY[" + ", ".join(f"'{place}'" for place in PLACES) + "]"
    swapped = f"replace({column}, '{PLACES[0]}', ({places})[k %% {len(PLACES)} + 1])"
    lowered = f"replace({swapped}, lower('{PLACES[0]}'), lower(({places})[k %% {len(PLACES)} + 1]))"
    return f"replace({lowered}, '{_NUMBER}', lpad(k::text, {len(_NUMBER)}, '0'))"
