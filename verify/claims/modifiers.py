"""What is said of a thing in passing: relative clauses, participles, appositions."""

from verify.claims.phrases import (
    RELATIVE,
    VERBS,
    about,
    bars_around,
    be,
    copula_subject,
    has_article,
    holder,
    is_definite,
    is_one_of_its_kind,
    is_set_off,
    links_before,
    phrase_before,
    plain_phrase,
)
from verify.claims.statement import Cut
from verify.claims.tree import SUBJECTS, Tree, words
from verify.claims.verbs import past_of

_LASTING = frozenset(
    words(
        "known located situated based called named used considered regarded composed divided surrounded bordered"
        " connected owned headquartered dubbed made dedicated set"
    )
)
_NO_EVENTS = frozenset(
    words(
        "including following according regarding concerning depending considering speaking saying adding noting"
        " citing starting beginning meaning using having given compared excluding pending quoting telling warning"
        " arguing claiming insisting suggesting stating calling describing asking urging involving ranging"
    )
)
_Found = tuple[set[int], int, int | None]
"""The subject's tokens, its head, and the verb whose tense counts."""


def relative(tree: Tree, at: int) -> Cut | None:
    pronoun = tree.subject(at)
    noun = tree.head[at]
    if pronoun is not None and tree.lower[pronoun] not in RELATIVE:
        return _where(tree, at)
    if (
        pronoun is None
        or tree.lower[pronoun] not in RELATIVE
        or pronoun > at
        or tree.pos[noun] not in {"NOUN", "PROPN"}
    ):
        return None
    own = tree.under(at)
    stays = not (is_set_off(tree, own) and tree.lower[pronoun] != "that") and not is_one_of_its_kind(tree, noun)
    if stays and (not tree.is_told(at) or not tree.is_asserted(at) or not is_definite(tree, noun)):
        return None
    if tree.dep[noun] == "conj" and _is_for_many(tree, at):
        return None
    subject = about(tree, at)
    return (
        Cut(at, own, bars_around(tree, own), dropped={pronoun}, subject=subject, stays=stays, leads=True)
        if subject
        else None
    )


def _is_for_many(tree: Tree, verb: int) -> bool:
    return any(tree.lower[i] in {"are", "were", "have"} for i in (verb, *tree.kids[verb]))


def _where(tree: Tree, at: int) -> Cut | None:
    """ "…, where she studied law", "…, in which it lost": a clause with a subject of its own."""
    own = tree.under(at)
    opening = sorted(own)[:2]
    if not is_set_off(tree, own) or tree.subject(at) == opening[0] or not tree.finite(at):
        return None
    dropped = (
        {opening[0]} if tree.tag[opening[0]] == "WRB" else set(opening) if tree.tag[opening[1]] == "WDT" else set()
    )
    whose = any(tree.tag[i] in {"WP$", "WDT", "WP", "WRB"} for i in own - dropped)
    return Cut(at, own, bars_around(tree, own), dropped=dropped) if dropped and not whose else None


def participle(tree: Tree, at: int) -> Cut | None:
    """ "X, born in 1954, …", "Founded in 1946, X …", "…, killing ten", "X is a film directed by Y"."""
    if any(tree.dep[kid] in {"mark", "aux", "auxpass", *SUBJECTS} for kid in tree.kids[at]):
        return None
    own = tree.under(at)
    found = _of_noun(tree, at, own) if tree.pos[tree.head[at]] in {"NOUN", "PROPN"} else _of_clause(tree, at, own)
    if found is None or not found[0]:
        return None
    subject, noun, verb = found
    cut = Cut(at, own, bars_around(tree, own), subject=subject, leads=True)
    told = tree.is_told(verb) if verb is not None else False
    if tree.tag[at] == "VBG":
        if tree.lower[at] in _NO_EVENTS or not is_set_off(tree, own):
            return None
        if not told or (tree.dep[noun] == "nsubjpass" and at > noun):
            return None
        cut.swap = past_of(tree.lower[at])
        return cut
    cut.stays = (
        _is_picked_out(tree, at, tree.head[at])
        and not is_set_off(tree, own)
        and not is_one_of_its_kind(tree, tree.head[at])
    )
    cut.glue = be(tree.is_plural(noun), past=told or tree.lower[at] not in _LASTING)
    return cut


def another_participle(tree: Tree, at: int, found: dict[int, Cut]) -> Cut | None:
    """ "…, scoring ten goals and winning the cup": what happened besides."""
    before = found.get(tree.head[at])
    if before is not None and before.swap and not tree.joined_by([tree.head[at], at]) & {"or", "nor"}:
        cut = Cut(at, tree.under(at), links_before(tree, at), subject=before.subject, leads=True)
        cut.swap = past_of(tree.lower[at])
        return cut
    return participle(tree, at) if before is None and tree.tag[tree.head[at]] == "VB" else None


def _of_noun(tree: Tree, at: int, own: set[int]) -> _Found | None:
    noun = tree.head[at]
    if not is_set_off(tree, own) and not is_one_of_its_kind(tree, noun) and not _is_picked_out(tree, at, noun):
        return None
    verb = next((above for above in tree.above(noun) if tree.pos[above] in VERBS), None)
    subject = copula_subject(tree, noun)
    return about(tree, at), noun if subject is None else subject, verb


def _is_picked_out(tree: Tree, at: int, noun: int) -> bool:
    """ "a statement published by the union": it was published."""
    if (
        tree.tag[at] != "VBN"
        or not tree.is_asserted(noun)
        or not any(tree.dep[kid] in {"agent", "prep"} for kid in tree.kids[at])
    ):
        return False
    return tree.kid(noun, {"neg"}) is None and any(
        tree.lower[kid] in {"a", "an", "the", "its", "his", "her", "their"} for kid in tree.kids[noun]
    )


def _of_clause(tree: Tree, at: int, own: set[int]) -> _Found | None:
    verb = tree.head[at]
    if tree.pos[verb] not in VERBS or not is_set_off(tree, own):
        return None
    if any(tree.pos[i] in VERBS and tree.finite(i) for i in range(verb + 1, min(own))):
        return None
    verb = _with_subject(tree, verb)
    subject = tree.subject(verb)
    if subject is None or tree.lower[subject] in RELATIVE or tree.dep[subject] == "expl" or not tree.is_asserted(verb):
        return None
    return plain_phrase(tree, subject) - own, subject, verb


def _with_subject(tree: Tree, verb: int) -> int:
    """``verb`` or the one whose subject does it: "wanted to go", "was the first woman to go"."""
    verb = holder(tree, verb)
    while tree.subject(verb) is None and tree.head[verb] != verb:
        above = tree.head[verb]
        if tree.dep[verb] in {"relcl", "acl"} and tree.tag[verb] == "VB" and copula_subject(tree, above) is not None:
            above = tree.head[above]
        elif tree.dep[verb] != "xcomp" or tree.lower[above][:4] in {"appe", "seem"}:
            break
        verb = holder(tree, above)
    return verb


def apposition(tree: Tree, at: int) -> Cut | None:
    """ "Ann Lee, the mayor of Northport, …": she is the mayor of Northport."""
    noun = tree.head[at]
    own = tree.under(at)
    if (
        not is_set_off(tree, own)
        or (tree.pos[at] not in {"NOUN", "PROPN"} and tree.lower[at] != "one")
        or tree.pos[noun] not in {"NOUN", "PROPN"}
    ):
        return None
    if tree.pos[at] == tree.pos[noun] == "PROPN" and not has_article(tree, at):
        return None
    if tree.is_plural(at) != tree.is_plural(noun) or tree.dep[noun] in {"compound", "poss"}:
        return None
    if _is_listed(tree, at, own) or not is_definite(tree, noun):
        return None
    before = min(own) - 1
    if before >= 0 and tree.words[before] == "(" and not has_article(tree, at):
        return None
    known = copula_subject(tree, noun)
    subject = phrase_before(tree, noun, own) if known is None else plain_phrase(tree, known)
    told = known is not None and tree.is_past(holder(tree, tree.head[noun]))
    cut = Cut(at, own, bars_around(tree, own), subject=subject, glue=be(tree.is_plural(noun), past=told), leads=True)
    cut.turned = (
        known is None and tree.pos[at] == "PROPN" and any(tree.lower[kid] in {"a", "an"} for kid in tree.kids[noun])
    )
    return cut


def _is_listed(tree: Tree, at: int, own: set[int]) -> bool:
    """ "the cast, the director, and the crew": an enumeration, not an apposition."""
    after = [i for i in range(max(own) + 1, min(max(own) + 3, len(tree))) if tree.words[i] != ","]
    return any(tree.dep[kid] in {"conj", "cc"} for kid in tree.kids[at]) or (
        bool(after) and tree.lower[after[0]] in {"and", "or"}
    )
