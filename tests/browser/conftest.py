"""A real Chromium in front of a real desk: one stack and one browser for the whole run, a fresh context for each test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.linkserver import LinkServer, running_link_server
from tests.browser.stack import Stack, running_stack
from tests.factories import Cast, make_cast
from verify.models import Person

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE = 15_000  # ms; a worker that shares two cores with other tests is slow, not broken

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives the browser, on tables that other processes see."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def web() -> Iterator[LinkServer]:
    with running_link_server() as server:
        yield server


@pytest.fixture(scope="session")
def stack(django_db_setup: None, web: LinkServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    database = str(connection.settings_dict["NAME"])
    with running_stack(database, [web.port, web.closed_port], tmp_path_factory.mktemp("stack")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop below the test; Django would take the test itself for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def cast(transactional_db: None, stack: Stack) -> Iterator[Cast]:
    """The people of the desk. The tables are emptied afterwards, so the worker has to put down its work first."""
    yield make_cast()
    assert stack.wait_until_idle(), "the worker is still busy with what the test left it"


@pytest.fixture
def open_page(browser: Browser, stack: Stack, cast: Cast, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open an address in a new window: logged in as ``person``, or as nobody; extra words are Playwright's options.

    A script error or a refusal by the content security policy in any window fails the test.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_window(person: Person | None, address: str = "/", **options: Any) -> Page:
        context = browser.new_context(
            base_url=stack.address, **({"viewport": {"width": 1440, "height": 900}} | options)
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if person is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": stack.address}]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console",
            lambda message: troubles.append(message.text) if "Content Security Policy" in message.text else None,
        )
        page.goto(address)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not troubles, "the browser met errors: " + "; ".join(troubles)


def session_of(person: Person) -> str:
    """The session cookie of somebody who has logged in."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """A failed test shows what the desk's processes said."""
    report = yield
    running = getattr(item, "funcargs", {}).get("stack")
    if report.failed and isinstance(running, Stack):
        report.sections.append(("the desk", running.said()))
    return report
