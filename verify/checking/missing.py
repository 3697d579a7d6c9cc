"""Pages that answer "200, fine" and say in their own words that nothing is there."""

import re

from verify.checking.page import PageFacts

# English, Spanish, German, Japanese, French, Russian, Portuguese, Italian, Dutch and Turkish are the ten languages most
# sites are written in (https://w3techs.com/technologies/overview/content_language); then Polish, Persian, Chinese,
# Arabic and Ukrainian.
_START = r"(?:(?:sorry|oops|whoops|unfortunately|error|http|404|the|this|that|requested)[,!.: ]+)*"
_NOUN = r"(?:web ?)?(?:page|article|story|document|file|content|post|video|resource|url|address)"
_PHRASES = (
    rf"^{_START}{_NOUN}( you requested)? (is |was |could |can |has )?(not|n.t)( be| been)? (found|available|located)",
    rf"^{_START}{_NOUN} (is |currently |is currently )?unavailable",
    rf"^{_START}{_NOUN} ((is|has been) )?(no longer (available|exists?)|(is |has been |was )(removed|deleted))",
    rf"^{_START}{_NOUN} (does ?n.t|does not|isn.t|is not) (exist|available|here)",
    r"we (can.t|could ?n.t|cannot) (seem to )?find (the|that|this|your) (page|article)",
    r"^(sorry|oops|whoops|error|http|404)?[,!.: ]*(404 )?(not found|nothing (was )?found here)",
    r"страница (не найдена|не существует|удалена)|(документ|статья|материал|запись) не найден[ао]?|такой страницы нет",
    r"сторінк[ау] не знайдено|сторінка не існує",
    r"p[áa]gina no (encontrada|existe|disponible)|no (se ha encontrado|se encontr[óo]|existe|encontramos) (la |esta )p[áa]gina",
    r"p[áa]gina n[ãa]o (encontrada|existe|dispon[íi]vel)",
    r"seite (wurde )?nicht gefunden|seite existiert nicht|(seite|artikel|beitrag) (ist )?nicht (mehr )?verf[üu]gbar",
    r"page (introuvable|non trouv[ée]e|inexistante)|(page|article) (demand[ée]e? )?n.(existe|est) (pas|plus)",
    r"pagina non (trovata|esiste|disponibile)|(articolo|contenuto) non (trovato|disponibile)",
    r"pagina niet gevonden|pagina (bestaat niet|is niet (gevonden|beschikbaar))",
    r"nie znaleziono (strony|artyku[łl]u)|strona nie (istnieje|zosta[łl]a znaleziona)",
    r"(sayfa|i[çc]erik|haber) bulunamad[ıi]|sayfa mevcut de[ğg]il",
    r"ページが見つかりません|お探しのページは|ページが存在しません|页面不存在|找不到(页面|网页|頁面)|页面未找到",
    r"الصفحة غير موجودة|صفحه (مورد نظر )?(یافت|پیدا) نشد",
)
# Whole sentences that only such a page has, for its text.
_SENTENCES = re.compile(
    r"(the|this) (page|article|address|url|link|content) (that )?(you.{0,4} (are|were) (looking|searching|trying)|"
    r"(you.{0,3} (have )?)?(requested|clicked|followed))[^.]{0,80}(n.t|not|no longer|moved|removed|deleted|broken|expired)|"
    r"we ?(.re|are)? ?(can.t|cannot|could ?n.t|could not|unable to) (seem to )?find (the|that|this) (page|article|address)|"
    r"requested url [^ ]{0,200} ?was not found on this server|this (page|article) (has been (removed|deleted)|does ?n.t exist)|"
    r"страниц[аыу],? котор(ую|ой) вы (ищете|запрашиваете|запросили|искали)[^.]{0,60}(не|удален|нет)|"
    r"запраш?ива?е?мая (вами )?страница не|(ой|извините)[^.]{0,30}страниц[аы] (не|нет)|"
    r"(die|der) (von ihnen |von dir )?(angeforderte|gesuchte|aufgerufene)n? (seite|artikel|adresse)[^.]{0,60}(nicht|existiert)|"
    r"la page (que vous (recherchez|cherchez|avez demand[ée]e?)|demand[ée]e)[^.]{0,60}(pas|plus|introuvable|supprim)|"
    r"la p[áa]gina (que (buscas|busca|est[áa]s? buscando|ha solicitado|intentas)|solicitada)[^.]{0,60}(no|elimin|ya)|"
    r"a p[áa]gina (que voc[êe] (procura|est[áa] procurando|tentou)|solicitada)[^.]{0,60}(n[ãa]o|removid)|"
    r"la pagina (che (stai|stavi|state) cercando|richiesta|cercata)[^.]{0,60}(non|rimossa)|"
    r"de (door (u|jou) )?(opgevraagde|gezochte|gevraagde) pagina[^.]{0,60}(niet|bestaat)|"
    r"de pagina die (u|je) (zoekt|zocht|opvroeg)[^.]{0,60}(niet|bestaat)|"
    r"aradığınız (sayfa|içerik|haber)[^.]{0,60}(bulun|kaldır|mevcut değil|yok)|"
    r"お探しの(ページ|記事)[^。]{0,60}(ません|削除|移動)|"
    r"(صفحه|مطلب)(‌ای)? (مورد نظر|که به ?دنبال)[^.]{0,60}(نشد|ندارد|حذف)|"
    r"您?(访问|要找|查找|请求)的(页面|网页|内容)[^。]{0,40}(不存在|未找到|已删除|找不到)|"
    r"الصفحة التي (تبحث عنها|طلبتها)[^.]{0,60}(غير|لا|لم)|strona,? kt[óo]rej szukasz[^.]{0,60}(nie|usuni)|"
    r"сторінк[аиу],? яку ви шукаєте[^.]{0,60}(не|видален)",
    re.IGNORECASE,
)
LITTLE_TEXT = 1_500
"""Characters of visible text below which a page has room for hardly more than an excuse and the site's menu."""
_SAYS_MISSING = re.compile("|".join(_PHRASES), re.IGNORECASE)
_CODE_WORD = r"(error|http|oops|sorry|status|code|page|fehler|erreur|erro|errore|ошибка|помилка|hata)"
_CODE = re.compile(rf"({_CODE_WORD}[\s:!,]*)*(404|410)([\s:!.,]*{_CODE_WORD})*", re.IGNORECASE)
_LONG_HEADLINE = 90
_WORDS_OF_A_SITE = 4
_WORDS_AROUND = 14
"""Characters that a notice may hold beside its own words: "Sorry", "the", "on this site"."""


def missing_of(page: PageFacts) -> str:
    """The reason why ``page`` is missing by its own words, or empty. What calls itself a dated article is there."""
    if page.stated.is_article:
        return ""
    little = len(page.text) < LITTLE_TEXT
    if says_missing(page.title, short=little) or (little and says_missing(page.heading)):
        return "title_says_missing"
    return "text_says_missing" if little and (says_missing(page.text) or _SENTENCES.search(page.text)) else ""


def says_missing(title: str, short: bool = True) -> bool:
    """Whether a title or top heading says that nothing is there; ``short`` says that the page holds hardly any text.

    A headline about a missing thing ("Missing page of the diary not found, 404 days on") is longer than such a notice;
    what stands behind a separator is the site's name and does not count.
    """
    if not title or len(title) > _LONG_HEADLINE:
        return False
    parts = [part.strip() for part in re.split(r"\s[–—·-]\s|\s?[|»]\s?", title) if part.strip()]
    return any(_is_notice(part, short) or (short and _is_notice_of_a_site(part)) for part in parts)


def _is_notice_of_a_site(part: str) -> bool:
    """Such as "The Daily Paper: page not found", where a few words beside the colon name the site."""
    first, colon, second = part.partition(": ")
    if not colon:
        return False
    return any(
        _is_notice(notice, short=True) and len(site.split()) <= _WORDS_OF_A_SITE
        for notice, site in ((first, second), (second, first))
    )


def _is_notice(part: str, short: bool) -> bool:
    words = part.strip("!.… ")
    code = _CODE.fullmatch(words)
    if code:
        # A bare number stands over much, from songs to cars; only beside a word or over an empty page does it say missing.
        return short or not words.isdigit()
    if _SENTENCES.search(words):
        return True
    match = _SAYS_MISSING.search(words)
    return match is not None and len(words) - len(match[0]) <= _WORDS_AROUND
