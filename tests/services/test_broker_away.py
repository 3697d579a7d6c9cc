"""Uploading while the broker is away: the text is safe, and the editor does not wait for what cannot come."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import Cast
from verify.models import Article, Revision

# A web process of its own, since Celery keeps the connections to the broker that it made first.
WEB_PROCESS = """
import json, sys, time
import newsroom.wsgi
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from verify.models import Person

client = Client()
client.force_login(Person.objects.get(username="editor"))
files = [SimpleUploadedFile(f"{n}.txt", f"Text {n}: nine ships waited.".encode()) for n in range(int(sys.argv[1]))]
began = time.monotonic()
response = client.post("/upload/", {"files": files})
seconds = time.monotonic() - began
loaded = sorted({"spacy", "verify.tasks"} & set(sys.modules))
print(json.dumps({"status": response.status_code, "to": response.url, "seconds": seconds, "loaded": loaded}))
"""


def upload_with_broker_at(address: str, files: int) -> dict[str, Any]:
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    ran = subprocess.run(
        [sys.executable, "-c", WEB_PROCESS, str(files)],
        env=os.environ | {"DATABASE_URL": database, "REDIS_URL": address, "ALLOWED_HOSTS": "testserver"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "The broker is away" in ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


@contextmanager
def broker_that_is(kind: str) -> Iterator[str]:
    """An address where nothing listens, or where somebody takes the call and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if kind == "gone":
            server.close()
        yield f"redis://127.0.0.1:{port}/0"


@pytest.mark.processes
@pytest.mark.parametrize(("kind", "files"), [("gone", 1), ("mute", 1), ("gone", 4), ("mute", 4)])
def test_an_upload_is_stored_and_answered_in_five_seconds_while_the_broker_is_away(
    committed_cast: Cast, kind: str, files: int
) -> None:
    with broker_that_is(kind) as address:
        answer = upload_with_broker_at(address, files)
    assert answer["status"] == 302
    assert answer["seconds"] < 5
    assert answer["loaded"] == []
    assert Article.objects.count() == files
    assert set(Revision.objects.values_list("split_state", flat=True)) == {"pending"}
    assert answer["to"] == ("/" if files > 1 else f"/articles/{Article.objects.get().pk}/")
