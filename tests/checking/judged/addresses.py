"""Addresses that lead on, lead in circles, lead inside, or lead nowhere at all; nothing is asked where nothing can be."""

from collections.abc import Iterator

from tests.checking.judged.languages import article
from tests.checking.judged.model import Case, html, shown
from tests.checking.judged.words import ENGLISH, GERMAN
from tests.checking.web import answer, redirect

STORY = shown(html("Council opens the new bridge", article(ENGLISH, 3)))
FRONT = shown(html("The Harbour Post", "".join(f"<p>{each}</p>" for each in (*GERMAN.paragraphs, *ENGLISH.paragraphs))))


def cases() -> Iterator[Case]:
    yield from _chains()
    yield from _front_and_search()
    yield from _inside()
    yield from _nothing_to_ask()


def _chains() -> Iterator[Case]:
    for length in (1, 2, 5, 10):
        routes = {
            f"/chain{length}/{n}": redirect(f"/chain{length}/{n + 1}", (301, 302, 303, 307, 308)[n % 5])
            for n in range(length)
        }
        routes[f"/chain{length}/{length}"] = STORY
        yield Case(
            f"led on {length} times",
            "redirected",
            "moved",
            f"/chain{length}/0",
            routes,
            asked=length + 2,
            otherwise=answer(404),
        )
    routes = {f"/far/{n}": redirect(f"/far/{n + 1}") for n in range(20)}
    yield Case("led on without end", "broken", "too_many_redirects", "/far/0", routes, asked=11, otherwise=answer(404))
    yield Case(
        "led in a circle", "broken", "redirect_loop", "/x/1", {"/x/1": redirect("/x/2"), "/x/2": redirect("/x/1")}
    )
    yield Case("led to itself", "broken", "redirect_loop", "/self", {"/self": redirect("/self")})
    for name, start, final in (
        ("a closing slash more", "/news/bridge", "/news/bridge/"),
        ("a closing slash less", "/weather/", "/weather"),
        ("another letter case", "/News/Ferry", "/news/ferry"),
    ):
        yield Case(name, "ok", "fetched", start, {start: redirect(final), final: STORY})
    moved = '<meta http-equiv="refresh" content="0; url=/fresh"><p>Moved</p>'
    yield Case(
        "a meta refresh", "redirected", "moved", "/stale", {"/stale": shown(html("Moved", moved)), "/fresh": STORY}
    )
    later = '<meta http-equiv="refresh" content="300">' + article(ENGLISH)
    yield Case(
        "a page that draws itself anew every five minutes",
        "ok",
        "fetched",
        "/live",
        {"/live": shown(html("Live", later))},
    )
    yield Case("led to nowhere", "broken", "bad_redirect", "/nowhere", {"/nowhere": redirect("http://")})
    yield Case("led to a script", "broken", "bad_redirect", "/script", {"/script": redirect("javascript:alert(1)")})


def _front_and_search() -> Iterator[Case]:
    fronts = {"/": "the root", "/index.html": "an index", "/home": "a home page"}
    for final, name in fronts.items():
        yield Case(
            f"a story led to {name}", "soft_404", "redirect_to_root", "/2019/05/a", {"/2019/05/a": redirect(final), final: FRONT},
            otherwise=answer(404),
        )  # fmt: skip
    yield Case(
        "an old front page led to the new one",
        "redirected",
        "moved",
        "/index.php",
        {"/index.php": redirect("/"), "/": FRONT},
        otherwise=answer(404),
    )
    for final in ("/search?q=bridge", "/suche/?s=bridge", "/?s=old-story", "/buscar?q=x", "/recherche/bridge"):
        start = f"/2019/{len(final)}/{final.strip('/?').split('?')[0][:4]}-story"
        yield Case(
            f"a story led to {final}",
            "soft_404",
            "redirect_to_search",
            start,
            {start: redirect(final), final: FRONT},
            otherwise=answer(404),
        )
    yield Case(
        "a search led to another",
        "redirected",
        "moved",
        "/search?q=a",
        {"/search?q=a": redirect("/search/a"), "/search/a": STORY},
        otherwise=answer(404),
    )
    yield Case(
        "a story about research",
        "redirected",
        "moved",
        "/r/1",
        {"/r/1": redirect("/research/bridges"), "/research/bridges": STORY},
        otherwise=answer(404),
    )
    yield Case(
        "results of an election",
        "redirected",
        "moved",
        "/e/1",
        {"/e/1": redirect("/election/results"), "/election/results": STORY},
        otherwise=answer(404),
    )
    for final in ("/404.html", "/errors/404", "/not-found", "/error", "/pagenotfound.aspx"):
        start = f"/2018/{len(final)}/story"
        yield Case(
            f"a story led to {final}",
            "soft_404",
            "redirect_to_error",
            start,
            {start: redirect(final), final: FRONT},
            otherwise=answer(404),
        )


def _inside() -> Iterator[Case]:
    """Where nothing may ever be dialled."""
    inner = {
        "http://169.254.169.254/latest/meta-data/": "link_local_address",
        "http://2852039166/": "link_local_address",
        "http://0xA9.0xFE.0xA9.0xFE/": "link_local_address",
        "http://10.0.0.1/admin": "private_address",
        "http://192.168.1.1/": "private_address",
        "http://172.16.0.9/": "private_address",
        "http://100.64.0.1/": "shared_address",
        "http://[::1]/": "loopback_address",
        "http://127.1/": "loopback_address",
        "http://[::ffff:127.0.0.1]/": "mapped_address",
        "http://localhost/": "local_name",
        "http://printer.local/": "local_name",
        "http://CANARY/": "forbidden_port",
        "http://127.0.0.1:6379/": "forbidden_port",
        "ftp://127.0.0.1/file": "forbidden_scheme",
        "file:///etc/passwd": "forbidden_scheme",
        "gopher://127.0.0.1:6379/_INFO": "forbidden_scheme",
    }
    for number, (url, reason) in enumerate(inner.items()):
        yield Case(f"linked to {url}", "blocked", reason, url=url)
        if "CANARY" not in url:
            yield Case(f"led to {url}", "blocked", reason, f"/trap/{number}", {f"/trap/{number}": redirect(url)})
    bait = '<meta http-equiv="refresh" content="0; url=http://169.254.169.254/">'
    yield Case(
        "a refresh that leads inside", "blocked", "link_local_address", "/bait", {"/bait": shown(html("x", bait))}
    )


def _nothing_to_ask() -> Iterator[Case]:
    for url, reason in {
        "#": "placeholder",
        "": "placeholder",
        "#section": "placeholder",
        "https://": "placeholder",
        "about:blank": "placeholder",
        "TODO": "placeholder",
        "mailto:desk@post.example": "mailto",
        "tel:+441234567": "tel",
        "sms:+441234567": "tel",
        "data:text/html,x": "data",
        "javascript:void(0)": "javascript",
        "www.post.example/story": "relative",
        "/story": "relative",
        "http://[::1": "malformed",
        "http://a b.example/": "malformed",
        "http://post..example/": "malformed",
        "https://post.example/" + "x" * 9000: "too_long",
    }.items():
        yield Case(f"not an address: {url[:40]}", "invalid", reason, url=url)
