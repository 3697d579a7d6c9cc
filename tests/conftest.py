"""What every test stands on: the guard against the outside world, and the people of the newsroom."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.network_guard import install_network_guard

if TYPE_CHECKING:
    from tests.factories import Cast

install_network_guard()


def without_the_browsers_loop(item: pytest.Item) -> Iterator[None]:
    """Playwright leaves its event loop running below the process; tests that are none of its own may start loops all the same."""
    loop = None if item.get_closest_marker("browser") else asyncio._get_running_loop()
    if loop is not None:
        asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        if loop is not None:
            asyncio._set_running_loop(loop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    return (yield from without_the_browsers_loop(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    return (yield from without_the_browsers_loop(item))


@pytest.fixture
def cast(db: None) -> "Cast":
    """The fixed cast. Its module loads the splitter, which the tests of the engines have no use for, hence the late import."""
    from tests.factories import make_cast

    return make_cast()


@pytest.fixture
def committed_cast(transactional_db: None) -> "Cast":
    """The same people, committed, for tests in which several connections meet."""
    from tests.factories import make_cast

    return make_cast()
