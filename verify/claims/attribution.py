"""Who says it, in English: verbs and nouns of saying on the parse, "according to", quotations and what continues them."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from verify.claims.cues import (
    ABOUT,
    BELIEF,
    DEEDS,
    MINDS,
    NOUNS,
    PLANS,
    PREPOSITION,
    QUOTING,
    SAY,
    SPEECH,
    STANCES,
    WANT,
)
from verify.claims.parsing import Sentence
from verify.claims.quotations import Span, is_quoted, overlap, touches
from verify.claims.quoted_speech import whole_content
from verify.claims.said import (
    closed_by,
    infinitives_of,
    is_active,
    is_bare,
    is_interrupting,
    joined_to,
    judged,
    stated_by,
    thought_of,
    told_by,
)
from verify.claims.token_spans import cue_span, phrase, runs_of

_CUES = {"according", *SAY, *WANT, *ABOUT, *PREPOSITION, *NOUNS, *PLANS, *STANCES, *MINDS}
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "who", "that", "which", "this", "one", "people", "anyone"}
)
_QUOTING = "|".join(sorted(QUOTING, key=len, reverse=True))
_ANNOUNCED = re.compile(
    rf"(?P<who>[A-Z][^\":;,]{{2,120}}?)\s+(?P<cue>{_QUOTING})(?:\s+[\w.]+){{0,5}}[:,]\s+(?P<said>\".+)", re.S
)


@dataclass(slots=True)
class Saying:
    """One attribution in levelled offsets of its passage. ``content`` may run over several sentences."""

    passage: int
    speaker: list[Span]
    cue: list[Span]
    content: list[Span]
    quoted: bool = False
    reports: bool = True
    """Whether the cue reports words ("said") rather than a thought, a wish or a judgement ("wants", "blamed")."""
    states: bool = True
    """False where that somebody wants or judges it is what is stated ("rejected the offer"), and the writer states it."""
    followers: list[tuple[int, Span]] = field(default_factory=list)
    """Spans in later passages that continue the quotation, with their passage."""
    rules: list[str] = field(default_factory=list)


def sayings_in(sentence: Sentence, doc: Doc, quotes: list[Span]) -> list[Saying]:
    """The attributions whose cue stands in ``sentence``, in order of the cue. ``doc`` is its parse, ``quotes`` are the
    quotations of its passage that touch it."""
    found: list[Saying] = []
    for token in doc:
        saying = _from_token(token, sentence, quotes) if token.lower_ in _CUES else None
        if saying is not None and saying.content:
            found.append(saying)
    announced = _announced_quotation(sentence, quotes)
    if announced is not None and not any(_same_content(saying, announced) for saying in found):
        found.append(announced)
    return found


def _same_content(saying: Saying, other: Saying) -> bool:
    return any(
        overlap(first, second) > 0.5 * (second[1] - second[0]) for first in saying.content for second in other.content
    )


def _announced_quotation(sentence: Sentence, quotes: list[Span]) -> Saying | None:
    """`A note beside it read: "…"` where the parse saw no verb: told from the colon before the quotation."""
    match = _ANNOUNCED.match(sentence.text) if '"' in sentence.text else None
    if match is None:
        return None
    return _saying(sentence, [match.span("who")], [match.span("cue")], [match.span("said")], quotes, "announced")


def _from_token(token: Token, sentence: Sentence, quotes: list[Span]) -> Saying | None:
    lowered = token.lower_
    if lowered == "according" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
        return _according(token, sentence, quotes)
    if token.pos_ in {"VERB", "AUX"} and (
        lowered in SAY or lowered in WANT or lowered in ABOUT or lowered in PREPOSITION
    ):
        return _from_verb(token, sentence, quotes)
    if token.pos_ == "NOUN" and (lowered in NOUNS or lowered in PLANS or lowered in STANCES):
        return _from_noun(token, sentence, quotes)
    if token.dep_ == "acomp" and lowered in MINDS:
        return _from_adjective(token, sentence, quotes)
    return None


# according to X


def _according(token: Token, sentence: Sentence, quotes: list[Span]) -> Saying | None:
    to = token.doc[token.i + 1]
    source = next((child for child in (*to.children, *token.children) if child.dep_ == "pobj"), None)
    if source is None:
        return None
    clause = stated_by(token)
    drop = {part.i for part in token.subtree}
    members = [part for part in clause.subtree if part.i not in drop] if clause.i != token.i else []
    if len(members) < 3:
        members = [part for part in token.doc if part.i not in drop]
    content = runs_of(members)
    cue = (token.idx, to.idx + len(to))
    return _saying(sentence, phrase(source), [cue], content, quotes, "according")


# verbs


def _from_verb(verb: Token, sentence: Sentence, quotes: list[Span]) -> Saying | None:
    inside = is_quoted(_shift((verb.idx, verb.idx + len(verb)), sentence), quotes)
    speaker = _speaker_of(verb)
    content, rule = [] if verb.lower_ not in SAY else _clause_content(verb), "clause"
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    if not content and not inside and not passive and verb.lower_ in QUOTING:
        content, rule = _quotation_content(verb, sentence, quotes), "quotation"
    if content and not speaker and not inside and verb.lower_ in QUOTING:
        speaker = _inverted_speaker(verb)
    states = bool(content)
    if not content:
        content, rule = _looser_content(verb), "object"
    if not content or (not speaker and not _may_lack_speaker(verb)):
        return None
    if inside and _is_first_person(speaker, verb):
        return None
    saying = _saying(sentence, speaker, [cue_span(verb)], content, quotes, rule)
    named = verb.lower_ in BELIEF and _is_named(speaker, verb)
    saying.reports = (named or verb.lower_ in SPEECH) and not _is_first_person(speaker, verb)
    saying.states = states or verb.lower_ not in DEEDS or touches(saying.content, quotes)
    return saying


def _is_first_person(speaker: list[Span], verb: Token) -> bool:
    """What "I" and "we" say inside a quotation is the quoted one's statement, not another source."""
    words = {verb.doc.text[start:end].lower() for start, end in speaker}
    return bool(words & {"i", "we", "you", "us"})


def _is_named(speaker: list[Span], verb: Token) -> bool:
    """Whether the speaker is more than a pronoun."""
    return any(verb.doc.text[start:end].lower() not in _PRONOUNS for start, end in speaker)


def _may_lack_speaker(verb: Token) -> bool:
    return any(child.dep_ == "nsubjpass" for child in verb.children) and verb.lower_ in SAY


def _speaker_of(verb: Token) -> list[Span]:
    """The subject, also of a verb that shares it ("said … and added", "saying")."""
    seen = 0
    token = verb
    while seen < 6:
        agent = next((child for child in token.children if child.dep_ == "agent"), None)
        passive = any(child.dep_ == "nsubjpass" for child in token.children)
        if passive:
            return phrase(next((child for child in agent.children if child.dep_ == "pobj"), None)) if agent else []
        subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
        if subject is not None:
            if subject.lower_ in {"who", "which", "that"} and token.dep_ == "relcl":
                return phrase(token.head, before=token.left_edge.i)
            return phrase(subject)
        if token.dep_ in {"relcl", "acl"} and token.head.pos_ in {"NOUN", "PROPN"}:
            return phrase(token.head, before=token.left_edge.i)
        if token.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "dep"} or token.head.i == token.i:
            return []
        token = token.head
        seen += 1
    return []


def _inverted_speaker(verb: Token) -> list[Span]:
    """`"…," read a statement published by X`: the noun phrase right after the verb."""
    following = next(
        (child for child in verb.children if child.i > verb.i and child.dep_ in {"dobj", "attr", "nsubj", "npadvmod"}),
        None,
    )
    return phrase(following)


def _clause_content(verb: Token) -> list[Span]:
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and not _is_cut_off(child, verb)]
    if clauses:
        members = [part for clause in (*clauses, *joined_to(verb, clauses)) for part in clause.subtree]
        return runs_of(members) if len(members) > 2 else []
    if verb.dep_ in {"parataxis", "ccomp"} and is_interrupting(verb) and not _follows_quotation(verb):
        own = {part.i for part in verb.subtree}
        return runs_of([part for part in verb.head.subtree if part.i not in own])
    return []


def _is_cut_off(clause: Token, verb: Token) -> bool:
    """ "There is no proof: tests found …" does not tell what the tests found before the colon."""
    return clause.i < verb.i and any(part.text in {":", ";"} for part in verb.doc[clause.right_edge.i + 1 : verb.i])


def _follows_quotation(verb: Token) -> bool:
    """`"…," he said` says what is quoted, whatever the parse hangs it on."""
    before = verb.doc[max(0, verb.left_edge.i - 1) : verb.left_edge.i + 1]
    return any(part.text == '"' for part in before)


def _quotation_content(verb: Token, sentence: Sentence, quotes: list[Span]) -> list[Span]:
    """The quotations of the sentence, where the verb stands beside them and nothing else is said in it."""
    here = (sentence.start, sentence.end)
    at = sentence.start + verb.idx
    parts = [quote for quote in quotes if overlap(quote, here) > 12]
    if len(parts) > 1:
        others = [sentence.start + other.idx for other in verb.doc if other.lower_ in QUOTING and other.i != verb.i]
        rivals = [other for other in others if not is_quoted((other, other + 3), quotes)]
        parts = [quote for quote in parts if not _is_nearer(quote, rivals, at)]
    if not parts:
        return []
    nearest = min(parts, key=lambda quote: _distance(at, quote))
    gap = (
        sentence.levelled.text[nearest[1] : at]
        if nearest[1] <= at
        else sentence.levelled.text[at + len(verb) : nearest[0]]
    )
    if len(gap) > 90 or len(gap.split()) > 12:
        return []
    return [(max(quote[0], here[0]) - sentence.start, min(quote[1], here[1]) - sentence.start) for quote in parts]


def _is_nearer(quote: Span, rivals: list[int], at: int) -> bool:
    """Whether another verb of saying stands nearer to ``quote`` than the one ``at``."""
    return any(_distance(rival, quote) < _distance(at, quote) for rival in rivals)


def _distance(at: int, quote: Span) -> int:
    return min(abs(quote[0] - at), abs(quote[1] - at))


def _looser_content(verb: Token) -> list[Span]:
    lowered = verb.lower_
    if lowered in WANT:
        infinitive = next(
            (child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i), None
        )
        if infinitive is not None:
            addressee = [part for child in verb.children if child.dep_ == "dobj" for part in child.subtree]
            return runs_of([*addressee, *(part for each in infinitives_of(infinitive, verb) for part in each.subtree)])
    doing = next(
        (child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VBG" and is_bare(child)), None
    )
    if doing is not None and lowered in SAY and doing.i > verb.i:
        return runs_of(list(doing.subtree))
    if lowered in ABOUT and is_active(verb):
        members = judged(verb)
        if members:
            return runs_of(members)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in PREPOSITION.get(lowered, ()):
            members = [part for part in child.subtree if part.i != child.i]
            return runs_of(members) if members else []
    return runs_of(closed_by(verb)) if lowered in SPEECH else []


# nouns


def _from_noun(noun: Token, sentence: Sentence, quotes: list[Span]) -> Saying | None:
    members = told_by(noun)
    if not members:
        return None
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    by = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"by", "from"}), None)
    source = owner or (next((child for child in by.children if child.dep_ == "pobj"), None) if by else None)
    speaker = phrase(source) or _speaker_of(noun.head) if noun.dep_ == "dobj" or source else []
    if not speaker and noun.lower_ not in NOUNS:
        return None
    saying = _saying(sentence, speaker, [(noun.idx, noun.idx + len(noun))], runs_of(members), quotes, "noun")
    saying.reports = saying.states = noun.lower_ in NOUNS
    return saying


def _from_adjective(adjective: Token, sentence: Sentence, quotes: list[Span]) -> Saying | None:
    """ "is worried that …", "was critical of …"."""
    verb = adjective.head
    members = thought_of(adjective)
    speaker = _speaker_of(verb)
    if not members or not speaker:
        return None
    cue = (min(verb.idx, adjective.idx), adjective.idx + len(adjective))
    saying = _saying(sentence, speaker, [cue], runs_of(members), quotes, "mood")
    saying.reports = saying.states = False
    return saying


# shared


def _shift(span: Span, sentence: Sentence) -> Span:
    return span[0] + sentence.start, span[1] + sentence.start


def _saying(
    sentence: Sentence, speaker: list[Span], cue: list[Span], content: list[Span], quotes: list[Span], rule: str
) -> Saying:
    """In offsets of the passage; quotations that the content nearly fills are taken whole, beyond the sentence too."""
    speaker, cue = [_shift(span, sentence) for span in speaker], [_shift(span, sentence) for span in cue]
    content = whole_content([_shift(span, sentence) for span in content], [*speaker, *cue], sentence, quotes)
    quoted = bool(content) and all(is_quoted(span, quotes) for span in content)
    return Saying(sentence.passage, speaker, cue, content, quoted, rules=[f"attribution.{rule}"])
