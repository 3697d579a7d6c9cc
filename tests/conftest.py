"""What every test stands on: the guard against the outside world, and the people of the newsroom."""

from typing import TYPE_CHECKING

import pytest

from tests.network_guard import install_network_guard

if TYPE_CHECKING:
    from tests.factories import Cast

install_network_guard()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: Playwright leaves its event loop running in the process, and no other can start in it."""
    items.sort(key=lambda item: "browser" in item.path.parts)


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
