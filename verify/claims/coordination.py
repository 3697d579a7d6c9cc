"""Clauses side by side: "X came and Y went", "while Y went", "X came; Y went"."""

from verify.claims.cues import SAY
from verify.claims.phrases import RELATIVE, VERBS, about, holder, links_before
from verify.claims.statement import Cut
from verify.claims.tree import CONDITIONS, Tree

_CONTRAST = frozenset({"while", "whereas", "although", "though"})
_COMPLEMENTS = frozenset(
    {"dobj", "prep", "ccomp", "xcomp", "attr", "agent", "acomp", "dative", "advmod", "npadvmod", "prt", "oprd"}
)
_PLACES_AND_TIMES = frozenset({"prep", "npadvmod", "advcl"})


def coordinate(tree: Tree, at: int, found: dict[int, Cut]) -> Cut | None:
    """The second of two clauses or predicates; ``found`` are the cuts before it."""
    first = tree.head[at]
    if tree.pos[first] not in VERBS or not _has_complement(tree, first, at):
        return None
    top = first
    while tree.dep[top] == "conj" and tree.pos[tree.head[top]] in VERBS:
        top = tree.head[top]
    if not _may_part(tree, at, first, top, found):
        return None
    cut = Cut(at, tree.under(at), links_before(tree, at))
    if not _has_subject(tree, cut, first):
        return None
    cut.shared |= _shared_setting(tree, top, at) | _trailing_source(tree, at, cut.own)
    if tree.dep[top] == "ccomp" and top not in found:
        cut.clause = tree.under(top)
        mark = next((kid for kid in tree.kids[top] if tree.lower[kid] == "that" and tree.dep[kid] == "mark"), None)
        if mark is not None and tree.kid(at, {"mark"}) is None:
            cut.shared.add(mark)
    return cut


def _has_subject(tree: Tree, cut: Cut, first: int) -> bool:
    """Gives ``cut`` the subject it shares with ``first``; False where it has none before it."""
    own = tree.subject(cut.at)
    if own is not None:
        return own < cut.at or tree.dep[own] == "expl"
    owner = holder(tree, first)
    subject = tree.subject(owner)
    if subject is not None and _is_of_another(tree, cut.at, owner):
        owner = next((above for above in tree.above(owner) if tree.pos[above] in VERBS), owner)
        subject = tree.subject(owner)
    if subject is None or not cut.links or not _has_complement(tree, cut.at, len(tree)):
        return False
    cut.subject = _shared_subject(tree, owner, subject)
    cut.shared |= _shared_auxiliaries(tree, owner, cut.at)
    return True


def _is_of_another(tree: Tree, verb: int, owner: int) -> bool:
    """ "one of the states that founded it and is its seat": the singular is not said of the states."""
    return tree.dep[owner] == "relcl" and tree.tag[verb] == "VBZ" and tree.is_many(tree.head[owner])


def _has_complement(tree: Tree, verb: int, before: int) -> bool:
    """Whether ``verb`` says something without what follows ``before``: not "produced" of "produced and directed films"."""
    return any(verb < kid < before and tree.dep[kid] in _COMPLEMENTS for kid in tree.kids[verb])


def _may_part(tree: Tree, at: int, first: int, top: int, found: dict[int, Cut]) -> bool:
    """Whether the clauses hold one without the other, and where they stand lets them be told apart."""
    if tree.joined_by([first, at]) & {"or", "nor", "either", "neither", "than"}:
        return False
    if not _stands_open(tree, top, found):
        return False
    if any(_is_condition(tree, kid) for verb in {first, at} for kid in tree.kids[verb] if kid > verb):
        return False
    if tree.finite(at):
        return True
    if tree.subject(at) is not None or tree.negated(first):
        return False
    if tree.tag[at] in {"VBN", "VBG"}:
        return tree.finite(first) and tree.tag[first] in {tree.tag[at], "VBD" if tree.tag[at] == "VBN" else "VBG"}
    return tree.tag[at] == "VB" and tree.tag[first] == "VB" and any(tree.tag[kid] == "MD" for kid in tree.kids[first])


def _stands_open(tree: Tree, top: int, found: dict[int, Cut]) -> bool:
    """Whether ``top`` is the main clause, one that was cut out, or what somebody says in the main clause."""
    if tree.dep[top] == "ROOT" or top in found:
        return True
    if tree.dep[top] != "ccomp" or _is_asked(tree, top):
        return False
    governor = tree.head[top]
    if tree.negated(governor):
        return False
    return _stands_open(tree, governor, found)


def _is_asked(tree: Tree, clause: int) -> bool:
    return any(
        (tree.dep[kid] == "mark" and tree.lower[kid] in CONDITIONS) or tree.tag[kid] in {"WDT", "WP", "WRB"}
        for kid in tree.kids[clause]
    )


def _is_condition(tree: Tree, clause: int) -> bool:
    return tree.dep[clause] == "advcl" and any(
        tree.lower[kid] in CONDITIONS and tree.dep[kid] in {"mark", "advmod"} for kid in tree.kids[clause]
    )


def _shared_subject(tree: Tree, owner: int, subject: int) -> set[int]:
    if tree.lower[subject] in RELATIVE and tree.dep[owner] == "relcl":
        return about(tree, owner)
    return tree.under(subject)


def _shared_auxiliaries(tree: Tree, owner: int, at: int) -> set[int]:
    if tree.finite(at):
        return set()
    return {kid for kid in tree.kids[owner] if tree.dep[kid] in {"aux", "auxpass"} and kid < owner}


def _shared_setting(tree: Tree, top: int, at: int) -> set[int]:
    """Time, place or condition before the first subject: "On Monday X resigned and left" leaves on Monday too."""
    joined = tree.joined_by([tree.head[at]])
    apart = tree.subject(at) is not None and (joined != {"and"} or tree.kid(at, {"expl"}) is not None)
    has_own = any(kid < at and tree.dep[kid] in _PLACES_AND_TIMES for kid in tree.kids[at])
    if apart or has_own or (tree.finite(at) and tree.is_past(at) != tree.is_past(top)):
        return _leading(tree, top, frozenset())
    return _leading(tree, top, _PLACES_AND_TIMES)


def _leading(tree: Tree, top: int, relations: frozenset[str]) -> set[int]:
    """What stands before the subject of ``top`` by ``relations``, and conditions, with the commas after them."""
    subject = tree.subject(top)
    if subject is None:
        return set()
    leading = [
        kid for kid in tree.kids[top] if kid < subject and (tree.dep[kid] in relations or _is_condition(tree, kid))
    ]
    found = {i for kid in leading for i in tree.under(kid)}
    return found | {i + 1 for i in found if i + 1 < subject and tree.words[i + 1] == ","}


def _trailing_source(tree: Tree, at: int, own: set[int]) -> set[int]:
    """ ", according to the governor" at the end of the sentence holds for every clause before it."""
    source = next((i for i in range(at + 1, len(tree)) if tree.lower[i] == "according" and i not in own), None)
    if source is None:
        return set()
    return tree.under(source) | ({source - 1} if tree.words[source - 1] == "," else set())


def after_semicolon(tree: Tree, at: int) -> Cut | None:
    """ "A came; B went": the parser hangs one of the two on the other."""
    if tree.subject(at) is None or not tree.finite(at):
        return None
    own = tree.under(at)
    end = max(own)
    end += tree.words[end] not in {",", ";"}
    root = tree.head[at]
    told = tree.dep[root] == "ccomp" and tree.words[end : end + 1] == [";"]
    if root < at or not (tree.dep[root] == "ROOT" or told) or end >= len(tree) or tree.words[end] not in {",", ";"}:
        return None
    other = tree.subject(root)
    if tree.words[end] == "," and (other is None or other < end or tree.lower[root] in SAY):
        return None
    return Cut(at, own, {end} | ({end + 1} if tree.lower[min(end + 1, len(tree) - 1)] in {"so", "thus"} else set()))


def contrast(tree: Tree, at: int) -> Cut | None:
    """ "while Y stayed", "although Y stayed"."""
    mark = next((kid for kid in tree.kids[at] if tree.dep[kid] == "mark" and tree.lower[kid] in _CONTRAST), None)
    if mark is None or tree.subject(at) is None or not tree.finite(at):
        return None
    if tree.dep[tree.head[at]] not in {"ROOT", "conj", "ccomp", "advcl"}:
        return None
    own = tree.under(at)
    end = max(own) + 1
    links = links_before(tree, at)
    if end + 1 < len(tree) and tree.words[end] == "," and tree.lower[end + 1] != "according":
        links.add(end)
    shared = _trailing_source(tree, at, own)
    top = tree.head[at]
    if at > top and tree.is_past(at) == tree.is_past(top) and tree.lower[mark] in {"while", "whereas"}:
        shared |= _leading(tree, top, _PLACES_AND_TIMES)
    return Cut(
        at,
        own,
        links,
        dropped={i for i in (mark - 1, mark) if i in own and tree.lower[i] in {"even", *_CONTRAST}},
        shared=shared,
    )
