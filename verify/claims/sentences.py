"""Sentence boundaries by rule. Russian stands on razdel; English has rules of its own, which other languages share.

The golden rules are those of Pragmatic Segmenter (Kevin S. Dias); the lists below are ours.
"""

import re

from verify.claims.sentences_ru import russian_cuts
from verify.claims.sentences_social import mentions, open_ended, set_apart, settled

Span = tuple[int, int]
HARD_LIMIT = 2_000
"""No sentence is longer than this many characters: what comes without a stop is cut at a space."""
_RUSSIAN_MOST = 20_000
_STOP, _STOP_RU, _PARAGRAPH = "sentence.stop", "sentence.stop-russian", "sentence.paragraph"
_ITEM, _APART, _OPEN, _TOO_LONG = "sentence.item", "sentence.apart", "sentence.open-ended", "sentence.too-long"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_END = re.compile(
    r"(?<=\w)\.(?=(?:\s\.){3}\s)|(?:(?<!\.)(?:\s\.){3,4}(?=\s|$)|[.!?…]+(?:\s\.){0,3})[\"'»”’)\]]*(?:\s?\[\d{1,3}\])*(?=\s|$|[•⁃])|(?<=[.!?])(?=\s*[•⁃])"
)
_NEVER = _words(
    "mr mrs ms mx dr prof gen col lt maj capt cpt cmdr adm sgt pfc pvt gov sen rep reps sens govs hon rev fr sr. "
    "st. mt ft supt det insp messrs mmes mme mlle m "
    "vs v viz cf al e.g i.e n° nº eg ie approx ca c pp p vol fig figs eq sec ch ed eds trans art no nos nr op "
    "cit est dept asst assn "
    "univ bros gen atty ofc cpl pres vp treas supr brig hr sra dra lic ing sta n.b"
)
_MAY_END = _words(
    "inc corp co ltd llc plc jr sr esq phd ph.d m.d b.a m.a d.c u.s u.s.a u.k u.n e.u u.s.s.r a.m p.m am pm etc "
    "st ave blvd rd ln hwy "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark "
    "calif colo conn del fla ga "
    "ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo n.y n.j "
    "n.c s.c n.h n.m n.d s.d r.i w.va "
    "b.c a.d bc ad l.a oz lb lbs ft in mi km kg cm mm hrs min mins sec secs cent tel ext bldg fl rm apt"
)
_STARTERS = _words(
    "the a an this that these those it its he she they we you i his her their our my your there here what when "
    "where who why how which "
    "if in on at by for from with as after before since while although though because but and or so yet however "
    "meanwhile moreover "
    "then now one some many most all both each another other no not did do does is are was were has have had "
    "will would can could "
    "should may might according during under over between both several such even also still once until about "
    "among please let "
    "perhaps maybe yes well despite instead indeed later earlier today yesterday additionally furthermore "
    "therefore thus hence"
)
_SHORTENED = _words(
    "incl excl misc esp temp tech orig prob resp avg abbr attn cont diff prev pron pseud ital lang ling phil"
)
_CRIES = _words("ah aha alas eh ha haha hey hi ho oh ooh ow wow yay")
_SMALL_WORD = re.compile(r"[^\W\d_]+['’,;]?\w*(?:\s|$)")
_WORD_BEFORE = re.compile(r"(?<![\w.'-])([^\W\d_]+)\s?$")
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_TOKEN_BEFORE = re.compile(r"[^\s\"'(\[{«“‘—]*$")
_LIST_MARK = re.compile(r"(?:(?<=\s)|^)(?:[•⁃]\s?)?(?P<mark>\d{1,3}|[a-z]|[A-Z](?=\)))(?P<stop>\.\)|\)|\.)(?=\s+\S)")
_SAID_AFTER = re.compile(
    r"\s*[A-Z][\w.'-]*(?:\s+(?:[A-Z][\w.'-]*|of|de|van|von|the)){0,4}\s+(?:said|says|asked|asks|added|told"
    r"|tweeted|wrote|replied|shouted|"
    r"exclaimed|recalled|explained|cried|chanted|screamed|continued|yelled|joked|wondered)(?=[.,;:]|\s+(?:on|in"
    r"|at|after|during|from|when|as)\b|\s+\w+day\b)"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


def segment(text: str, language: str = "en") -> list[Span]:
    """Sentences of ``text`` as (start, end) without the white space around them; together they hold every other character.

    Linear in the length of the text; no span is longer than HARD_LIMIT.
    """
    return [(start, end) for start, end, _ in ruled(text, language)]


def ruled(text: str, language: str = "en") -> list[tuple[int, int, str]]:
    """``segment`` with the name of the rule that ended each sentence."""
    found = []
    for start, end in _paragraphs(text):
        part = text[start:end]
        for s, e, rule in _between(part, _cuts(part, language)):
            pieces = _limited(text, (start + s, start + e))
            found += [(*piece, _TOO_LONG) for piece in pieces[:-1]]
            found += [(*piece, rule) for piece in pieces[-1:]]
    return found


def _paragraphs(text: str) -> list[Span]:
    spans, position = [], 0
    for match in re.finditer(r"\n[ \t]*\n\s*", text):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, len(text)))
    return spans


def _between(text: str, cuts: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
    spans, start = [], 0
    for cut, rule in [*cuts, (len(text), _PARAGRAPH)]:
        end = cut
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            spans.append((start, end, rule))
        start = max(start, cut)
    return spans


def _limited(text: str, span: Span) -> list[Span]:
    start, end = span
    pieces = []
    while end - start > HARD_LIMIT:
        cut = max(text.rfind(mark, start + HARD_LIMIT // 2, start + HARD_LIMIT) for mark in (" ", "\n"))
        cut = cut if cut > 0 else start + HARD_LIMIT
        pieces.append((start, cut))
        start = cut + 1 if text[cut].isspace() else cut
    if text[start:end].strip():
        pieces.append((start, end))
    return pieces


def _cuts(text: str, language: str) -> list[tuple[int, str]]:
    """Where sentences end, in order, each with the rule that says so; of two the one with a stop."""
    items = _list_marks(text)
    stop = _STOP
    if language == "ru" and len(text) <= _RUSSIAN_MOST:
        found, stop = [*russian_cuts(text), *mentions(text)], _STOP_RU
    else:
        found = _by_rule(text, frozenset(stop for _, stop in items))
    cuts: dict[int | None, str] = dict.fromkeys((begin for begin, _ in items), _ITEM)
    cuts |= dict.fromkeys(set_apart(text), _APART)
    cuts |= dict.fromkeys((settled(text, cut) for cut in open_ended(text)), _OPEN)
    cuts |= dict.fromkeys((settled(text, cut) for cut in found), stop)
    return sorted((cut, rule) for cut, rule in cuts.items() if cut is not None and 0 < cut < len(text))


def _by_rule(text: str, marks: frozenset[int]) -> list[int]:
    """Ends of English sentences. ``marks``: where the marks of list items end."""
    cuts = []
    start = 0
    for match in _END.finditer(text):
        if match.end() not in marks and match.end() < len(text) and _is_end(text, match, start):
            start = match.end()
            cuts.append(start)
    return cuts


def _list_marks(text: str) -> list[Span]:
    """Marks of the items of an inline list as (start, end): they count 1 2 3 or a b c without a gap."""
    runs: list[list[re.Match[str]]] = [[]]
    for match in _LIST_MARK.finditer(text):
        value = _value(match["mark"])
        before = runs[-1][-1] if runs[-1] else None
        if before is not None and before["stop"] == match["stop"] and value == _value(before["mark"]) + 1:
            runs[-1].append(match)
        elif value == 1 or (match.start() == 0 and match["mark"].isdigit()) or text[match.start()] in "•⁃":
            runs.append([match])
    return [(match.start(), match.end()) for run in runs if len(run) > 1 for match in run]


def _value(mark: str) -> int:
    return int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1


def _is_end(text: str, match: re.Match[str], start: int) -> bool:
    stop, end = match.group(), match.end()
    after = text[end : end + 80].lstrip()
    if not after:
        return False
    if after[0] in "•⁃":
        return True
    if stop == " . . .":
        return False
    if stop[-1] in "\"'" and after[0] == "(":
        return False
    if ". ." in stop or ".." in stop:
        return _upper_next(after)
    if "!" in stop or "?" in stop:
        return _after_shout(text, match.start(), stop, text[end : end + 80], after)
    if stop == ".":
        return _after_point(text, match.start(), start, after)
    return _upper_next(after)


def _upper_next(after: str) -> bool:
    """Whether what follows can begin a sentence: a capital or a figure, perhaps after an opening quote or bracket."""
    bare = after.lstrip("\"'([{«“‘—–-*_ ")[:1]
    return bool(bare) and (bare.isupper() or bare.isdigit() or not (bare.islower() or bare in ",;:.!?)"))


def _after_shout(text: str, position: int, stop: str, raw: str, after: str) -> bool:
    if not _upper_next(after):
        return not stop.strip("!?.") and _small_start(text, position, after, 2)
    return not (stop[-1] in "\"'”’" and _SAID_AFTER.match(raw))


def _after_point(text: str, position: int, start: int, after: str) -> bool:
    before = _TOKEN_BEFORE.search(text[max(0, position - 40) : position])
    word_before = before[0] if before else ""
    if not _upper_next(after):
        return _small_start(text, position, after, 4) or _opens_address(after)
    lowered = word_before.lower().lstrip("*_#")
    first = re.match(r"[\"'(\[«“‘—–-]*\s*([\w.'-]+)", after)
    word = first[1].rstrip(".") if first else ""
    if _opens_list(text, position, start, word_before):
        return False
    if lowered in _NEVER:
        return lowered in {"no", "p", "c", "m", "art", "ca", "al", "est"} and _ends_anyway(word_before, word, lowered)
    if len(word_before) == 1 and word_before.isalpha():
        return _after_initial(text, position, word_before, word)
    if lowered in _MAY_END or _INITIALS.fullmatch(word_before):
        return _after_abbreviation(text, position, start, lowered, word)
    return True


def _small_start(text: str, position: int, after: str, letters: int) -> bool:
    """A sentence that begins with a small letter, as people type: only after a plain word of ``letters`` or more, which is
    neither an abbreviation nor a cry."""
    if not after[0].islower() or not _SMALL_WORD.match(after):
        return False
    before = _WORD_BEFORE.search(text[max(0, position - 40) : position])
    if before is None or len(before[1]) < letters:
        return False
    token = before[1]
    plain = token.islower() or (token[1:-1].lower() != token[1:-1] and not token.isupper())
    return plain and not any(token.lower() in words for words in (_NEVER, _MAY_END, _SHORTENED, _CRIES))


def _opens_address(after: str) -> bool:
    return after.lstrip("([<").startswith(("http://", "https://", "www."))


def _ends_anyway(token: str, word: str, lowered: str) -> bool:
    """ "The answer is no. The…", "et al. The…"."""
    if word[:1].isdigit():
        return False
    return token.islower() and lowered in {"no", "al", "est"} and word.lower() in _STARTERS


def _opens_list(text: str, position: int, start: int, token: str) -> bool:
    """A number or letter at the very start of the sentence is the mark of a list item."""
    return (token.isdigit() or len(token) == 1) and not text[start : position - len(token)].strip(" \t\n•⁃\"'(")


def _after_initial(text: str, position: int, token: str, word: str) -> bool:
    if token.islower():
        return True
    before = text[max(0, position - 30) : position - 1].split()
    if token in {"I"}:
        return (
            bool(before)
            and before[-1].lower() in {"and", "you", "than", "am", "or", "as", "do"}
            and word.lower() in _STARTERS
        )
    named = bool(before) and before[-1][:1].isupper() and len(before[-1]) > 1
    return word.lower() in _STARTERS and not (named and len(word) == 1)


def _after_abbreviation(text: str, position: int, start: int, lowered: str, word: str) -> bool:
    if word[:1].isdigit():
        return lowered not in _MONTHS and lowered not in {"a.m", "p.m", "st", "ext", "tel", "apt", "rm", "fl"}
    if lowered in {"a.m", "p.m", "am", "pm"}:
        # "At 5 a.m. Mr. Smith went": three words do not make a sentence.
        return len(text[start:position].split()) > 3
    if lowered in {"etc"}:
        return True
    if lowered in {"st", "mt", "ft", "sr", "jr"} and word.lower() not in _STARTERS:
        return False
    return word.lower() in _STARTERS or (not word[:1].isupper() and not word[:1].islower())
