"""The same dozen situations in each of the languages: what is there, what is missing, what is behind a wall."""

from collections.abc import Iterator

from tests.checking.judged.model import DAY, Case, html, shown
from tests.checking.judged.words import ALL, Words
from tests.checking.web import answer, redirect

DATED = f'<meta property="og:type" content="article"><meta property="article:published_time" content="{DAY}T09:00:00+01:00">'
CLOSED = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"x",'
    f'"datePublished":"{DAY}","isAccessibleForFree":"False"}}</script>'
)
PASSWORD = "<form method=post action=/in><input name=u><input type=password name=p><button>OK</button></form>"


def article(words: Words, times: int = 1) -> str:
    return (
        f"<article><h1>{words.headline}</h1>{''.join(f'<p>{each}</p>' for each in words.paragraphs * times)}</article>"
    )


def cases() -> Iterator[Case]:
    for words in ALL:
        yield from _there(words)
        yield from _missing(words)
        yield from _walled(words)


def _case(words: Words, name: str, outcome: str, reason: str, body: bytes, flags: str = "", status: int = 200) -> Case:
    start = f"/{words.language}/{name.replace(' ', '-')}"
    return Case(
        f"{words.language}: {name}",
        outcome,
        reason,
        start,
        {start: shown(body, status=status)},
        frozenset(flags.split()),
    )


def _there(words: Words) -> Iterator[Case]:
    title = f"{words.headline} | {words.site}"
    yield _case(words, "an article", "ok", "fetched", html(title, article(words), DATED, words.language))
    yield _case(words, "a page without any markup", "ok", "fetched", html(title, article(words)))
    banner = f"<div role=dialog class=cookie-banner><p>{words.banner}</p><button>OK</button></div>"
    yield _case(words, "a cookie banner", "ok", "fetched", html(title, banner + article(words), "", words.language))
    consent = f"<div id=consent-layer><h2>{words.consent[0]}</h2><p>{words.consent[1]}</p></div>"
    yield _case(words, "a consent layer over an article", "ok", "fetched", html(title, consent + article(words), DATED))
    yield _case(words, "a paywall", "ok", "fetched", html(title, article(words), CLOSED), "paywall")
    yield _case(
        words, "news of something missing", "ok", "fetched", html(f"{words.no_excuse} | {words.site}", article(words))
    )
    quoted = article(words) + f"<aside><p>{words.excuse}</p></aside>"
    yield _case(words, "an article that quotes an excuse", "ok", "fetched", html(title, quoted, DATED))
    reader = article(words) + f"<div class=login>{words.login}{PASSWORD}</div>"
    yield _case(words, "a login beside an article", "ok", "fetched", html(title, reader, DATED))
    old = html(title, article(words), f'<meta charset="{words.charset}">', "", words.charset)
    start = f"/{words.language}/old-encoding"
    yield Case(
        f"{words.language}: an old encoding named by the page",
        "ok",
        "fetched",
        start,
        {start: answer(200, old, content_type="text/html")},
    )
    start = f"/{words.language}/old-header"
    old = html(title, article(words), "", "", words.charset)
    yield Case(
        f"{words.language}: an old encoding named by the header",
        "ok",
        "fetched",
        start,
        {start: shown(old, words.charset)},
    )


def _missing(words: Words) -> Iterator[Case]:
    for number, title in enumerate(words.missing):
        yield _case(words, f"missing by its title {number}", "soft_404", "title_says_missing", html(title, "<p>…</p>"))
    headed = html(words.site, f"<h1>{words.missing[0]}</h1><p>…</p>")
    yield _case(words, "missing by its heading", "soft_404", "title_says_missing", headed)
    excused = html(words.site, f"<div class=box><p>{words.excuse}</p></div>")
    yield _case(words, "missing by its text", "soft_404", "text_says_missing", excused)
    yield _case(words, "missing and honest", "broken", "not_found", html(words.missing[0], words.excuse), status=404)
    old = html(words.missing[0], f"<p>{words.excuse}</p>", "", "", words.charset)
    start = f"/{words.language}/old-missing"
    yield Case(
        f"{words.language}: missing in an old encoding",
        "soft_404",
        "title_says_missing",
        start,
        {start: shown(old, words.charset)},
    )


def _walled(words: Words) -> Iterator[Case]:
    yield _case(
        words, "a login in place", "restricted", "login", html(words.login, f"<h1>{words.login}</h1>{PASSWORD}")
    )
    start, login = f"/{words.language}/members-only", f"/{words.language}/login?next=1"
    routes = {start: redirect(login), login: shown(html(words.login, PASSWORD))}
    yield Case(f"{words.language}: a login elsewhere", "restricted", "login", start, routes)
    title, text = words.consent
    yield _case(
        words,
        "a consent wall",
        "restricted",
        "consent",
        html(title, f"<h1>{title}</h1><p>{text}</p><button>OK</button>"),
    )
    yield _case(
        words, "another country", "restricted", "not_in_this_country", html(words.site, f"<p>{words.country}</p>")
    )
    yield _case(
        words, "withheld by law", "restricted", "legal_reasons", html(words.site, f"<p>{words.country}</p>"), status=451
    )
