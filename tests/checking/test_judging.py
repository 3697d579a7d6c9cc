"""What an answer means: walls, pages that say they are missing, and pages that only look like either."""

import pytest

from tests.checking.web import Web, answer, look, page, redirect
from verify.checking import Outcome
from verify.checking.missing import says_missing

ARTICLE = "<article>" + "The council met on Tuesday and voted for the new bridge. " * 60 + "</article>"


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, {"server": "cloudflare"}, page("<script>window._cf_chl_opt={}</script>", "Just a moment...")),
        (503, {"server": "cloudflare"}, page("<script>window._cf_chl_opt={}</script>", "Just a moment...")),
        (200, {"cf_mitigated": "challenge"}, page("x", "x")),
        (200, {}, page("<script>window._cf_chl_opt={}</script>", "Just a moment...")),
        (403, {"server": "cloudflare"}, page("You have been blocked", "Attention Required! | Cloudflare")),
        (403, {}, page("Reference #18 https://errors.edgesuite.net/18.1", "Access Denied")),
        (200, {}, page("<div id='sec-if-cpt-container'></div>", "Challenge Validation")),
        (403, {}, page("<script src='https://ct.captcha-delivery.com/c.js'></script>", "news.example")),
        (200, {}, page("<script src='https://geo.captcha-delivery.com/c.js'></script>", "news.example")),
        (200, {}, page("<iframe src='/_Incapsula_Resource?x=1&xinfo=9&incident_id=5'></iframe>", "")),
        (403, {}, page("Request unsuccessful. Incapsula incident ID: 877-1", "")),
        (200, {}, page("<div id='px-captcha'></div>", "Access to this page has been denied")),
        (202, {"x_amzn_waf_action": "challenge"}, b""),
        (200, {}, page("Please show that you are human.<div class='g-recaptcha'></div>", "Are you a robot?")),
        (200, {}, page("<div class='h-captcha'></div>", "Verify you are human")),
        (403, {}, page("<div class='cf-turnstile'></div>", "One more step")),
        (200, {}, page("Loading", "Making sure you're not a bot!")),
        (200, {}, page("As you were browsing", "Pardon Our Interruption")),
        (429, {}, page("Checking", "DDoS-Guard")),
        (200, {}, page("Подождите", "Один момент…")),
    ],
)
def test_a_bot_wall_is_restricted_whatever_its_status(
    web: Web, status: int, headers: dict[str, str], body: bytes
) -> None:
    result = look(web, web.add("/story", answer(status, body, **headers)))
    assert (result.outcome, result.reason) == (Outcome.RESTRICTED, "bot_challenge")


@pytest.mark.parametrize(
    "body",
    [
        page(ARTICLE + "<form><div class='g-recaptcha'></div></form>", "Bridge approved"),
        page(ARTICLE + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>", "Bridge approved"),
        page(ARTICLE, "Access denied: how the ministry keeps its files closed"),
        page(ARTICLE + "<form><input type=password></form>", "Bridge approved"),
        page("<div id=cookie-banner>We use cookies. Accept?</div>" + ARTICLE, "Bridge approved"),
        page(ARTICLE + "<script src='https://js.datadome.co/tags.js'></script>", "Bridge approved"),
        page("Short note.", "Bridge approved"),
        page("", ""),
        b"",
    ],
)
def test_an_ordinary_page_is_ok(web: Web, body: bytes) -> None:
    assert look(web, web.add("/story", answer(200, body))).outcome is Outcome.OK


@pytest.mark.parametrize(
    "final",
    [
        "/login?next=/story",
        "/accounts/login/",
        "/signin",
        "/sign-in?x=1",
        "/wp-login.php",
        "/users/sign_in",
        "/authwall",
    ],
)
def test_a_redirect_to_a_login_is_restricted(web: Web, final: str) -> None:
    web.add(final, answer(200, page("<input type=password>", "Members")))
    result = look(web, web.add("/story", redirect(final)))
    assert (result.outcome, result.reason) == (Outcome.RESTRICTED, "login")


def test_a_login_form_in_the_pages_place_is_restricted(web: Web) -> None:
    body = page("<h1>Sign in</h1><form><input type=password></form>", "Sign in - The Paper")
    assert look(web, web.add("/story", answer(200, body))).reason == "login"


def test_a_link_to_a_login_page_itself_is_ok(web: Web) -> None:
    body = page("<h1>Sign in</h1><form><input type=password></form>", "Sign in")
    assert look(web, web.add("/login", answer(200, body))).outcome is Outcome.OK


def test_a_redirect_to_a_consent_wall_is_restricted(web: Web) -> None:
    web.add("/consent?return=/story", answer(200, page("We value your privacy", "Consent")))
    assert look(web, web.add("/story", redirect("/consent?return=/story"))).reason == "consent"


LINKED = b'<script type="application/ld+json">%s</script>'

MISSING_TITLES = [
    "404",
    "404 Not Found",
    "Error 404",
    "404 - Page not found",
    "Page not found | The Daily Paper",
    "Page Not Found – Ministry of Roads",
    "The Daily Paper: page not found",
    "The page you requested was not found",
    "This page does not exist",
    "This page isn't available",
    "Oops! We can't find that page",
    "Video unavailable",
    "Article no longer available",
    "Not Found",
    "Страница не найдена",
    "Ошибка 404",
    "Страница не существует — Вестник",
    "Сторінку не знайдено",
    "Página no encontrada | El Diario",
    "Página não encontrada",
    "Seite nicht gefunden - Zeitung",
    "Page introuvable",
    "Pagina non trovata",
    "Pagina niet gevonden",
    "Nie znaleziono strony",
    "Sayfa bulunamadı",
    "ページが見つかりません",
    "页面不存在",
    "الصفحة غير موجودة",
]


@pytest.mark.parametrize("title", MISSING_TITLES)
def test_a_page_whose_title_says_it_is_missing_is_a_soft_404(web: Web, title: str) -> None:
    result = look(web, web.add("/story", answer(200, page("Sorry", title), content_type="text/html; charset=utf-8")))
    assert (result.outcome, result.reason, result.title) == (Outcome.SOFT_404, "title_says_missing", title)


@pytest.mark.parametrize(
    "title",
    [
        "Bridge approved | The Daily Paper",
        "Flight 404 lands safely after engine fire",
        "Missing hikers not found after three days of search in the mountains",
        "Peugeot 404: the car that built a legend",
        "Evidence of fraud was not found by the commission, report says after long inquiry",
        "Why the 404 page became an art form on the web",
        "Weapons not found: what inspectors saw in the desert and what they were told to write",
        "Тела пропавших туристов не найдены, поиски в горах продолжаются вторую неделю",
        "Area 410 and its people",
        "Peugeot 404 | Encyclopedia",
        "Bodies not found – police",
        "",
    ],
)
def test_a_headline_about_missing_things_is_no_missing_page(title: str) -> None:
    assert not says_missing(title)


def test_a_heading_that_says_missing_counts_only_on_a_short_page(web: Web) -> None:
    short = page("<h1>Page not found</h1><p>Try the search.</p>", "The Paper")
    long = page("<h1>Page not found</h1>" + ARTICLE, "The Paper")
    assert look(web, web.add("/a", answer(200, short))).outcome is Outcome.SOFT_404
    assert look(web, web.add("/b", answer(200, long))).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("/", "redirect_to_root"),
        ("/index.html", "redirect_to_root"),
        ("/404.html", "redirect_to_error"),
        ("/errors/404", "redirect_to_error"),
    ],
)
def test_a_story_that_leads_to_the_front_or_an_error_page_is_a_soft_404(web: Web, final: str, reason: str) -> None:
    web.add(final, answer(200, page(ARTICLE, "The Paper")))
    result = look(web, web.add("/2019/05/story", redirect(final)))
    assert (result.outcome, result.reason) == (Outcome.SOFT_404, reason)


def test_a_front_page_that_moves_is_no_soft_404(web: Web) -> None:
    web.add("/", answer(200, page(ARTICLE, "The Paper")))
    assert look(web, web.add("/index.php", redirect("/"))).outcome is Outcome.REDIRECTED


@pytest.mark.parametrize(
    ("header", "body", "title"),
    [
        ("text/html; charset=windows-1251", "<title>Мост открыт</title>".encode("cp1251"), "Мост открыт"),
        ("text/html", '<meta charset="koi8-r"><title>Мост открыт</title>'.encode("koi8-r"), "Мост открыт"),
        ("text/html; charset=utf-8", '<meta charset="koi8-r"><title>Мост</title>'.encode(), "Мост"),
        ("text/html; charset=idna", "<title>Мост</title>".encode(), "Мост"),
        ("text/html; charset=hex", "<title>Мост</title>".encode(), "Мост"),
        ("text/html; charset=unicode_escape", "<title>Мост</title>".encode(), "Мост"),
        ("text/html; charset=nonsense", "<title>Мост</title>".encode(), "Мост"),
        ("text/html", "<title>Café</title>".encode("latin-1"), "Café"),
        ("text/html; charset=utf-8", b"\xff\xfe" + "<html><title>Мост</title>".encode("utf-16-le"), "Мост"),
        ("text/html", b"<title>a\0b &amp; c</title>", "ab & c"),
        ("text/html", b"<svg><title>icon</title></svg><title>Real</title>", "Real"),
        ("text/html", b'<meta property="og:title" content="From the meta"><p>x', "From the meta"),
        ("text/plain", b"<title>plain</title>", ""),
    ],
)
def test_a_title_is_read_in_its_own_encoding(web: Web, header: str, body: bytes, title: str) -> None:
    assert look(web, web.add("/a", answer(200, body, content_type=header))).title == title


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (b'<meta property="article:published_time" content="2024-03-05T10:00Z">', "2024-03-05"),
        (LINKED % b'{"@graph":[{"datePublished":"2023-11-02T08:00:00+01:00"}]}', "2023-11-02"),
        (LINKED % b"{broken" + b'<meta name="pubdate" content="2022-01-09">', "2022-01-09"),
        (b'<meta itemprop="datePublished" content="2021/7/4">', "2021-07-04"),
        (b'<time pubdate datetime="2020-02-29">29 Feb</time>', "2020-02-29"),
        (b'<meta name="date" content="2020-02-31">', "None"),
        (b'<meta name="date" content="1970-01-01">', "None"),
        (b"<p>Open since 2020</p>", "None"),
    ],
)
def test_a_publication_date_is_read_from_what_the_page_says(web: Web, body: bytes, day: str) -> None:
    assert str(look(web, web.add("/a", answer(200, b"<html>" + body))).published_on) == day


def test_a_page_of_ten_thousand_nested_elements_is_read(web: Web) -> None:
    body = b"<title>Deep</title>" + b"<div>" * 10_000 + b"x"
    assert look(web, web.add("/a", answer(200, body))).title == "Deep"


SHORT = "<p>The museum said so on Monday. A second search begins next week, when the storm is over.</p>"


@pytest.mark.parametrize(
    "title",
    [
        "Burial site found near the harbour",
        "Video found on the suspect's phone",
        "Video removed after complaints",
        "Wreck site not found by divers",
        "Missing page of the log not found",
        "Document found in the attic, museum says",
        "Please wait here: queues at the port",
        "One more step towards the new bridge",
        "Just a moment in the life of a lighthouse",
        "The vaccine is not available in most European countries",
        "Cómo entrar en la Unión Europea sin visado",
        "Вход в порт закрыт до утра понедельника",
        "Page turner: the library that never closed",
        "Access denied to harbour for foreign ships",
        "Story of the lost ferry",
        "No place found for the old bridge's stones",
        "Content creators leave the island",
    ],
)
def test_a_short_live_page_with_a_headline_like_an_excuse_is_ok(web: Web, title: str) -> None:
    body = page(f"<h1>{title}</h1><p>{title}.</p>{SHORT}<form><input type=password></form>", title)
    result = look(web, web.add("/story", answer(200, body, content_type="text/html; charset=utf-8")))
    assert (result.outcome, result.reason) == (Outcome.OK, "fetched")


@pytest.mark.parametrize("title", ["404", "Peugeot 404", "404 (song) - Encyclopedia", "410 | Area codes"])
def test_a_long_page_named_by_a_number_is_ok(web: Web, title: str) -> None:
    assert look(web, web.add("/wiki/404", answer(200, page(ARTICLE, title)))).outcome is Outcome.OK


def test_an_article_that_moved_below_a_word_of_logins_is_redirected(web: Web) -> None:
    web.add("/world/checkpoint/charlie", answer(200, page(ARTICLE + ARTICLE, "Life at the checkpoint")))
    assert look(web, web.add("/story", redirect("/world/checkpoint/charlie"))).outcome is Outcome.REDIRECTED
