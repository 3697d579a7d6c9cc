"""The job that keeps copies, against a server of our own: what it stores, for whom, and what it says where it stores nothing."""

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from warcio.archiveiterator import ArchiveIterator

from tests.checking.files import picture
from tests.checking.tsa import Authority, make_authority
from tests.checking.web import Web, answer, page, redirect, running
from tests.factories import Cast, claims_of, evidence_on, plain_article
from tests.jobs.processes import address_of_test_database, locks_held
from verify.checking.timestamp import verify_stamp
from verify.doorbell import FLAG_ARTICLE, KEEP_LINKS
from verify.jobs.keeping import keep_links
from verify.jobs.leases import Lease
from verify.jobs.sweeping import find_overdue
from verify.models import ArchiveCopy, Claim, Evidence, Keeping, Link, LinkCheck, Snapshot, StoredFile
from verify.services.errors import Refused
from verify.services.keeping import keep_copy, save_at_archive

pytestmark = pytest.mark.django_db
STORY = page(
    "<nav>Home Sport Weather</nav><article><h1>Harbour reopens</h1>"
    "<p>The port of Nordhavn reopened on Tuesday after a storm closed it for three days, the port authority said.</p>"
    "<p>“We lost two cranes, but nobody was hurt,” said port director Anna Wester in the town hall.</p></article>",
    "Harbour reopens",
)


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with running(Web()) as started:
        settings.FETCH_ALLOW = [started.allow]
        settings.FETCH_TIMEOUT = 10.0
        yield started


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor))[0]


def evidence_at(claim: Claim, cast: Cast, url: str) -> tuple[Evidence, Link]:
    piece = evidence_on(claim, cast.reviewer, source=url)
    assert piece.link is not None
    return piece, piece.link


def the_keeping() -> Keeping:
    return Keeping.objects.select_related("snapshot__warc", "link").get()


def blocks(snapshot: Snapshot) -> dict[str, bytes]:
    records = ArchiveIterator(io.BytesIO(bytes(snapshot.warc.content)), no_record_parse=True)
    return {record.rec_type: record.raw_stream.read() for record in records}


def test_a_page_that_becomes_evidence_is_kept_as_it_was_received(web: Web, claim: Claim, cast: Cast) -> None:
    packed = gzip.compress(STORY)
    url = web.add("/story", answer(200, packed, content_encoding="gzip", x_served_by="us"))
    piece, link = evidence_at(claim, cast, url)
    keep_links([link.pk])
    keeping = the_keeping()
    snapshot = keeping.snapshot
    assert snapshot is not None
    assert (keeping.state, keeping.evidence, keeping.asked_by) == ("done", piece, cast.reviewer)
    assert blocks(snapshot)["response"].endswith(b"\r\n\r\n" + packed)
    assert (snapshot.payload_sha256, snapshot.payload_size) == (hashlib.sha256(packed).hexdigest(), len(packed))
    assert ["x-served-by", "us"] in snapshot.headers
    assert "“We lost two cranes, but nobody was hurt,”" in snapshot.text
    assert "Weather" not in snapshot.text
    assert snapshot.warc.sha256 == hashlib.sha256(bytes(snapshot.warc.content)).hexdigest()


def test_the_look_that_keeps_a_copy_is_the_links_check_and_the_only_request(web: Web, claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    keep_links([link.pk])
    link.refresh_from_db()
    assert (link.check_state, link.latest_check) == ("done", Snapshot.objects.get().link_check)
    assert web.paths.count("/story") == 1


def test_adding_evidence_rings_for_the_copy_after_the_commit_and_for_nothing_else(
    claim: Claim, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as rung:
        _piece, link = evidence_at(claim, cast, "http://127.0.0.1:9/minutes")
        evidence_on(claim, cast.reviewer, source="I saw it.")
    rings = [bell.args for bell in rung if isinstance(bell, partial)]
    assert [ring for ring in rings if ring[0] != FLAG_ARTICLE] == [(KEEP_LINKS, [link.pk])]
    assert the_keeping().is_pending


def test_a_late_delivery_keeps_nothing_twice(web: Web, claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    keep_links([link.pk])
    keep_links([link.pk])
    assert (Snapshot.objects.count(), web.paths.count("/story")) == (1, 1)


def test_two_pieces_of_evidence_that_wait_share_one_look(web: Web, claim: Claim, cast: Cast) -> None:
    url = web.add("/story", answer(200, STORY))
    evidence_at(claim, cast, url)
    _piece, link = evidence_at(claims_of(claim.article)[1], cast, url)
    keep_links([link.pk])
    assert [row.snapshot for row in Keeping.objects.all()] == [Snapshot.objects.get()] * 2


def test_the_same_body_again_is_stored_once_and_the_second_copy_names_the_first(
    web: Web, claim: Claim, cast: Cast
) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    keep_links([link.pk])
    link.refresh_from_db()
    keep_copy(link, cast.reviewer)
    keep_links([link.pk])
    second, first = Snapshot.objects.order_by("-taken_at")
    assert (second.refers_to, first.refers_to) == (first, None)
    assert second.payload_sha256 == first.payload_sha256
    assert STORY in blocks(first)["response"]
    assert STORY not in blocks(second)["revisit"]
    assert second.text == first.text


def test_a_redirect_is_told_and_the_last_answer_is_kept(web: Web, claim: Claim, cast: Cast) -> None:
    web.add("/story", answer(200, STORY))
    _piece, link = evidence_at(claim, cast, web.add("/old", redirect("/story")))
    keep_links([link.pk])
    snapshot = Snapshot.objects.get()
    assert snapshot.final_url == web.url("/story")
    assert f"via: {web.url('/old')}".encode() in blocks(snapshot)["metadata"]


def test_a_file_is_kept_byte_by_byte_without_a_text(web: Web, claim: Claim, cast: Cast) -> None:
    shot = picture()
    _piece, link = evidence_at(claim, cast, web.add("/pier.jpg", answer(200, shot, content_type="image/jpeg")))
    keep_links([link.pk])
    snapshot = Snapshot.objects.get()
    assert blocks(snapshot)["response"].endswith(shot)
    assert snapshot.text == ""


def test_a_plain_text_is_its_own_main_text(web: Web, claim: Claim, cast: Cast) -> None:
    said = "Vier Kräne fielen.\nNiemand wurde verletzt.".encode("latin-1")
    url = web.add("/notes.txt", answer(200, said, content_type="text/plain; charset=iso-8859-1"))
    _piece, link = evidence_at(claim, cast, url)
    keep_links([link.pk])
    assert Snapshot.objects.get().text == "Vier Kräne fielen.\nNiemand wurde verletzt."


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:1/minutes", "No copy was kept. Web pages are expected on ports"),
        ("http://10.0.0.1/minutes", "this one is private"),
        ("http://169.254.169.254/latest", "No copy was kept."),
    ],
)
def test_what_may_not_be_fetched_is_not_kept_and_a_sentence_says_so(
    web: Web, claim: Claim, cast: Cast, url: str, says: str
) -> None:
    _piece, link = evidence_at(claim, cast, url)
    keep_links([link.pk])
    keeping = the_keeping()
    assert (keeping.state, Snapshot.objects.count(), web.asked) == ("failed", 0, [])
    assert says in keeping.sentence
    link.refresh_from_db()
    with pytest.raises(Refused, match="No copy can be kept"):
        keep_copy(link, cast.reviewer)


@pytest.mark.parametrize(
    ("status", "says"), [(404, "does not exist"), (403, "does not let the program in"), (500, "fault of its own")]
)
def test_a_page_that_is_not_there_is_not_kept_in_the_place_of_what_somebody_saw(
    web: Web, claim: Claim, cast: Cast, status: int, says: str
) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(status, page("Sorry"))))
    keep_links([link.pk])
    assert (the_keeping().state, Snapshot.objects.count(), LinkCheck.objects.count()) == ("failed", 0, 1)
    assert says in the_keeping().sentence
    web.add("/story", answer(200, STORY))
    link.refresh_from_db()
    keep_copy(link, cast.reviewer)
    keep_links([link.pk])
    assert Snapshot.objects.count() == 1


def test_a_file_too_large_to_be_kept_is_checked_all_the_same_and_the_limit_is_named(
    web: Web, claim: Claim, cast: Cast
) -> None:
    size = 17 * 1024 * 1024
    sound = (
        b"RIFF"
        + (size + 36).to_bytes(4, "little")
        + b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0data"
    )
    body = sound + size.to_bytes(4, "little") + bytes(size)
    _piece, link = evidence_at(claim, cast, web.add("/meeting.wav", answer(200, body, content_type="audio/wav")))
    keep_links([link.pk])
    assert (the_keeping().state, Snapshot.objects.count(), LinkCheck.objects.get().outcome) == ("failed", 0, "ok")
    assert "larger than 16.0" in the_keeping().sentence


def test_a_copy_is_asked_for_once_at_a_time(claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, "http://127.0.0.1:9/minutes")
    keep_copy(link, cast.reviewer)
    with pytest.raises(Refused, match="being kept already"):
        keep_copy(link, cast.reviewer2)


def test_it_is_given_up_after_three_attempts(web: Web, claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/deadly", answer(200, STORY)))
    Keeping.objects.update(state="running", attempts=3)
    keep_links([link.pk])
    assert (the_keeping().state, web.asked) == ("failed", [])
    assert "three times" in the_keeping().sentence


def test_what_another_worker_is_at_is_left_alone(web: Web, claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    with psycopg.connect(address_of_test_database()) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [int(Lease.KEEP), link.pk])
        keep_links([link.pk])
    assert (the_keeping().state, the_keeping().attempts, web.asked) == ("pending", 0, [])
    keep_links([link.pk])
    assert the_keeping().state == "done"
    assert locks_held(Lease.KEEP) == 0


def test_a_lost_ring_is_found_by_the_sweeper(claim: Claim, cast: Cast, settings: Any) -> None:
    _piece, link = evidence_at(claim, cast, "http://127.0.0.1:9/minutes")
    assert find_overdue().keepings == []
    settings.JOB_PENDING_TOO_LONG = -1.0
    assert find_overdue().keepings == [link.pk]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [({"state": "failed"}, "keeping_failure_has_reason"), ({"state": "done"}, "keeping_done_has_its_copy")],
)
def test_the_database_wants_a_copy_or_a_reason(
    claim: Claim, cast: Cast, values: dict[str, str], constraint: str
) -> None:
    evidence_at(claim, cast, "http://127.0.0.1:9/minutes")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Keeping.objects.update(**values)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tsa"))


def test_a_copy_gets_the_time_of_an_authority_where_one_is_named(
    web: Web, claim: Claim, cast: Cast, settings: Any, authority: Authority
) -> None:
    settings.TIMESTAMP_URL, settings.TIMESTAMP_CA = web.add("/tsa", authority.serve()), authority.root
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    keep_links([link.pk])
    snapshot = Snapshot.objects.select_related("warc").get()
    assert snapshot.timestamped_at == verify_stamp(
        bytes(snapshot.timestamp_token), bytes(snapshot.warc.content), authority.root
    )
    assert (snapshot.timestamp_authority, snapshot.timestamp_problem) == (web.url("/tsa"), "")


def test_a_copy_is_kept_all_the_same_when_the_authority_fails(
    web: Web, claim: Claim, cast: Cast, settings: Any, authority: Authority, tmp_path: Path
) -> None:
    settings.TIMESTAMP_URL, settings.TIMESTAMP_CA = web.add("/tsa", authority.serve()), make_authority(tmp_path).root
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    keep_links([link.pk])
    snapshot = Snapshot.objects.get()
    assert (bytes(snapshot.timestamp_token), snapshot.timestamped_at) == (b"", None)
    assert "does not hold" in snapshot.timestamp_problem


def test_an_authority_inside_the_network_is_not_asked(web: Web, claim: Claim, cast: Cast, settings: Any) -> None:
    with running(Web()) as inside:
        settings.TIMESTAMP_URL = inside.add("/tsa", answer(200, b"token"))
        _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
        keep_links([link.pk])
        assert inside.asked == []
    assert "not reached" in Snapshot.objects.get().timestamp_problem


def archive_of(web: Web, settings: Any, url: str, found: dict[str, Any]) -> None:
    settings.WAYBACK_URL = web.url("").rstrip("/")
    settings.WAYBACK_SAVE_URL = web.url("/save/")
    query = url.replace(":", "%3A").replace("/", "%2F")
    web.add(f"/wayback/available?url={query}", answer(200, json.dumps({"archived_snapshots": found}).encode()))


def test_the_web_archives_copy_is_noted_with_ours(web: Web, claim: Claim, cast: Cast, settings: Any) -> None:
    url = web.add("/story", answer(200, STORY))
    there = {"available": True, "url": "http://archive.example/web/20250312000000/x", "timestamp": "20250312000000"}
    archive_of(web, settings, url, {"closest": there})
    _piece, link = evidence_at(claim, cast, url)
    keep_links([link.pk])
    copy = ArchiveCopy.objects.get()
    assert (copy.link, copy.address, copy.saved_for_us) == (link, "http://archive.example/web/20250312000000/x", False)
    assert copy.captured_at is not None
    keep_copy(Link.objects.get(pk=link.pk), cast.reviewer)
    keep_links([link.pk])
    assert ArchiveCopy.objects.count() == 1


def test_a_copy_is_made_at_the_web_archive_when_somebody_asks(
    web: Web, claim: Claim, cast: Cast, settings: Any
) -> None:
    url = web.add("/story", answer(200, STORY))
    archive_of(web, settings, url, {})
    _piece, link = evidence_at(claim, cast, url)
    with pytest.raises(Refused, match="not there at the last look"):
        save_at_archive(link, cast.reviewer)
    keep_links([link.pk])
    link.refresh_from_db()
    assert ArchiveCopy.objects.get().address == ""
    web.add(f"/save/{url}", redirect(f"/web/20261122030405/{url}"))
    save_at_archive(link, cast.reviewer)
    keep_links([link.pk])
    copy = ArchiveCopy.objects.latest("pk")
    assert (copy.saved_for_us, copy.address) == (True, web.url(f"/web/20261122030405/{url}"))
    assert Keeping.objects.get(what="archive").archive_copy == copy


def test_a_web_archive_that_refuses_is_told_in_a_sentence(web: Web, claim: Claim, cast: Cast, settings: Any) -> None:
    url = web.add("/story", answer(200, STORY))
    archive_of(web, settings, url, {})
    _piece, link = evidence_at(claim, cast, url)
    keep_links([link.pk])
    link.refresh_from_db()
    save_at_archive(link, cast.reviewer)
    keep_links([link.pk])
    keeping = Keeping.objects.get(what="archive")
    assert (keeping.state, keeping.sentence) == (
        "failed",
        "The web archive answered 404 and made no copy: ask again later.",
    )


def test_no_web_archive_is_asked_where_none_is_set_up(web: Web, claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    keep_links([link.pk])
    link.refresh_from_db()
    assert (ArchiveCopy.objects.count(), [path for path in web.paths if "wayback" in path]) == (0, [])
    with pytest.raises(Refused, match="No web archive is set up"):
        save_at_archive(link, cast.reviewer)


def test_what_was_begun_and_not_ended_leaves_no_bytes_behind(web: Web, claim: Claim, cast: Cast) -> None:
    _piece, link = evidence_at(claim, cast, web.add("/story", answer(200, STORY)))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE verify_snapshot ADD CONSTRAINT not_now CHECK (payload_size < 0)")
    with pytest.raises(IntegrityError), transaction.atomic():
        keep_links([link.pk])
    assert (StoredFile.objects.count(), Snapshot.objects.count(), LinkCheck.objects.count()) == (0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE verify_snapshot DROP CONSTRAINT not_now")
    keep_links([link.pk])
    assert the_keeping().state == "done"
