"""Which parts of a parsed sentence are statements of their own, and what each borrows to read alone.

Cut are coordinated clauses, contrasted clauses ("while …"), clauses and participles that add a fact about something already
named, and appositions. Never cut are parts that hold only under a condition, a negation or "or", and parts of a quotation.
"""

from verify.claims.coordination import after_semicolon, contrast, coordinate
from verify.claims.modifiers import another_participle, apposition, participle, relative
from verify.claims.phrases import VERBS
from verify.claims.statement import Cut
from verify.claims.tree import Tree

_MOST = 8
_LEAST_OWN = 3


def cuts_of(tree: Tree, quoted: set[int]) -> list[Cut]:
    """The statements that ``tree`` makes besides its main one, in order; none begins within ``quoted`` tokens."""
    found: dict[int, Cut] = {}
    for at in range(len(tree)):
        if at in quoted or len(found) >= _MOST:
            continue
        cut = _cut(tree, at, found)
        if cut is not None and sum(map(tree.is_word, cut.own)) >= _LEAST_OWN - (tree.dep[at] == "appos"):
            found[at] = cut
    return list(found.values())


def _cut(tree: Tree, at: int, found: dict[int, Cut]) -> Cut | None:
    relation = tree.dep[at]
    if relation == "appos":
        return _by("apposition", apposition(tree, at))
    if tree.pos[at] not in VERBS:
        return None
    if relation == "conj" and tree.tag[at] == "VBG" and not tree.finite(at):
        return _by("participle", another_participle(tree, at, found))
    if relation == "conj":
        return _by("coordination", coordinate(tree, at, found))
    if relation == "relcl":
        return _by("relative", relative(tree, at))
    if tree.tag[at] in {"VBN", "VBG"} and not tree.finite(at) and relation in {"acl", "advcl", "parataxis"}:
        return _by("participle", participle(tree, at))
    if relation == "advcl":
        return _by("contrast", contrast(tree, at))
    return _by("semicolon", after_semicolon(tree, at)) if relation == "ccomp" else None


def _by(rule: str, cut: Cut | None) -> Cut | None:
    if cut is not None:
        cut.rule = f"proposition.{rule}"
    return cut
