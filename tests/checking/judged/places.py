"""Places inside pages, and sites that answer everything alike."""

from collections.abc import Iterator

from tests.checking.judged.languages import DATED, article
from tests.checking.judged.model import Case, html, shown
from tests.checking.judged.words import ALL, ENGLISH, FRENCH, RUSSIAN
from tests.checking.web import Asked, Serve, Writer, answer, redirect

LONG = shown(
    html(
        "Council opens the new bridge",
        article(ENGLISH, 2) + "<h2 id=costs>Costs</h2><a name=old></a><h2 id='Überblick'>Ü</h2>",
        DATED,
    )
)
CYRILLIC = shown(html(RUSSIAN.headline, article(RUSSIAN), DATED))
THERE = (
    "costs",
    "old",
    "%C3%9Cberblick",
    "top",
    "/route/5",
    "!/route",
    "t=30",
    ":~:text=night%20buses",
    ":~:text=The%20council,at%20ten",
    ":~:text=no%20such&text=old%20one",
)
MISSING = ("cost", "results", "Costs", ":~:text=morning%20buses", ":~:text=nine%20thousand%20names,on%20Wednesday")


def cases() -> Iterator[Case]:
    for number, place in enumerate(THERE):
        yield Case(f"the place #{place}", "ok", "fetched", f"/there/{number}#{place}", {f"/there/{number}": LONG})
    for number, place in enumerate(MISSING):
        flags = frozenset({"fragment_missing"})
        yield Case(f"no place #{place}", "ok", "fetched", f"/lost/{number}#{place}", {f"/lost/{number}": LONG}, flags)
    quoted = ":~:text=%D0%BD%D0%BE%D1%87%D0%BD%D1%8B%D0%B5%20%D0%B0%D0%B2%D1%82%D0%BE%D0%B1%D1%83%D1%81%D1%8B"
    yield Case("a passage in Russian", "ok", "fetched", f"/ru-there#{quoted}", {"/ru-there": CYRILLIC})
    yield from _alike()
    yield from _apart()
    yield from _scripts()


def _for_all(body: bytes) -> Serve:
    async def serve(asked: Asked, writer: Writer) -> None:
        await shown(body.replace(b"ECHO", asked.path.encode()))(asked, writer)

    return serve


def _alike() -> Iterator[Case]:
    for words in ALL:
        welcome = html(words.site, f"<h1>{words.site}</h1><p>{words.banner}</p><p>{words.paragraphs[0]}</p>")
        yield Case(
            f"{words.language}: the same for every address", "soft_404", "same_as_missing", f"/{words.language}/2019/lost",
            otherwise=_for_all(welcome), asked=2,
        )  # fmt: skip
    echoed = html("ECHO", "<p>The archive of this house knows nothing of ECHO so far. Ask at the desk, or call.</p>")
    yield Case(
        "the same but for its address", "soft_404", "same_as_missing", "/archive/lost", otherwise=_for_all(echoed)
    )
    parked = html(
        "post.example", "<h1>This domain may be for sale</h1><p>Related: bridges, ferries, harbours, buses, maps</p>"
    )
    yield Case("a parked domain", "soft_404", "same_as_missing", "/2019/05/story", otherwise=_for_all(parked))
    section = {"/news": shown(html("News", f"<p>{ENGLISH.paragraphs[1]}</p>"))}
    yield Case(
        "every address led to a section",
        "soft_404",
        "redirect_to_catch_all",
        "/2019/05/story",
        section,
        otherwise=redirect("/news"),
    )


def _apart() -> Iterator[Case]:
    """Live pages on sites that say fine to everything."""
    for words in (ENGLISH, RUSSIAN, FRENCH):
        lost = html(words.site, f"<h1>{words.site}</h1><p>{words.paragraphs[0]}</p>")
        brief = html(words.site, f"<h1>{words.site}</h1><p>{words.paragraphs[1]}</p>")
        start = f"/{words.language}/2024/note"
        yield Case(
            f"{words.language}: a brief note where all is fine",
            "ok",
            "fetched",
            start,
            {start: shown(brief)},
            otherwise=_for_all(lost),
            asked=2,
        )
        titled = html(f"{words.headline} | {words.site}", f"<h1>{words.site}</h1><p>{words.paragraphs[0]}</p>")
        yield Case(
            f"{words.language}: a title of its own",
            "ok",
            "fetched",
            start,
            {start: shown(titled)},
            otherwise=_for_all(lost),
        )
    gallery = html("Museum", "<p>A photograph from the collection of the museum of the harbour.</p>")
    shot = gallery.replace(b"<p>", b"<img src=/shots/8812.jpg><p>")
    yield Case(
        "a page about a picture",
        "ok",
        "fetched",
        "/shots/8812",
        {"/shots/8812": shown(shot)},
        otherwise=_for_all(gallery),
    )
    framed = gallery.replace(b"<p>", b"<iframe src='https://video.example/9'></iframe><p>")
    yield Case(
        "a page about a film", "ok", "fetched", "/films/9", {"/films/9": shown(framed)}, otherwise=_for_all(gallery)
    )
    story = html("Council", article(ENGLISH))

    async def by_number(asked: Asked, writer: Writer) -> None:
        await (shown(story) if asked.path.startswith("/question/8812/") else answer(404))(asked, writer)

    yield Case("found by its number alone", "ok", "fetched", "/question/8812/any-words-at-all", otherwise=by_number)
    full = shown(html("Council", article(ENGLISH, 3), DATED))
    yield Case(
        "an article of its day", "ok", "fetched", "/2024/05/story", {"/2024/05/story": full}, otherwise=full, asked=1
    )
    yield Case(
        "a site that then breaks",
        "ok",
        "fetched",
        "/2024/05/note",
        {"/2024/05/note": shown(gallery)},
        otherwise=answer(404),
    )
    moved = {"/2019/05/story": redirect("/stories/bridge"), "/stories/bridge": shown(story), "/news": shown(gallery)}
    yield Case(
        "moved where the lost are led to a section",
        "redirected",
        "moved",
        "/2019/05/story",
        moved,
        otherwise=redirect("/news"),
    )


def _scripts() -> Iterator[Case]:
    for mark in (
        "<div id=root></div>",
        "<div id='__next'></div>",
        "<app-root></app-root>",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
    ):
        shell = html(
            "The Harbour Post",
            f"{mark}<p>The Harbour Post, every day anew since the year of the flood</p><script src=/app.js></script>",
        )
        flags = frozenset({"drawn_by_script"})
        yield Case(
            f"drawn by a script in {mark[:20]}",
            "ok",
            "fetched",
            "/2024/05/story",
            flags=flags,
            otherwise=_for_all(shell),
            asked=1,
        )
