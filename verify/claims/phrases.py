"""Noun phrases, what a clause is about, and the commas and brackets around a part of a sentence."""

from verify.claims.tree import Tree

RELATIVE = frozenset({"who", "which", "that"})
VERBS = frozenset({"VERB", "AUX"})
_BARS = frozenset({",", "—", "–", "(", ":"})


def about(tree: Tree, at: int) -> set[int]:
    """The noun phrase that the clause ``at`` describes; of "X is a film that …" it is X."""
    noun = tree.head[at]
    subject = copula_subject(tree, noun)
    if subject is not None:
        return plain_phrase(tree, subject)
    return phrase_before(tree, noun, tree.under(at))


def plain_phrase(tree: Tree, noun: int) -> set[int]:
    """``noun`` with what belongs to its name, without asides."""
    found = tree.under(noun, {"relcl", "acl", "appos", "parataxis", "npadvmod"})
    return found - _bracketed(tree, found, tree.under(noun))


def _bracketed(tree: Tree, found: set[int], whole: set[int]) -> set[int]:
    """What stands in brackets, and commas left at the end."""
    out: set[int] = set()
    depth = 0
    for i in sorted(found | whole):
        depth += tree.words[i] == "("
        if depth or tree.words[i] == ")":
            out.add(i)
        depth -= tree.words[i] == ")" and depth > 0
    last = max(found - out, default=None)
    while last is not None and not tree.is_word(last):
        out.add(last)
        last = max(found - out, default=None)
    return out


def copula_subject(tree: Tree, noun: int) -> int | None:
    """The subject of which ``noun`` is said in a plain "X is a …"."""
    while tree.dep[noun] == "conj":
        noun = tree.head[noun]
    verb = tree.head[noun]
    if tree.dep[noun] != "attr" or tree.negated(verb) or any(tree.tag[kid] == "MD" for kid in tree.kids[verb]):
        return None
    subject = tree.subject(holder(tree, verb))
    return (
        None
        if subject is None or tree.dep[subject] == "expl" or subject > noun or tree.lower[subject] in RELATIVE
        else subject
    )


def is_one_of_its_kind(tree: Tree, noun: int) -> bool:
    """Whether a clause without comma adds to what ``noun`` names instead of picking it out: a name, "is a …"."""
    if tree.pos[noun] == "PROPN":
        return True
    if copula_subject(tree, noun) is None:
        return False
    words = {tree.lower[kid] for kid in tree.kids[noun]}
    picked = any(
        tree.tag[kid] in {"JJS", "RBS"} or tree.lower[kid] in {"only", "first", "last"} for kid in tree.kids[noun]
    )
    return not picked and ("the" not in words)


def phrase_before(tree: Tree, noun: int, own: set[int]) -> set[int]:
    """``noun`` with what describes it, as far as it stands before the part ``own``."""
    start = min(own)
    found = {i for i in tree.under(noun, {"relcl", "conj", "cc", "appos", "acl"}) if i < start}
    return found - _bracketed(tree, found, found)


def be(plural: bool, *, past: bool) -> str:
    if past:
        return "were" if plural else "was"
    return "are" if plural else "is"


def is_set_off(tree: Tree, own: set[int]) -> bool:
    """Between commas, dashes or brackets, or at an end of the sentence and one of them."""
    before, after = min(own) - 1, max(own) + 1
    if before < 0:
        return after < len(tree) and tree.words[after] == ","
    return tree.words[before] in _BARS


def bars_around(tree: Tree, own: set[int]) -> set[int]:
    before, after = min(own) - 1, max(own) + 1
    bars = {before} if before >= 0 and tree.words[before] in _BARS else set()
    closes = after < len(tree) and tree.words[after] in {",", ")", "—", "–"}
    if closes and (bars or before < 0) and (tree.words[after] != ")" or tree.words[before] == "("):
        bars.add(after)
    return bars


def links_before(tree: Tree, at: int) -> set[int]:
    """Conjunctions and commas that join the clause to what is before it."""
    joined: set[int] = set()
    position = tree.first(at) - 1
    while position >= 0:
        if tree.lower[max(0, position - 2) : position + 1] == ["as", "well", "as"]:
            joined |= {position - 2, position - 1, position}
            position -= 3
        elif tree.dep[position] == "cc" or tree.words[position] in {",", ";", "—", "–"}:
            joined.add(position)
            position -= 1
        else:
            break
    return joined


def holder(tree: Tree, verb: int) -> int:
    """The verb whose subject ``verb`` shares."""
    while tree.subject(verb) is None and tree.dep[verb] == "conj":
        verb = tree.head[verb]
    return verb


def is_definite(tree: Tree, noun: int) -> bool:
    return tree.pos[noun] == "PROPN" or any(tree.dep[kid] in {"det", "poss"} for kid in tree.kids[noun])


def has_article(tree: Tree, noun: int) -> bool:
    return any(tree.words[kid] in {"a", "an", "the"} for kid in tree.kids[noun])
