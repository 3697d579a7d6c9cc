"""A working day in a minute: two hundred reviewers on a desk with a million claims, and a bare view that shares the server with them."""

import argparse
import asyncio
import itertools
import random
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles
from urllib.parse import quote_plus
from uuid import uuid4

import aiohttp

from benchmarks.served import own_database, web_server

REVIEWERS = 200
THINK_SECONDS = (2.0, 8.0)
BARE_SHARE = 0.08
"""Of all requests, those that ask the bare view: one indexed query and fifty rows, behind the same middleware."""
LIMIT = 2.5


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. ``form`` makes it a POST, as htmx sends it; ``etag_of`` names what the answer's ETag is kept under."""

    path: str
    form: dict[str, str] | None = None
    etag_of: str = ""
    expected: tuple[int, ...] = (200,)


@dataclass
class World:
    """What the reviewers know: articles that exist, and claims that nobody has decided, each handed out once."""

    articles: list[int]
    deep_keys: list[str]
    places: list[str]
    claims: Iterator[tuple[int, int]]
    towns: list[str]
    etags: dict[str, str] = field(default_factory=dict)
    """{who asks what: the ETag of the newest answer}."""
    open_on: dict[int, int] = field(default_factory=dict)
    """{reviewer: the article that they have open}."""


type Act = Callable[[World, random.Random, int], Ask]


def _verdict(world: World, _rng: random.Random, _who: int) -> Ask:
    claim, version = next(world.claims)
    form = {"version": str(version), "key": str(uuid4()), "evidence_key": str(uuid4()), "status": "unverified"}
    return Ask(f"/claims/{claim}/review/", form | {"scope": "both", "note": "Called twice, nobody answered."})


def _desk(_world: World, _rng: random.Random, _who: int) -> Ask:
    return Ask("/")


def _article(world: World, rng: random.Random, who: int) -> Ask:
    world.open_on[who] = rng.choice(world.articles)
    return Ask(f"/articles/{world.open_on[who]}/")


def _poll(world: World, rng: random.Random, who: int) -> Ask:
    path = f"/articles/{world.open_on.setdefault(who, rng.choice(world.articles))}/live/"
    return Ask(path, etag_of=f"{who} {path}", expected=(200, 304))


def _search(world: World, rng: random.Random, _who: int) -> Ask:
    """What reviewers type: a number they have seen, or a place and a thing that many claims hold."""
    asked = f"{rng.randrange(len(world.articles)):05}" if rng.random() < 0.5 else f"{rng.choice(world.towns)} cranes"
    return Ask(f"/search/?q={quote_plus(asked)}")


def _deep(world: World, rng: random.Random, _who: int) -> Ask:
    return Ask(f"/?after={rng.choice(world.deep_keys)}")


QUEUES = ("mine", "unassigned", "unassigned", "disputed", "recheck", "flags")


def _queue(world: World, rng: random.Random, _who: int) -> Ask:
    """A queue, now and then from the middle on."""
    after = f"?after={rng.choice(world.places)}" if rng.random() < 0.3 else ""
    return Ask(f"/queues/{rng.choice(QUEUES)}/{after}")


def _bare(_world: World, _rng: random.Random, _who: int) -> Ask:
    return Ask("/bare/desk/")


ACTS: dict[str, tuple[float, Act]] = {
    "verdict": (24, _verdict),
    "desk": (10, _desk),
    "queue": (10, _queue),
    "article": (12, _article),
    "poll": (32, _poll),
    "search": (8, _search),
    "deep page": (4, _deep),
}
"""{what a reviewer does: (its share of the requests, the request)}."""


@dataclass
class Tally:
    """Seconds and CPU seconds of each kind of request, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def note(self, name: str, seconds: float, timing: str) -> None:
        self.seconds.setdefault(name, []).append(seconds)
        if timing.startswith("cpu;dur="):
            self.cpu.setdefault(name, []).append(float(timing.removeprefix("cpu;dur=")) / 1000)


def load(arguments: list[str]) -> None:
    """Seed, serve, let them work, and print each page's p95 beside the bare view's."""
    options = _options(arguments)
    with own_database():
        from benchmarks.million import CLAIMS, PLACES, seed

        began = time.monotonic()
        people = seed(options.articles, REVIEWERS)
        print(
            f"{options.articles * CLAIMS:,} claims in {options.articles:,} articles, seeded in {time.monotonic() - began:.0f} s"
        )
        cookies, world = [_cookie(person) for person in people], _world(PLACES)
        with web_server(workers=3, threads=4) as (port, _process):
            tally = asyncio.run(_work(f"http://127.0.0.1:{port}", cookies, world, options.seconds))
    _print(tally, options.seconds)
    if tally.errors:
        raise SystemExit(f"{len(tally.errors)} requests went wrong; the first: {tally.errors[0]}")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks load", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=60)
    return parser.parse_args(arguments)


def _cookie(person: object) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client.cookies["newsroom_session"].value


def _world(towns: list[str]) -> World:
    from verify.models import Article, Claim

    rng = random.Random(1)
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    chosen = rng.sample(ids, min(len(ids), 400))
    someplace = Claim.objects.filter(article__in=chosen, place__isnull=False).values_list("place", "pk")[:2000]
    places = [f"{place}_{pk}" for place, pk in someplace]
    deep = [article.desk_key for article in Article.objects.filter(pk__in=chosen)]
    open_claims = Claim.objects.filter(status="unchecked", article__in=chosen).values_list("pk", "version")
    claims = list(open_claims)
    rng.shuffle(claims)
    return World(ids, deep, places, iter(claims), towns)


async def _work(address: str, cookies: list[str], world: World, seconds: int) -> Tally:
    tally = Tally()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(address, connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        until = time.monotonic() + seconds
        people = [_reviewer(session, number, cookie, world, tally, until) for number, cookie in enumerate(cookies)]
        await asyncio.gather(*people)
    return tally


async def _reviewer(
    session: aiohttp.ClientSession, who: int, cookie: str, world: World, tally: Tally, until: float
) -> None:
    rng, token = random.Random(who), secrets.token_hex(16)
    headers = {"Cookie": f"newsroom_session={cookie}; csrftoken={token}", "X-CSRFToken": token}
    await asyncio.sleep(rng.uniform(0, THINK_SECONDS[1]))
    while time.monotonic() < until:
        name = "bare" if rng.random() < BARE_SHARE else _choice(rng)
        ask = (_bare if name == "bare" else ACTS[name][1])(world, rng, who)
        await _send(session, name, ask, headers, world, tally)
        await asyncio.sleep(rng.uniform(*THINK_SECONDS))


def _choice(rng: random.Random) -> str:
    return rng.choices(list(ACTS), [share for share, _act in ACTS.values()])[0]


async def _send(
    session: aiohttp.ClientSession, name: str, ask: Ask, headers: dict[str, str], world: World, tally: Tally
) -> None:
    if ask.form is not None:
        headers = headers | {"HX-Request": "true", "HX-Target": "claim-card"}
    if ask.etag_of in world.etags:
        headers = headers | {"If-None-Match": world.etags[ask.etag_of]}
    began = time.perf_counter()
    method = "GET" if ask.form is None else "POST"
    async with session.request(method, ask.path, data=ask.form, headers=headers, allow_redirects=False) as answer:
        body = await answer.read()
        took = time.perf_counter() - began
        if ask.etag_of and "ETag" in answer.headers:
            world.etags[ask.etag_of] = answer.headers["ETag"]
        if answer.status not in ask.expected:
            tally.errors.append(f"{method} {ask.path} answered {answer.status}: {body[:300].decode(errors='replace')}")
            return
        tally.note(name, took, answer.headers.get("Server-Timing", ""))


def _print(tally: Tally, seconds: int) -> None:
    bare = _p95(tally.seconds["bare"])
    every = list(itertools.chain.from_iterable(tally.seconds.values()))
    print(f"{REVIEWERS} reviewers for {seconds} s: {len(every)} requests, {len(tally.errors)} errors")
    print(f"  {'':<12}{'requests':>9}{'median ms':>11}{'p95 ms':>9}{'CPU ms':>8}{'p95 / bare p95':>16}")
    for name in [*ACTS, "bare"]:
        times, cpu = tally.seconds.get(name, []), tally.cpu.get(name, [])
        if len(times) < 2:
            continue
        ratio = _p95(times) / bare
        verdict = "" if name == "bare" else f"{ratio:>16.2f}{'' if ratio <= LIMIT else f'  above {LIMIT}'}"
        print(
            f"  {name:<12}{len(times):>9}{1000 * median(times):>11.1f}{1000 * _p95(times):>9.1f}"
            f"{1000 * median(cpu) if cpu else float('nan'):>8.1f}{verdict}"
        )


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
