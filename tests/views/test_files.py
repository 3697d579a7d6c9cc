"""Bytes that are not ours are handed out as attachments that no browser opens, whatever they claim to be."""

import uuid
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, plain_article
from tests.views.scene import set_scene
from verify.models import Article, Evidence, MediaItem
from verify.services.intake import Details, Upload, upload_article
from verify.services.reviewing import NewEvidence, add_evidence

PAGE = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
NAMES = ["page.html", 'a"; filename="b.html', "минутки.html", "../../etc/passwd", "a\r\nX-Evil: 1.html", "x" * 255]


@pytest.fixture
def viewer(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.viewer)
    return client


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["original", "evidence"])
def test_a_file_is_an_attachment_under_its_own_name_and_nothing_a_browser_would_run(
    cast: Cast, viewer: Client, kind: str, name: str
) -> None:
    if kind == "original":
        article = upload_article(cast.editor, Upload(PAGE, name), Details()).article
        response = viewer.get(f"/articles/{article.pk}/revisions/1/original")
    else:
        claim = claims_of(plain_article(cast.editor))[0]
        evidence = NewEvidence("", "context", file=PAGE, filename=name)
        piece = add_evidence(claim, cast.editor, evidence, idempotency_key=uuid.uuid4())
        response = viewer.get(f"/evidence/{piece.pk}/file")
    assert response.status_code == 200
    assert response.content == PAGE
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "X-Evil" not in response
    disposition, _separator, written = response["Content-Disposition"].partition("; filename*=UTF-8''")
    assert disposition == "attachment"
    assert unquote(written) == name
    assert set(written) & set('"; \r\n') == set()


def test_pasted_text_is_handed_out_under_a_name_that_says_what_it_is(cast: Cast, viewer: Client) -> None:
    article = upload_article(cast.editor, Upload(b"Ships."), Details()).article
    response = viewer.get(f"/articles/{article.pk}/revisions/1/original")
    assert response["Content-Disposition"].endswith(f"''article-{article.pk}-revision-1.txt")


def test_evidence_without_a_file_has_none_to_hand_out(cast: Cast, viewer: Client) -> None:
    claim = claims_of(plain_article(cast.editor))[0]
    piece = add_evidence(claim, cast.editor, NewEvidence("I saw it.", "context"), idempotency_key=uuid.uuid4())
    assert viewer.get(f"/evidence/{piece.pk}/file").status_code == 404
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["/articles/{}/revisions/9/original", "/articles/{}/revisions/9/", "/articles/9999999999999999999999/"]
)
def test_what_is_not_there_is_404(cast: Cast, viewer: Client, address: str) -> None:
    assert viewer.get(address.format(plain_article(cast.editor).pk)).status_code == 404


def test_a_preview_is_our_own_picture_and_kept_by_the_one_browser_only(cast: Cast, viewer: Client) -> None:
    response = viewer.get(set_scene(cast).address("preview"))
    assert (response["Content-Type"], response.content) == ("image/webp", b"RIFFwebp")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]


def test_a_preview_is_shown_to_those_who_may_see_an_article_with_it(cast: Cast, viewer: Client) -> None:
    scene = set_scene(cast)
    assert viewer.get(scene.address("preview")).status_code == 200
    Article.objects.update(restricted=True)
    assert viewer.get(scene.address("preview")).status_code == 404


def test_a_file_without_a_preview_has_none(cast: Cast, viewer: Client) -> None:
    scene = set_scene(cast)
    MediaItem.objects.update(preview=b"")
    assert viewer.get(scene.address("preview")).status_code == 404
