"""Which words of a parsed sentence are what somebody says: clauses side by side, what a verb of judging is about."""

from spacy.tokens import Token

from verify.claims.cues import NAMING, NOUNS, PLANS, RAISED, SAY, STANCES

_ABOUT_WHOM = frozenset({"for", "as", "of", "over", "to", "with"})
_COMPLEMENTS = frozenset({"oprd", "attr", "npadvmod", "acomp", "ccomp", "dobj", "dative"})
_JUDGED = frozenset({"dobj", "dative"})
_BARS = frozenset({",", "—", '"', "("})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})
_VERBS = frozenset({"VERB", "AUX"})
_LONGEST_ASIDE = 12
"""Tokens."""


def is_interrupting(verb: Token) -> bool:
    """ ", he said," in or after the clause that it belongs to."""
    first = verb.left_edge
    if verb.right_edge.i - first.i >= _LONGEST_ASIDE:
        return False
    return first.text in _BARS or (first.i > 0 and verb.doc[first.i - 1].text in _BARS)


def joined_to(verb: Token, clauses: list[Token]) -> list[Token]:
    """Heads of what is said besides: "said that A came, and B went", where the parse joined B to "said"."""
    last = max(clause.right_edge.i for clause in clauses)
    found = []
    for child in verb.children:
        if child.dep_ != "conj" or child.i < last or child.lower_ in SAY:
            continue
        if _has_own_subject(child) and child.left_edge.i > last and verb.dep_ == "ROOT":
            found.append(child)
    return found


def _has_own_subject(clause: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} and child.i < clause.i for child in clause.children)


def infinitives_of(infinitive: Token, verb: Token) -> list[Token]:
    """``infinitive`` and those coordinated with it, also where the parse joined them to ``verb`` ("wants to cut taxes,
    build roads and …")."""
    found = [infinitive]
    if verb.tag_ not in {"VB", "VBP"}:
        found += [child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VB" and child.i > verb.i]
    return found


def judged(verb: Token) -> list[Token]:
    """What a verb of judging is about, with the ground ("attacked the mayor for lying") or the name that is given ("called
    the vote a farce"); empty where the verb means something else ("called the office", "raised money")."""
    lowered = verb.lower_
    thing = next((child for child in verb.children if child.dep_ in _JUDGED and child.i > verb.i), None)
    if thing is None or (lowered in RAISED and thing.lower_ not in RAISED[lowered]):
        return []
    grounds = [
        child for child in verb.children if child.dep_ == "prep" and child.lower_ in _ABOUT_WHOM and child.i > thing.i
    ]
    members = [part for head in (thing, *grounds) for part in head.subtree]
    if lowered not in NAMING:
        return members
    named = [child for child in verb.children if child.dep_ in _COMPLEMENTS and child.i > thing.i]
    as_what = [part for ground in grounds if ground.lower_ in {"as", "to"} for part in ground.subtree]
    if not named and not as_what:
        return []
    return [*members, *(part for child in named for part in child.subtree)]


def is_active(verb: Token) -> bool:
    """Not a participle without "have": "has mocked" is, "mocked by" is not."""
    return verb.tag_ != "VBN" or any(child.dep_ == "aux" and child.lower_ in _HAVE for child in verb.children)


def closed_by(verb: Token) -> list[Token]:
    """What stands before ", the library announced on Friday." at the end of a sentence, whatever the parse hangs it on."""
    first = verb.left_edge
    comma = first if first.text == "," else first.doc[first.i - 1] if first.i else first
    rest = verb.doc[verb.i + 1 :]
    if comma.text != "," or verb.tag_ not in {"VBD", "VBZ"} or len(rest) > _LONGEST_ASIDE or not _has_own_subject(verb):
        return []
    if any(part.tag_ in {"WDT", "WP", "WRB"} or part.dep_ in {"mark", "cc"} for part in verb.children):
        return []
    if any(part.pos_ in _VERBS or part.text == "," for part in rest):
        return []
    return list(verb.doc[: comma.i])


def is_bare(verb: Token) -> bool:
    """Without "to" or "be" before it: "reported hearing", not "is believed to be living"."""
    return not any(child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children)


def stated_by(according: Token) -> Token:
    """The head of what a source phrase vouches for: its clause, and at the end of a sentence (", according to the police")
    also the clauses that this one describes or goes on from."""
    clause = according.head
    while clause.pos_ not in _VERBS and clause.head.i != clause.i:
        clause = clause.head
    closing = according.i > clause.i and according.i > 0 and according.nbor(-1).text == ","
    while closing and clause.dep_ in {"relcl", "acl", "conj"} and clause.head.i != clause.i:
        clause = clause.head
        while clause.pos_ not in _VERBS and clause.head.i != clause.i:
            clause = clause.head
    return clause


def told_by(noun: Token) -> list[Token]:
    """ "her claim that …", "its promise to …", "his criticism of …": what a noun of saying brings."""
    lowered = noun.lower_
    for child in noun.children:
        if child.i < noun.i:
            continue
        if lowered in NOUNS and child.dep_ in {"acl", "ccomp", "relcl"} and _has_that(child):
            return list(child.subtree)
        if lowered in PLANS and child.dep_ == "acl" and child.tag_ == "VB":
            return list(child.subtree)
        if child.dep_ == "prep" and child.lower_ in STANCES.get(lowered, ()):
            return [part for part in child.subtree if part.i != child.i]
    return []


def thought_of(adjective: Token) -> list[Token]:
    """ "worried that …", "critical of …"."""
    for child in adjective.children:
        if child.dep_ == "ccomp" and child.i > adjective.i:
            return list(child.subtree)
        if child.dep_ == "prep" and child.lower_ in {"about", "of", "in"}:
            return [part for part in child.subtree if part.i != child.i]
    return []


def _has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
