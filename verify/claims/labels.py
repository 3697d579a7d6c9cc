"""Facts in a name's own words: "actor Ann Lee", "Harbour Park in Northport", "The Long Pier (2002)"."""

from verify.claims.statement import Statement
from verify.claims.tree import Tree, words

_TITLES = frozenset(
    words(
        "film series band company club agency newspaper magazine publication novel group firm militia activist"
        " chief coach king queen general judge captain pilot member president analyst"
    )
)
_ROLE = ("er", "or", "ist", "ian", "man", "woman", "ess", "ant")


def _is_title(tree: Tree, kid: int) -> bool:
    word = tree.lower[kid]
    if tree.dep[kid] not in {"compound", "nmod"} or tree.pos[kid] != "NOUN" or word != tree.words[kid]:
        return False
    return word in _TITLES or (len(word) > 4 and word.endswith(_ROLE))


def titles(tree: Tree, quoted: set[int]) -> list[Statement]:
    """ "actor Ann Lee": she is an actor."""
    found = []
    for noun in range(len(tree)):
        if tree.pos[noun] != "PROPN" or noun in quoted:
            continue
        title = next((kid for kid in tree.kids[noun] if kid < noun and _is_title(tree, kid)), None)
        if title is None:
            continue
        name = [
            i
            for i in sorted(tree.under(noun, {"relcl", "conj", "cc", "appos", "acl", "prep", "punct"}))
            if title < i <= noun
        ]
        what = [
            i
            for i in sorted(tree.under(noun, {"relcl", "conj", "cc", "appos", "acl", "prep", "punct", "det", "poss"}))
            if i <= title
        ]
        if (
            (len(name) > 1 or tree.lower[title] in _TITLES)
            and what
            and all(tree.tag[i] in {"NNP", "NNPS"} for i in name)
        ):
            glue = "is an" if tree.lower[what[0]][0] in "aeio" else "is a"
            found.append(Statement(title, what, name, glue, rules=("proposition.title",)))
    return found


def places(tree: Tree, quoted: set[int]) -> list[Statement]:
    """ "the stadium of Harbour Park in Northport": it is in Northport."""
    found = []
    for noun in range(len(tree)):
        if tree.pos[noun] != "PROPN" or noun in quoted:
            continue
        inn = next(
            (
                kid
                for kid in tree.kids[noun]
                if kid > noun and tree.lower[kid] in {"in", "near"} and tree.words[kid - 1] == tree.words[noun]
            ),
            None,
        )
        if inn is None:
            continue
        obj = tree.kid(inn, {"pobj"})
        if obj is None or tree.pos[obj] != "PROPN":
            continue
        name = [
            i for i in sorted(tree.under(noun, {"relcl", "conj", "cc", "appos", "acl", "prep", "punct"})) if i <= noun
        ]
        found.append(Statement(inn, sorted(tree.under(inn)), name, "is", rules=("proposition.place",)))
    return found


def years(tree: Tree, quoted: set[int]) -> list[Statement]:
    found = []
    for at in range(2, len(tree) - 1):
        if (
            tree.words[at - 1] == "("
            and tree.words[at + 1] == ")"
            and len(tree.words[at]) == 4
            and tree.words[at].isdigit()
        ):
            start = at - 1
            while start > 0 and (
                tree.tag[start - 1] in {"NNP", "NNPS", "POS", "CD"}
                or (tree.words[start - 1][:1].isupper() and start > 1)
            ):
                start -= 1
            while (
                start > 2
                and tree.lower[start - 1] in {"of", "from", "at", "by", "to", "in", "on", "the", "for", "just"}
                and tree.words[start - 2][:1].isupper()
            ):
                start -= 2
            if start < at - 1 and at not in quoted:
                name = list(range(start, at - 1))
                found.append(Statement(at, [at], name, "is from", rules=("proposition.year",)))
    return found
