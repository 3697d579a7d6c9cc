from collections.abc import Iterator

import pytest

from tests.checking.web import Web, running


@pytest.fixture
def web() -> Iterator[Web]:
    with running(Web()) as started:
        yield started
