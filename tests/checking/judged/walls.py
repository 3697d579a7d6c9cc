"""Walls for programs, status by status, and pages that only carry a wall's tools beside an article."""

from collections.abc import Iterator

from tests.checking.judged.languages import DATED, article
from tests.checking.judged.model import Case, html, shown
from tests.checking.judged.words import ENGLISH
from tests.checking.web import Serve, answer, redirect

STORY = article(ENGLISH, 3)
CHALLENGES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "Cloudflare's script",
        "Just a moment...",
        "<script>window._cf_chl_opt={cvId:'3'}</script>",
        {"server": "cloudflare"},
    ),
    ("Cloudflare's header", "Ein Moment", "<p>…</p>", {"cf_mitigated": "challenge"}),
    ("Akamai's interstitial", "Challenge Validation", "<div id='sec-if-cpt-container'></div>", {}),
    ("Akamai's script", "", "<script src='/x?bm-verify=AAQ'></script>", {}),
    (
        "DataDome",
        "post.example",
        "<script src='https://ct.captcha-delivery.com/c.js'></script>",
        {"server": "DataDome"},
    ),
    ("Imperva's frame", "", "<iframe src='/_Incapsula_Resource?CWUDNSAI=9&xinfo=1-2&incident_id=5'></iframe>", {}),
    ("Imperva's words", "", "Request unsuccessful. Incapsula incident ID: 877000-1", {}),
    ("HUMAN", "Access to this page has been denied", "<div id='px-captcha'></div>", {}),
    ("AWS", "", "<script>window.gokuProps={key:'a'}</script>", {}),
    ("AWS by its header", "", "", {"x_amzn_waf_action": "challenge"}),
    ("Sucuri", "You are being redirected...", "<script>sucuri_cloudproxy_js='x'</script>", {}),
    ("Kasada", "", "<script>KPSDK.configure([])</script>", {}),
    ("Anubis", "Making sure you're not a bot!", "<script id='anubis_challenge'></script>", {}),
    ("a captcha", "Are you a robot?", "<div class='g-recaptcha'></div>", {}),
    ("another captcha", "Verify you are human", "<div class='h-captcha'></div>", {}),
)


def cases() -> Iterator[Case]:
    for number, (name, title, body, headers) in enumerate(CHALLENGES):
        for status in (200, 403, 503) if number < 8 else (200, 403):
            start = f"/{number}/{status}/story"
            serve = shown(html(title, body), status=status, **headers)
            yield Case(f"{name} with status {status}", "restricted", "bot_challenge", start, {start: serve})
    yield from _statuses()
    yield from _beside()
    yield from _led_away()
    yield from _money()


def _page(name: str, outcome: str, reason: str, serve: Serve, flags: str = "") -> Case:
    start = f"/walls/{name.replace(' ', '-')}"
    return Case(name, outcome, reason, start, {start: serve}, frozenset(flags.split()))


STATUSES = {
    200: ("ok", "fetched"),
    203: ("ok", "fetched"),
    300: ("broken", "bad_redirect"),
    302: ("broken", "bad_redirect"),
    400: ("broken", "client_error"),
    401: ("restricted", "unauthorized"),
    402: ("restricted", "payment_required"),
    403: ("restricted", "forbidden"),
    404: ("broken", "not_found"),
    406: ("broken", "client_error"),
    407: ("restricted", "proxy_authentication"),
    410: ("broken", "gone"),
    418: ("broken", "client_error"),
    422: ("broken", "client_error"),
    429: ("restricted", "rate_limited"),
    451: ("restricted", "legal_reasons"),
    500: ("server_error", "server_error"),
    501: ("server_error", "server_error"),
    502: ("server_error", "server_error"),
    503: ("server_error", "server_error"),
    504: ("server_error", "server_error"),
    520: ("server_error", "server_error"),
    530: ("server_error", "server_error"),
    599: ("server_error", "server_error"),
    999: ("restricted", "refuses_programs"),
}


def _statuses() -> Iterator[Case]:
    for status, (outcome, reason) in STATUSES.items():
        yield _page(f"status {status}", outcome, reason, shown(html("A page of the Post", STORY), status=status))


def _beside() -> Iterator[Case]:
    tools = {
        "a captcha in a comment form": "<form><div class='g-recaptcha'></div></form>",
        "a turnstile in a newsletter form": "<form><div class='cf-turnstile'></div></form>",
        "Cloudflare's quiet script": "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        "DataDome's quiet script": "<script src='https://js.datadome.co/tags.js'></script>",
        "Imperva's quiet script": "<script src='/_Incapsula_Resource?SWJIYLWA=719d'></script>",
        "a login in the menu": "<form><input type=password></form>",
        "a link to a login": "<a href='/login'>Sign in</a>",
    }
    for name, body in tools.items():
        yield _page(name, "ok", "fetched", shown(html("Council opens the new bridge", STORY + body, DATED)))
    for title in (
        "Access denied: how the ministry keeps its files",
        "Just a moment in the life of a lighthouse",
        "Please wait here: queues at the port",
    ):
        yield _page(title.lower().replace(":", ""), "ok", "fetched", shown(html(title, STORY)))
    yield _page(
        "a short note",
        "ok",
        "fetched",
        shown(html("Ferry late", "<p>The ferry of eight o'clock leaves at nine today.</p>")),
    )
    yield _page("nothing at all", "ok", "fetched", answer(200))
    yield _page(
        "a login page that was linked",
        "ok",
        "fetched",
        shown(html("Terms of use", "<p>Who signs in agrees.</p><input type=password>")),
    )


def _led_away() -> Iterator[Case]:
    logins = (
        "/login?next=x",
        "/accounts/login/",
        "/signin",
        "/sign-in?x=1",
        "/wp-login.php",
        "/users/sign_in",
        "/authwall?to=x",
        "/sso/start",
        "/oauth2/authorize?x=1",
    )
    for number, login in enumerate(logins):
        start = f"/led/{number}/story"
        routes = {start: redirect(login), login: shown(html("Members", "<input type=password>"))}
        yield Case(f"led to {login}", "restricted", "login", start, routes, otherwise=answer(404))
    consents = ("/consent?return=x", "/gdpr/", "/cookiewall?u=x", "/privacywall/", "/collectconsent?sessionId=1")
    for number, wall in enumerate(consents):
        start = f"/asked/{number}/story"
        routes = {start: redirect(wall), wall: shown(html("Your privacy", "<p>Agree to go on.</p>"))}
        yield Case(f"led to {wall}", "restricted", "consent", start, routes, otherwise=answer(404))


def _money() -> Iterator[Case]:
    teaser = f"<article><h1>{ENGLISH.headline}</h1><p>{ENGLISH.paragraphs[0]}</p></article>"
    offers = {
        "an offer in the text's place": ("<div class='paywall'>Subscribe to read on.</div>", ""),
        "an offer by another name": ("<section id='piano-offer'>Subscribe to read on.</section>", ""),
        "a locked tier": ("", '<meta property="article:content_tier" content="locked">'),
        "a metered tier": ("", '<meta property="article:content_tier" content="metered">'),
        "not free by a boolean": (
            "",
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}</script>',
        ),
        "not free inside a graph": (
            "",
            '<script type="application/ld+json">{"@graph":[{"@type":"Report","isAccessibleForFree":"http://schema.org/False"}]}</script>',
        ),
    }
    for name, (body, head) in offers.items():
        yield _page(name, "ok", "fetched", shown(html("Council opens the new bridge", teaser + body, head)), "paywall")
    free = '<meta property="article:content_tier" content="free"><script>var paywall = false</script><style>.paywall{color:red}</style>'
    yield _page(
        "free with the tools of a paywall", "ok", "fetched", shown(html("Council opens the new bridge", teaser, free))
    )
