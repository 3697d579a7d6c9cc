"""Times and places of one event as statements of their own: "was opened in May at Northport" is two things to check."""

from dataclasses import replace

from verify.claims.statement import Statement
from verify.claims.tree import Tree, words

_WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"]
)
_SETTING = frozenset({"prep", "agent", "npadvmod"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp"})
_BOUND = frozenset(
    {"no", "few", "little", "only", "hardly", "never", "not", "than", "times", "most", "least", "if", "unless"}
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_WANTING = tuple(
    words(
        "participat result believ engag special succee consist focus rel depend insist act remain look lie live"
        " is was are were been being"
    )
)
_LOOSE_PREPOSITIONS = frozenset(
    words(
        "in on at during since for as by with after before near following throughout under within because due"
        " outside inside until"
    )
)


def settings(tree: Tree, statement: Statement, quoted: set[int]) -> list[Statement]:
    """``statement`` once for each of two or more times, places, makers or grounds at its end, or as it is."""
    verb = statement.verb
    tokens = set(statement.core)
    if not _is_plain(tree, verb, tokens) or tree.is_joined(verb, tokens):
        return [statement]
    kids = [kid for kid in tree.kids[verb] if kid > verb and _is_setting(tree, kid, tokens)]
    if kids and not _is_complete(tree, verb, kids[0]):
        kids.pop(0)
    subject = tree.subject(verb)
    front = [kid for kid in tree.kids[verb] if subject is not None and kid < subject and _is_setting(tree, kid, tokens)]
    if kids:
        kids = front + kids
    if len(kids) < 2:
        return [statement]
    groups = [tree.under(kid) & tokens for kid in kids]
    every = set().union(*groups)
    if every & quoted:
        return [statement]
    rules = statement.taken_by("proposition.setting")
    return [
        replace(statement, core=[i for i in statement.core if i not in every - group], rules=rules) for group in groups
    ]


def _is_complete(tree: Tree, verb: int, before: int) -> bool:
    """Whether ``verb`` needs none of what begins at ``before`` to be said: it is passive, has its object, or is followed
    by a time or place."""
    if before == verb + 1 and tree.tag[verb] == "VBN" and tree.lower[before] in {"as", "for", "with"}:
        return False
    if tree.tag[verb] == "VBN" or any(verb < kid < before and tree.dep[kid] in _OBJECTS for kid in tree.kids[verb]):
        return True
    return tree.lower[before] in {"in", "on", "at", "during"} and not tree.lower[verb].startswith(_WANTING)


def _is_setting(tree: Tree, kid: int, tokens: set[int]) -> bool:
    if kid not in tokens or tree.dep[kid] not in _SETTING:
        return False
    if tree.dep[kid] == "npadvmod":
        return tree.lower[kid] in _MONTHS
    if any(tree.lower[under] in _WEEKDAYS for under in tree.kids[kid]):
        return False
    return tree.lower[kid] in _LOOSE_PREPOSITIONS and bool(tree.kids[kid])


def _is_plain(tree: Tree, verb: int, tokens: set[int]) -> bool:
    """Whether the statement stays true with less: nothing denied, counted or made to depend on what would be left out."""
    kids = tree.kids[verb]
    return not any(tree.lower[i] in _BOUND for i in tokens) and not any(tree.tag[kid] == "MD" for kid in kids)
