"""Enumerations: what is said of several things at once, said of each. "Ann and Bob left" gives two statements, "Ann and Bob
met" one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from verify.claims.statement import Statement
from verify.claims.tree import Tree, words

_TOGETHER = frozenset(
    words(
        "together jointly respectively each other another both same different their they them themselves mutual"
        " mutually joint jointly combined total alike neither either or nor not per versus"
    )
)
_BETWEEN = frozenset({"between", "among", "amongst", "amid"})
_MEETING = words(
    "meet met agree agreed marr clash fought fight collid merg divorc differ exchang compet combin disagree"
    " cooperat collaborat share sharing divid separat unit join sign negotiat talk split total"
)
_MEMBERS = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADP", "ADJ"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "prep", "agent", "oprd", "dative", "amod", "acomp"})
_LEFT = frozenset({"det", "poss", "nummod", "predet"})
_SINGULAR = {"are": "is", "were": "was", "have": "has"}
_MOST = 9
_DEEPEST = 7
_TIMES = frozenset(
    words(
        "january february march april may june july august september october november december monday tuesday"
        " wednesday thursday friday saturday sunday morning afternoon evening night"
    )
)


@dataclass(slots=True)
class _List:
    """An enumeration: the heads of its members and the tokens that belong to each alone."""

    heads: list[int]
    parts: list[set[int]]
    borders: set[int]
    depth: int


def spread(tree: Tree, statement: Statement, quoted: set[int], deep: int = 0) -> list[Statement]:
    """``statement`` once for each member of its outermost enumeration, or as it is."""
    if "conj" not in tree.dep and "," not in tree.words:
        return [statement]
    tokens = set(statement.tokens)
    if any(tree.lower[i] in _TOGETHER and not _is_or_of_examples(tree, i) for i in tokens) or tree.lower[
        statement.verb
    ].startswith(tuple(_MEETING)):
        return [statement]
    if tree.is_joined(statement.verb, tokens):
        return [statement]
    found = [
        each
        for each in [
            *_lists(tree, statement.verb, tokens, set(statement.lead)),
            *_described(tree, statement.verb, tokens),
        ]
        if not _is_collective(tree, each)
        and not quoted.intersection(*each.parts, each.borders)
        and not quoted.intersection(each.heads)
    ]
    for each in sorted(found, key=lambda one: (one.depth, -len(one.heads))):
        versions = [_version(tree, statement, each, member) for member in range(len(each.heads))]
        kept = [version for version in versions if version is not None]
        if len(kept) == len(versions):
            if deep > 1 or len(kept) > 4:
                return kept
            further = [inner for version in kept for inner in spread(tree, version, quoted, deep + 1)]
            return further if len(further) <= _MOST else kept
    return [statement]


def _is_or_of_examples(tree: Tree, token: int) -> bool:
    first = tree.head[token]
    while tree.dep[first] == "conj":
        first = tree.head[first]
    return tree.lower[token] == "or" and _is_example(tree, first)


def _lists(tree: Tree, verb: int, tokens: set[int], lead: set[int]) -> Iterable[_List]:
    for first in sorted(tokens):
        if tree.pos[first] not in _MEMBERS or tree.dep[first] == "conj":
            continue
        others = [other for other in tree.conjuncts(first) if tree.pos[other] in _MEMBERS]
        if not others or len(others) >= _MOST or not tokens.issuperset(others):
            continue
        depth = 1 if first in lead else _depth(tree, first, verb)
        joined = tree.joined_by([first, *others])
        if depth and (joined & {"and", "as", "&", "but"} or (_is_example(tree, first) and not joined - {"or"})):
            yield _taken_apart(tree, first, others, tokens, depth)


def _described(tree: Tree, verb: int, tokens: set[int]) -> Iterable[_List]:
    """ "is a legible, concise language": each adjective before the noun that says what the subject is."""
    for noun in tree.kids[verb]:
        heads = [kid for kid in tree.kids[noun] if tree.dep[kid] == "amod" and kid < noun and kid in tokens]
        parts = [tree.under(head) for head in heads]
        if tree.dep[noun] not in {"attr", "dobj"} or tree.is_many(noun) or not 1 < len(heads) < _MOST:
            continue
        if not all(tree.words[max(part) + 1] == "," or max(part) in parts[-1] for part in parts):
            continue
        borders = set(range(min(parts[0]), max(parts[-1]) + 1)) - set().union(*parts)
        if all(tree.words[i] in {",", "and"} for i in borders):
            yield _List(heads, parts, borders, 1)


def _is_example(tree: Tree, first: int) -> bool:
    """Of "acts such as X, Y or Z", "acts, including X and Y": each is one of them."""
    above = tree.head[first]
    return tree.lower[above] in {"including", "like"} or (tree.lower[above] == "as" and tree.lower[above - 1] == "such")


def _depth(tree: Tree, token: int, verb: int) -> int:
    """Steps from ``token`` up to ``verb`` by plain relations; 0 where there is no such way."""
    steps = 0
    while token != verb:
        if tree.dep[token] not in _ROLES or tree.head[token] == token or steps >= _DEEPEST:
            return 0
        token = tree.head[token]
        steps += 1
    return steps


def _is_collective(tree: Tree, found: _List) -> bool:
    first = found.heads[0]
    begin = min(found.parts[0])
    if _BETWEEN & {tree.lower[tree.head[first]], *tree.lower[max(0, begin - 1) : begin + 1]}:
        return True
    if all(tree.lower[head] in _TIMES for head in found.heads):
        return True
    counted = [any(tree.dep[kid] == "nummod" for kid in tree.kids[head]) for head in found.heads]
    if counted[0] and not all(counted):
        return True
    above = tree.head[first]
    return (
        tree.dep[first] == "pobj"
        and tree.lower[above] == "of"
        and tree.tag[first].startswith("NNP")
        and _is_name_with_of(tree, above)
    )


def _is_name_with_of(tree: Tree, of: int) -> bool:
    """ "Ministry of Trade and Industry" is one name."""
    above = tree.head[of]
    return (
        tree.tag[above].startswith("NNP")
        and tree.words[above][:1].isupper()
        and of + 1 < len(tree)
        and tree.lower[of + 1] != "the"
    )


def _taken_apart(tree: Tree, first: int, others: list[int], tokens: set[int], depth: int) -> _List:
    heads = [first, *others]
    parts = [tree.under(head, {"conj", "cc", "punct", "preconj", "appos"}) & tokens for head in heads]
    begin, end = min(parts[0]), max(parts[-1])
    borders = {i for i in range(begin, end + 1) if i in tokens} - set().union(*parts)
    borders |= {kid for kid in tree.kids[first] if tree.dep[kid] == "preconj"}
    return _List(heads, parts, borders, depth)


def _version(tree: Tree, statement: Statement, found: _List, member: int) -> Statement | None:
    head = found.heads[member]
    part = found.parts[member] | _borrowed(tree, found, member)
    dropped = set().union(*found.parts, found.borders) - part
    kept = [i for i in statement.core if i not in dropped]
    lead = [i for i in statement.lead if i not in dropped]
    swaps = _agreeing(tree, statement, found.heads[0], head)
    if swaps is None or (statement.lead and not lead):
        return None
    swaps |= _articles(tree, kept)
    glue = (
        _SINGULAR.get(statement.glue, statement.glue)
        if found.heads[0] in statement.lead and not tree.is_many(head)
        else statement.glue
    )
    rules = statement.taken_by("proposition.list")
    return replace(statement, core=kept, lead=lead, glue=glue, swaps={**statement.swaps, **swaps}, rules=rules)


def _borrowed(tree: Tree, found: _List, member: int) -> set[int]:
    """ "a king and queen of Norway": each is "a … of Norway"."""
    head, first, last = found.heads[member], found.heads[0], found.heads[-1]
    if tree.pos[head] == "PROPN" or (any(tree.dep[kid] in _LEFT for kid in tree.kids[head]) and member):
        return set()
    borrowed: set[int] = set()
    if member:
        left = [kid for kid in tree.kids[first] if tree.dep[kid] in _LEFT and kid < first]
        borrowed |= {i for kid in left for i in tree.under(kid)}
    last_is_bare = not any(tree.dep[kid] in _LEFT for kid in tree.kids[last])
    if head != last and last_is_bare and not any(kid > head and tree.dep[kid] == "prep" for kid in tree.kids[head]):
        borrowed |= {i for kid in tree.kids[last] if tree.dep[kid] == "prep" for i in tree.under(kid) & found.parts[-1]}
    return borrowed


def _agreeing(tree: Tree, statement: Statement, first: int, head: int) -> dict[int, str] | None:
    """Verbs that must change with the subject; None where one cannot ("Ann and Bob own …")."""
    if tree.dep[first] not in {"nsubj", "nsubjpass"} or tree.is_many(head):
        return {}
    verb = statement.verb
    if any(tree.dep[kid] == "attr" and tree.is_many(kid) for kid in tree.kids[verb]):
        return None
    finite = [
        i
        for i in (*tree.kids[verb], verb)
        if i in set(statement.core) and (i == verb or tree.dep[i] in {"aux", "auxpass"})
    ]
    swaps = {i: _SINGULAR[tree.lower[i]] for i in finite if tree.lower[i] in _SINGULAR}
    if not swaps and any(tree.tag[i] == "VBP" for i in finite):
        return None
    return swaps


def _articles(tree: Tree, kept: list[int]) -> dict[int, str]:
    """ "an American actor and singer": a singer."""
    return {
        at: "an" if tree.lower[following][0] in "aeio" else "a"
        for at, following in pairwise(kept)
        if tree.lower[at] in {"a", "an"} and following != at + 1
    }
