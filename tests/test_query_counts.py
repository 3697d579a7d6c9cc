"""How many questions a page asks the database, which does not grow with what is on it.

The numbers stand in query_counts.json. Where a change of them is meant, write them anew: delete the file, run these tests
once (they say that they wrote it), look at the difference, and commit it with the reason.
"""

import json
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext

from tests.factories import Cast, claims_of, decide, furnish, learn_sizes, plain_article, revise, split_article
from verify.models import Article, Claim, Person

COUNTS = Path(__file__).with_name("query_counts.json")
HTMX = {"HX-Request": "true", "HX-Target": "claim-card"}
PASSING = [
    "",
    "The ferry to Lindholm sailed at noon.",
    "Doctors treated forty patients overnight.",
    "A museum lost its oldest painting.",
    "Farmers sold less barley than last year.",
    "Two trains collided near the border.",
    "The bank raised its interest rate.",
    "Students marched through the capital.",
]
"""A sentence of each revision that the next one leaves out."""
SIZES = {"": (10, 1_500), " in parts": (3_000, 10_000)}
"""Claims of an article that fits on one page, and of one that is shown in parts, which asks for its totals as well."""


class Browser:
    """Asks the site as Django's test client does, but keeps no copy of what each template was given: a page of ten thousand
    claims has some fifty thousand of them."""

    def __init__(self, person: Person) -> None:
        client = Client()
        client.force_login(person)
        self._cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._make = RequestFactory()

    def get(self, address: str, headers: dict[str, str] | None = None) -> None:
        self._ask(self._make.get(address, headers=headers))

    def post(self, address: str, form: dict[str, object], headers: dict[str, str]) -> None:
        self._ask(self._make.post(address, form, headers=headers))

    def _ask(self, request: WSGIRequest) -> None:
        response = self._handler(request.environ | {"HTTP_COOKIE": self._cookie})
        assert response.status_code == 200, response


@pytest.fixture
def reviewer(cast: Cast) -> Browser:
    return Browser(cast.reviewer)


def asked(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def check(name: str, counts: dict[int, int]) -> None:
    """``counts`` is {size: queries}: all the same, and the number that is written down."""
    assert len(set(counts.values())) == 1, f"{name}: the number of queries grows with the page: {counts}"
    written = json.loads(COUNTS.read_text()) if COUNTS.exists() else {}
    (number,) = set(counts.values())
    if name not in written:
        COUNTS.write_text(json.dumps(written | {name: number}, indent=2, sort_keys=True) + "\n")
        pytest.fail(f"{name}: wrote {number} to {COUNTS.name}; look at it, run again, and commit it with the reason.")
    assert number == written[name], (
        f"{name}: {number} queries instead of {written[name]}. If that is meant, take the line out of tests/{COUNTS.name}, "
        "run again and commit the file with the reason."
    )


def work_on(article: Article, reviewer: Browser) -> dict[str, int]:
    """{what a reviewer does on the article page: the queries it took}."""
    claims = claims_of(article)
    address = f"/articles/{article.pk}/"
    form = {
        "version": 0,
        "key": uuid.uuid4(),
        "status": "unverified",
        "note": "I called.",
        "evidence_source": "I saw it.",
    }
    acts: dict[str, Callable[[], object]] = {
        "article": lambda: reviewer.get(address),
        "card": lambda: reviewer.get(f"{address}?claim={claims[1].pk}", headers=HTMX),
        "checks": lambda: reviewer.get(f"{address}checks/"),
        "review": lambda: reviewer.post(f"/claims/{claims[2].pk}/review/", form, headers=HTMX),
        "undo": lambda: reviewer.post(f"{address}undo/", {"key": uuid.uuid4()}, headers=HTMX),
    }
    return {name: asked(act) for name, act in acts.items()}


def test_the_article_page_asks_as_much_for_ten_thousand_claims_as_for_ten(cast: Cast, reviewer: Browser) -> None:
    for kind, sizes in SIZES.items():
        counts = {}
        for size in sizes:
            article = plain_article(cast.editor, size)
            furnish(article, cast.editor)
            learn_sizes()
            counts[size] = work_on(article, reviewer)
            assert Claim.objects.filter(article=article, reviews__isnull=False).distinct().count() == 1
        for name in counts[sizes[0]]:
            check(f"{name}{kind}", {size: counts[size][name] for size in counts})


def test_the_desk_asks_as_much_for_two_hundred_articles_as_for_ten(cast: Cast, reviewer: Browser) -> None:
    counts = {}
    for size in (10, 200):
        for _article in range(size - Article.objects.count()):
            furnish(plain_article(cast.editor, 2), cast.editor)
        counts[size] = asked(lambda: reviewer.get("/"))
    check("desk", counts)


def test_a_claims_own_page_asks_as_much_for_a_long_history_as_for_a_short_one(cast: Cast, reviewer: Browser) -> None:
    claim = claims_of(plain_article(cast.editor))[0]
    counts = {}
    for size in (2, 20):
        for turn in range(size - claim.reviews.count()):
            decide(claim, cast.reviewer, ("disputed", "verified")[turn % 2])
        counts[size] = asked(lambda: reviewer.get(f"/claims/{claim.pk}/"))
    check("claim", counts)


def test_the_list_of_revisions_asks_as_much_for_many_as_for_few(cast: Cast, reviewer: Browser) -> None:
    text = "The council closed three bridges."
    article = split_article(cast.editor, f"{text}\n", "a.md")
    counts = {}
    for size in (3, 8):
        for number in range(article.revisions.count(), size):
            revise(article, cast.editor, f"{text}\n\n{PASSING[number]}\n", "a.md")
        assert (
            Claim.objects.filter(article=article).exclude(occurrences__revision=article.current_revision).count()
            == size - 2
        )
        counts[size] = asked(lambda: reviewer.get(f"/articles/{article.pk}/revisions/"))
    check("revisions", counts)
