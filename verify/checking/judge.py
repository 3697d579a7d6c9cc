"""From the last answer to a reason: what came, and whether it is what the article leans on."""

import re
from dataclasses import dataclass

from ada_url import URL

from verify.checking.answer import REDIRECTS, Answer
from verify.checking.challenge import is_challenge
from verify.checking.config import CheckRequest
from verify.checking.missing import says_missing
from verify.checking.model import MediaKind
from verify.checking.targets import Target

_STATUS_REASONS = {
    401: "unauthorized",
    402: "payment_required",
    403: "forbidden",
    404: "not_found",
    407: "proxy_authentication",
    410: "gone",
    429: "rate_limited",
    451: "legal_reasons",
    999: "refuses_programs",
}
_LOGIN_PATH = re.compile(
    r"/(log[-_]?in|sign[-_]?in|signon|sso|auth|authorize|oauth2?|wp-login\.php|servicelogin|checkpoint|authwall|"
    r"session/new|user_session)(/|\.\w+$|$|[?;])",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"^(login|signin|sso|auth|accounts?|idp|id)\.", re.IGNORECASE)
_LOGIN_TITLE = re.compile(
    r"\b(log ?in|sign ?in|log on|anmelden|einloggen|connexion|se connecter|iniciar sesi[óo]n|acceder|accedi|"
    r"entrar|войти|вход|авторизация|увійти|zaloguj|giri[şs] yap)\b|ログイン|登录|登入|تسجيل الدخول",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"^https?://(consent|privacy-mgmt|gdpr-consent|cmp)\.|/(consent|gdpr|privacy-?wall|cookiewall)(/|\?|$)", re.I
)
_ERROR_PATH = re.compile(
    r"/(404|error(-?404)?|not-?found|page-?not-?found|pagenotfound|errors?/404)(\.\w+)?/?$", re.IGNORECASE
)
_FRONT_PATH = re.compile(r"^/(index|default|home|main)?(\.\w{2,5})?/?$", re.IGNORECASE)
_LITTLE_TEXT = 1_500


@dataclass(frozen=True, slots=True)
class Judgement:
    reason: str
    flags: tuple[str, ...] = ()


def _site(target: Target) -> str:
    return target.host.removeprefix("www.")


def _query(target: Target) -> str:
    return URL(target.href).search


def is_same_address(asked: Target, final: Target) -> bool:
    """Whether a redirect only changed the manner: http to https, ``www.``, a closing slash, the case of escapes."""
    same_path = asked.path.rstrip("/").lower() == final.path.rstrip("/").lower()
    same_port = asked.port == final.port or {asked.port, final.port} <= {80, 443}
    return same_path and same_port and _site(asked) == _site(final) and _query(asked) == _query(final)


def _status_reason(answer: Answer) -> str:
    status = answer.status
    if status in REDIRECTS or 300 <= status < 400:
        return "bad_redirect"
    if status in _STATUS_REASONS:
        return _STATUS_REASONS[status]
    if status >= 600 or status < 200:
        return "bad_answer"
    if status >= 500:
        return "server_error"
    return "client_error" if status >= 400 else ""


def _wall(asked: Target, answer: Answer) -> str:
    """The reason of a wall that answered "fine" in the page's place."""
    if is_challenge(answer.status, answer.headers, answer.body, answer.page):
        return "bot_challenge"
    final = answer.target
    moved = not is_same_address(asked, final)
    if moved and _CONSENT.search(final.href) and not _CONSENT.search(asked.href):
        return "consent"
    at_login = bool(_LOGIN_PATH.search(final.path) or _LOGIN_HOST.match(final.host))
    asked_login = bool(_LOGIN_PATH.search(asked.path) or _LOGIN_HOST.match(asked.host))
    if moved and at_login and not asked_login:
        return "login"
    page = answer.page
    titled = bool(_LOGIN_TITLE.search(page.title) or _LOGIN_TITLE.search(page.heading))
    if not asked_login and page.asks_password and titled and len(page.text) < _LITTLE_TEXT:
        return "login"
    return ""


def _missing(asked: Target, answer: Answer) -> str:
    final, page = answer.target, answer.page
    moved = not is_same_address(asked, final)
    if moved and _ERROR_PATH.search(final.path) and not _ERROR_PATH.search(asked.path):
        return "redirect_to_error"
    if says_missing(page.title) or (says_missing(page.heading) and len(page.text) < _LITTLE_TEXT):
        return "title_says_missing"
    deep = not _FRONT_PATH.match(asked.path)
    if moved and deep and _FRONT_PATH.match(final.path) and not _query(final) and _site(asked) == _site(final):
        return "redirect_to_root"
    return ""


def _file_reason(answer: Answer, expect: MediaKind | None) -> str:
    if answer.sniffed:
        return "media_too_large" if answer.cut else ""
    if expect is not None:
        if not answer.size:
            return "empty"
        return "page_instead" if answer.is_page else "other_file"
    # A document that is merely long is there; one that was small on the wire is a bomb.
    if answer.cut and (answer.is_page or "Content-Encoding" in answer.headers):
        return "page_too_large"
    return ""


def _flags(asked: Target, answer: Answer) -> tuple[str, ...]:
    flags: list[str] = []
    if asked.had_credentials:
        flags.append("credentials_in_url")
    if answer.cut and not answer.is_page and not answer.sniffed:
        flags.append("body_cut")
    to_front = _FRONT_PATH.match(answer.target.path) and not _FRONT_PATH.match(asked.path)
    if to_front and _site(asked) != _site(answer.target):
        flags.append("leads_to_front_page")
    return tuple(flags)


def judge(request: CheckRequest, asked: Target, answer: Answer) -> Judgement:
    """The reason, out of the table in ``reasons``, that the last answer of a check ends with."""
    flags = _flags(asked, answer)
    if answer.status >= 400 and is_challenge(answer.status, answer.headers, answer.body, answer.page):
        return Judgement("bot_challenge", flags)
    reason = _status_reason(answer)
    if not reason and answer.is_page:
        reason = _wall(asked, answer) or _missing(asked, answer)
    reason = reason or _file_reason(answer, request.expect)
    if not reason:
        reason = "fetched" if is_same_address(asked, answer.target) else "moved"
    return Judgement(reason, flags)
