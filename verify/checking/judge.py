"""From the last answer to a reason: what came, and whether it is what the article leans on."""

import re
from dataclasses import dataclass

from verify.checking.answer import REDIRECTS, Answer
from verify.checking.challenge import is_challenge
from verify.checking.config import CheckRequest
from verify.checking.missing import missing_of
from verify.checking.model import MediaKind
from verify.checking.page import MOST_TEXT
from verify.checking.shorteners import is_shortener
from verify.checking.targets import Target, is_front_path, is_same_address, query_of, site_of
from verify.checking.walls import wall_of

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
_ERROR_PATH = re.compile(
    r"/(404|error(-?404)?|not-?found|page-?not-?found|pagenotfound|errors?/404)(\.\w+)?/?$", re.IGNORECASE
)
_SEARCH_PATH = re.compile(
    r"/(search|suche|buscar|busqueda|busca|recherche|cerca|ricerca|zoeken|szukaj|poisk|arama|site-?search|results)"
    r"(\.\w+)?(/|$)",
    re.IGNORECASE,
)
_SEARCH_QUERY = re.compile(r"^\?(s|q|query|search|keywords?|text|suche?)=", re.IGNORECASE)
LITTLE_DRAWN = 400
"""Characters of visible text below which a page that a script draws has not been seen at all."""


@dataclass(frozen=True, slots=True)
class Judgement:
    reason: str
    flags: tuple[str, ...] = ()


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


def _missing(asked: Target, answer: Answer) -> str:
    final = answer.target
    moved = not is_same_address(asked, final)
    if moved and _ERROR_PATH.search(final.path) and not _ERROR_PATH.search(asked.path):
        return "redirect_to_error"
    said = missing_of(answer.page)
    if said or not moved or site_of(asked) != site_of(final) or is_front_path(asked.path):
        return said
    if is_front_path(final.path) and not query_of(final):
        return "redirect_to_root"
    return "redirect_to_search" if _is_search(final) and not _is_search(asked) else ""


def _is_search(target: Target) -> bool:
    query = query_of(target)
    by_path = _SEARCH_PATH.search(target.path) and (query or not target.path.rstrip("/").endswith("results"))
    return bool(by_path) or (is_front_path(target.path) and bool(_SEARCH_QUERY.match(query)))


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
    to_front = is_front_path(answer.target.path) and not is_front_path(asked.path)
    if to_front and site_of(asked) != site_of(answer.target):
        flags.append("leads_to_front_page")
    page = answer.page
    if page.stated.closed or (page.asks_money and len(page.text) < MOST_TEXT // 2):
        flags.append("paywall")
    if page.is_app and len(page.text) < LITTLE_DRAWN:
        flags.append("drawn_by_script")
    return tuple(flags)


def _onward(asked: Target) -> str:
    return "short_address" if is_shortener(asked.href) else "moved"


def judge(request: CheckRequest, asked: Target, answer: Answer) -> Judgement:
    """The reason, out of the table in ``reasons``, that the last answer of a check ends with."""
    flags = _flags(asked, answer)
    if answer.status >= 400 and is_challenge(answer.status, answer.headers, answer.body, answer.page):
        return Judgement("bot_challenge", flags)
    reason = _status_reason(answer)
    if not reason and answer.is_page:
        challenged = is_challenge(answer.status, answer.headers, answer.body, answer.page)
        reason = "bot_challenge" if challenged else wall_of(asked, answer) or _missing(asked, answer)
    reason = reason or _file_reason(answer, request.expect)
    if not reason:
        reason = "fetched" if is_same_address(asked, answer.target) else _onward(asked)
    return Judgement(reason, flags)
