"""A parsed sentence as the statements it makes, each a subset of its tokens that reads as a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from verify.claims.adjuncts import settings
from verify.claims.clauses import cuts_of
from verify.claims.labels import places, titles, years
from verify.claims.lists import spread
from verify.claims.statement import Cut, Statement
from verify.claims.tree import FINITE, Tree

_LEAST_TOKENS = 6
_LEAST_WORDS = 3
_LOOSE = frozenset({",", ";", ":", "—", "-", "–"})


def propositions(doc: Doc, quoted: Sequence[tuple[int, int]] = ()) -> list[Statement]:
    """The statements of ``doc``, ordered by where they begin; at least one. What one of them leaves out another says, but
    for conjunctions, commas and asides. ``quoted`` are character spans of ``doc`` in which nothing is cut."""
    tree = Tree(doc)
    whole = [Statement(tree.root, list(range(len(tree))))]
    if len(tree) < _LEAST_TOKENS or tree.words[-1] == "?":
        return whole
    inside = {token.i for token in doc for start, end in quoted if start <= token.idx < end} if quoted else set()
    found = _apart(tree, cuts_of(tree, inside))
    found = [part for each in found for part in spread(tree, each, inside)]
    found = [part for each in found for part in settings(tree, each, inside)]
    found += [*places(tree, inside), *years(tree, inside), *titles(tree, inside)]
    if len(found) < 2:
        return whole
    found = [_tidy(tree, each) for each in _asides_once(tree, found, inside)]
    found = [each for each in found if _reads(tree, each)] or whole
    once = {tuple(each.tokens): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: each.tokens)


def _apart(tree: Tree, cuts: list[Cut]) -> list[Statement]:
    """The main statement and one for each cut; a cut that would leave a scrap stays where it is."""
    everything = set(range(len(tree)))
    while cuts:
        removed = {cut.at: cut.own | cut.links for cut in cuts if not cut.stays}
        main = everything - set().union(*removed.values())
        parts = [(cut, _stated(tree, cut, main, removed)) for cut in cuts]
        sound = [cut for cut, part in parts if not _is_scrap(tree, part) and _has_verb(tree, part)]
        rest = Statement(tree.root, _trim(tree, main), rules=("proposition.main",))
        if len(sound) == len(cuts):
            if _is_scrap(tree, rest):
                break
            return [rest, *(part for _, part in parts)]
        cuts = sound
    return [Statement(tree.root, sorted(everything))]


def _stated(tree: Tree, cut: Cut, main: set[int], removed: dict[int, set[int]]) -> Statement:
    inner = set().union(*(tokens for at, tokens in removed.items() if at != cut.at and at in cut.own))
    gone = set().union(*removed.values())
    core = cut.own - inner - cut.dropped
    lead = cut.subject - gone if cut.subject & main else cut.subject - inner
    shared = (cut.shared | ((main - cut.clause) if cut.clause else set())) - gone - lead
    if cut.turned:
        core, lead = lead, core
    if cut.leads:
        swaps = {cut.at: cut.swap} if cut.swap else {}
        return Statement(cut.at, _trim(tree, core), _trim(tree, lead), cut.glue, swaps, (cut.rule,))
    return Statement(cut.at, _trim(tree, core | lead | shared), rules=(cut.rule,))


def _reads(tree: Tree, statement: Statement) -> bool:
    """Begins like a sentence: with a subject or what stands before one."""
    first = [*statement.lead, *statement.core][0]
    if first == 0:
        return True
    return tree.pos[first] not in {"AUX", "VERB", "PUNCT", "CCONJ"} or tree.tag[first] in {"VBG", "VBN"}


def _tidy(tree: Tree, statement: Statement) -> Statement:
    swaps = dict(statement.swaps)
    if statement.lead and statement.core[0] == 0 and tree.pos[0] != "PROPN" and tree.words[0] != "I":
        swaps.setdefault(0, tree.lower[0])
    return replace(statement, core=_trim(tree, statement.core), lead=_trim(tree, statement.lead), swaps=swaps)


def _has_verb(tree: Tree, statement: Statement) -> bool:
    return bool(statement.glue or statement.swaps) or any(tree.tag[i] in FINITE for i in statement.tokens)


def _is_scrap(tree: Tree, statement: Statement) -> bool:
    tokens = statement.tokens
    return sum(map(tree.is_word, tokens)) < _LEAST_WORDS or sum(tree.words[i].count('"') for i in tokens) % 2 == 1


def _trim(tree: Tree, unit: Iterable[int]) -> list[int]:
    """In order, without commas, dashes, empty brackets and conjunctions at either end or doubled."""
    ordered = sorted(unit)
    while ordered and (
        tree.words[ordered[0]] in _LOOSE
        or tree.words[ordered[0]] == ")"
        or (tree.dep[ordered[0]] == "cc" and ordered[0])
    ):
        ordered.pop(0)
    while ordered and (
        tree.words[ordered[-1]] in _LOOSE
        or tree.words[ordered[-1]] == "."
        or tree.words[ordered[-1]] == "("
        or tree.dep[ordered[-1]] == "cc"
        or tree.words[ordered[-1]].isspace()
    ):
        ordered.pop()
    return _balanced(tree, ordered)


def _balanced(tree: Tree, ordered: list[int]) -> list[int]:
    """Without brackets that lost their other half, and what a cut left of a list of commas."""
    opened: list[int] = []
    out: set[int] = set()
    for i, following in zip(ordered, [*ordered[1:], -1], strict=False):
        if tree.words[i] == "(":
            opened.append(i)
        elif tree.words[i] == ")":
            out |= set() if opened else {i}
            opened = opened[:-1]
        elif tree.words[i] == "," and following >= 0 and tree.words[following] in {",", ")", ";"}:
            out.add(i)
    return [i for i in ordered if i not in out and i not in opened]


def _asides_once(tree: Tree, found: list[Statement], quoted: set[int]) -> list[Statement]:
    """A bracketed aside stays in the first statement that has it; a year or an abbreviation in none that has more."""
    for start, word in enumerate(tree.words):
        if word != "(" or start in quoted or ")" not in tree.words[start:]:
            continue
        aside = set(range(start, tree.words.index(")", start) + 1))
        inner = [start + 1]
        told = len(aside) == _LEAST_WORDS and (
            tree.words[start + 1].isupper() or any(each.core == inner for each in found)
        )
        kept = []
        for each in found:
            holds = each.core != inner and not aside.isdisjoint(each.tokens)
            kept.append(_without(each, aside) if holds and told else each)
            told = told or holds
        found = [each for each in kept if each.core and sum(map(tree.is_word, each.tokens)) > 1]
    return found


def _without(statement: Statement, aside: set[int]) -> Statement:
    return replace(
        statement,
        core=[i for i in statement.core if i not in aside],
        lead=[i for i in statement.lead if i not in aside],
    )
