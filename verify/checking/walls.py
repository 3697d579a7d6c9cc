"""Walls for people: a login, a consent to give, a country to be in. Each stands in the page's place and hides it."""

import re

from verify.checking.answer import Answer
from verify.checking.targets import Target, is_same_address

_LOGIN_PATH = re.compile(
    r"/(log[-_]?in|sign[-_]?in|signon|sso|auth|authorize|oauth2?|wp-login\.php|servicelogin|checkpoint|authwall|"
    r"session/new|user_session|anmelden|connexion|iniciar-sesion|accedi|entrar|giris)(/|\.\w+$|$|[?;])",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"^(login|signin|sso|auth|accounts?|idp|id)\.", re.IGNORECASE)
_LOGIN_TITLE = re.compile(
    r"\b(log ?in|sign ?in|log on|anmelden|anmeldung|einloggen|connexion|se connecter|connectez-vous|iniciar sesi[óo]n|"
    r"inicia sesi[óo]n|acceder|accedi|fazer login|entrar|inloggen|войти|вход|авторизация|увійти|zaloguj|giri[şs] yap)\b|"
    r"ログイン|登录|登入|تسجيل الدخول|ورود",
    re.IGNORECASE,
)
_CONSENT_ADDRESS = re.compile(
    r"^https?://(consent|privacy-mgmt|gdpr-consent|cmp|guce)\.|"
    r"/(consent|gdpr|collectconsent|privacy-?wall|cookie-?wall|cookie-?consent|zustimmung)(/|\?|$)",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"^(before you continue|cookie ?wall|consent|your privacy( choices)?|we value your privacy|privacy settings|"
    r"bevor (sie|du) fortf[äa]hr(en|st)|zustimmung|einwilligung|avant d.acc[ée]der|avant de continuer|"
    r"antes de continuar|prima di continuare|voordat (u|je) verdergaat|прежде чем продолжить|devam etmeden [öo]nce)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    r"(not|n.t|un)[ -]?(currently )?available (in|to|from) (readers in )?your (country|region|location|area)|"
    r"(website|site|page|content|service|video) (is |are )?(currently |temporarily )?(not available|unavailable|n.t available) "
    r"(in|to) (visitors from |readers in )?(most |this |some )?(european|countr|region)|blocked in your (country|region)|"
    r"unavailable due to legal reasons|we recognize you are attempting to access this website from a country|"
    r"(contenido|p[áa]gina|v[íi]deo|sitio|servicio)[^.]{0,40} no est[áa] disponible en (tu|su) (pa[íi]s|regi[óo]n)|"
    r"in (deinem|ihrem|deiner|ihrer) (land|region) nicht verf[üu]gbar|"
    r"(n.est )?pas disponible dans votre (pays|r[ée]gion)|"
    r"(conte[úu]do|p[áa]gina|v[íi]deo|site)[^.]{0,40} n[ãa]o est[áa] dispon[íi]vel (no seu pa[íi]s|na sua regi[ãa]o)|"
    r"(contenuto|pagina|video|sito)[^.]{0,40} non [èe] disponibile nel (tuo|suo) paese|niet beschikbaar in (uw|jouw|je) (land|regio)|"
    r"недоступ(ен|на|но|ны) в ваш(ем|ей) (регионе|стране)|niedost[ęe]pn[aey] w twoim (kraju|regionie)|"
    r"([üu]lkenizde|b[öo]lgenizde) (kullan[ıi]lam|eri[şs]ilem|izlenem|mevcut de[ğg]il)|"
    r"お住まいの(地域|国)では|您所在的(地区|国家)|所在地区无法|در (کشور|منطقه) شما (در دسترس )?نیست|غير متاح(ة)? في (بلدك|منطقتك)",
    re.IGNORECASE,
)
LITTLE_TEXT = 1_500
LONG_TEXT = 4_000
_WORDS_OF_A_LOGIN = 5


def wall_of(asked: Target, answer: Answer) -> str:
    """The reason of a wall for people that answered "fine" in the page's place, or empty."""
    return _consent(asked, answer) or _login(asked, answer) or _country(answer)


def _consent(asked: Target, answer: Answer) -> str:
    final, page = answer.target, answer.page
    moved = not is_same_address(asked, final)
    if moved and _CONSENT_ADDRESS.search(final.href) and not _CONSENT_ADDRESS.search(asked.href):
        return "consent"
    # A banner lies over an article; a wall has hardly anything beside it.
    alone = len(page.text) < LITTLE_TEXT and not page.stated.is_article
    return "consent" if alone and _CONSENT_TITLE.search(page.title) and _CONSENT_WORDS.search(page.text) else ""


_CONSENT_WORDS = re.compile(r"cookie|consent|gdpr|dsgvo|rgpd|datenschutz|privacy|privacidad|confidentialit|çerez", re.I)


def _login(asked: Target, answer: Answer) -> str:
    final, page = answer.target, answer.page
    if _LOGIN_PATH.search(asked.path) or _LOGIN_HOST.match(asked.host):
        return ""
    if page.stated.is_article or (len(page.text) > LONG_TEXT and not page.asks_password):
        return ""
    at_login = bool(_LOGIN_PATH.search(final.path) or _LOGIN_HOST.match(final.host))
    if at_login and not is_same_address(asked, final):
        return "login"
    titled = _is_login_title(page.title) or _is_login_title(page.heading)
    return "login" if page.asks_password and titled and len(page.text) < LITTLE_TEXT else ""


def _is_login_title(title: str) -> bool:
    """Whether a part of a title says to log in and hardly anything else; headlines speak of entrances, too."""
    parts = re.split(r"\s[–—·:-]\s|\s?[|»]\s?|: ", title)
    return any(_LOGIN_TITLE.search(part) and len(part.split()) <= _WORDS_OF_A_LOGIN for part in parts)


def _country(answer: Answer) -> str:
    page = answer.page
    if len(page.text) >= LITTLE_TEXT or page.stated.is_article:
        return ""
    return "not_in_this_country" if _COUNTRY.search(f"{page.title} {page.heading} {page.text}") else ""
