"""Pages that answer "200, fine" and say in their own words that nothing is there."""

import re

# The ten languages most web pages are written in, and Ukrainian.
_PHRASES = (
    r"(page|article|story|document|file|site|content|post|video|resource) (you requested )?(was |is |could |can |has )?"
    r"(not|n.t)? ?(be )?(been )?(found|available|exist|unavailable|removed|deleted|no longer available)",
    r"(page|article|story|content|video) ((is )?(no longer|not)|isn.t) (available|exists?)",
    r"(page|article|content) does(n.t| not) exist",
    r"we (can.t|could ?n.t|cannot) (seem to )?find (the|that|this) (page|article)",
    r"^(sorry|oops|whoops|error|http|404)?[,!.: ]*(404 )?(not found|nothing (was )?found here)",
    r"страница (не найдена|не существует|удалена)|(документ|статья|материал) не найден[ао]?",
    r"сторінк[ау] не знайдено|сторінка не існує",
    r"p[áa]gina no (encontrada|existe|disponible)|no se (ha )?encontr(ó|ado)",
    r"p[áa]gina n[ãa]o (encontrada|existe|dispon[íi]vel)",
    r"seite (wurde )?nicht gefunden|seite existiert nicht|nicht (mehr )?verf[üu]gbar",
    r"page (introuvable|non trouv[ée]e|inexistante)|(page|article) (demand[ée]e? )?n.(existe|est) (pas|plus)",
    r"pagina non (trovata|esiste|disponibile)",
    r"pagina niet gevonden|nie znaleziono (strony|artyku[łl]u)|strona nie (istnieje|zosta[łl]a znaleziona)",
    r"sayfa bulunamad[ıi]",
    r"ページが見つかりません|お探しのページは|页面不存在|找不到(页面|网页|頁面)|页面未找到",
    r"الصفحة غير موجودة|صفحه (مورد نظر )?(یافت|پیدا) نشد",
)
_SAYS_MISSING = re.compile("|".join(_PHRASES), re.IGNORECASE)
_CODE_WORD = r"(error|http|oops|sorry|status|code|page|fehler|erreur|erro|errore|ошибка|помилка|hata)"
_CODE = re.compile(rf"({_CODE_WORD}[\s:!,]*)*(404|410)([\s:!.,]*{_CODE_WORD})*", re.IGNORECASE)
_LONG_HEADLINE = 90
_WORDS_OF_A_SITE = 4


def says_missing(title: str) -> bool:
    """Whether a title or top heading says that nothing is there.

    A headline about a missing thing ("Missing page of the diary not found, 404 days on") is longer than such a notice;
    what stands behind a separator is the site's name and does not count.
    """
    if not title or len(title) > _LONG_HEADLINE:
        return False
    parts = [part.strip() for part in re.split(r"\s[–—·-]\s|\s?[|»]\s?", title) if part.strip()]
    return any(_is_notice(part) or _is_notice_of_a_site(part) for part in parts)


def _is_notice_of_a_site(part: str) -> bool:
    """Such as "The Daily Paper: page not found", where a few words beside the colon name the site."""
    first, colon, second = part.partition(": ")
    if not colon:
        return False
    return any(
        _is_notice(notice) and len(site.split()) <= _WORDS_OF_A_SITE
        for notice, site in ((first, second), (second, first))
    )


def _is_notice(part: str) -> bool:
    words = part.strip("!.… ")
    if _CODE.fullmatch(words):
        return True
    match = _SAYS_MISSING.search(words)
    return match is not None and len(words) - len(match[0]) <= 30
