"""Walls for programs: pages that come instead of the page until somebody proves to be a person."""

import re
from collections.abc import Mapping

from verify.checking.page import PageFacts

# Marks that only the wall itself carries, never a page behind it; in lower case.
_SURE = (
    *(b"_cf_chl_opt", b"cf-browser-verification", b"cf_chl_prog"),  # Cloudflare
    b"captcha-delivery.com",  # DataDome
    b"incapsula incident id",  # Imperva
    *(b"sec-if-cpt-container", b"bm-verify=", b"akamai-challenge"),  # Akamai
    b"px-captcha",  # HUMAN
    *(b"gokuprops", b"awswafcookiedomainlist"),  # AWS WAF
    b"sucuri_cloudproxy_js",  # Sucuri
    b"anubis_challenge",  # Anubis
    b"kpsdk.configure",  # Kasada
)
_IMPERVA = b"_incapsula_resource"
_IMPERVA_WALL = re.compile(rb"_incapsula_resource[^>]{0,200}(?:incident|xinfo)")
# Marks that pages behind the wall may carry too; they count where hardly any text stands beside them.
_UNSURE = re.compile(
    rb"errors\.edgesuite\.net|/_Incapsula_Resource|g-recaptcha|h-captcha|cf-turnstile|challenges\.cloudflare\.com|"
    rb"geetest|/distil_r_|ddos-guard|qrator|captcha",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(just a moment|attention required|access denied|checking your browser|ddos-guard|are you (a robot|human)|"
    r"verify(ing)? (that )?you are (a )?human( being)?|human verification|robot check|bot verification|security check|"
    r"pardon our interruption|please wait|one more step|captcha|making sure you.re not a bot|vérification|"
    r"client challenge|un momento|einen moment|un instant|один момент|проверка браузера)\b",
    re.IGNORECASE,
)
_LITTLE_TEXT = 1_500
_NO_TEXT = 400


def _is_surely_a_wall(head: bytes) -> bool:
    """Looking for each mark by itself takes a tenth of the time of one pattern for all of them."""
    return any(mark in head for mark in _SURE) or (_IMPERVA in head and bool(_IMPERVA_WALL.search(head)))


def is_challenge(status: int, headers: Mapping[str, str], body: bytes, page: PageFacts) -> bool:
    """Whether this answer is a wall for programs. A page that merely has a captcha beside an article is none."""
    if headers.get("cf-mitigated", "").lower() == "challenge" or "x-amzn-waf-action" in headers:
        return True
    head = body[:100_000]
    if _is_surely_a_wall(head.lower()):
        return True
    if len(page.text) > _LITTLE_TEXT:
        return False
    if status in (403, 429, 503):
        return bool(_TITLES.match(page.title) or _UNSURE.search(head))
    if page.stated.is_article or not _TITLES.match(page.title):
        return False
    return bool(_UNSURE.search(head)) or (len(page.text) < _NO_TEXT and _is_bare(page.title))


def _is_bare(title: str) -> bool:
    """Whether a wall's words are the whole title but for the site's name; a headline goes on after them."""
    parts = re.split(r"\s[–—·-]\s|\s?[|»]\s?", title)
    return any(_TITLES.fullmatch(part.strip(" .…!?")) for part in parts)
