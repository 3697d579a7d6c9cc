"""A parsed sentence cut into statements that can be checked one by one.

Cut are coordinated clauses, contrasted clauses ("while …") and relative clauses that add a fact of their own. Nothing is cut
inside a quotation, and where a part would not read as a sentence the sentence stays whole.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_CONTRAST = frozenset({"while", "whereas", "although", "though"})
_RELATIVE = frozenset({"who", "which"})
_LEAST_WORDS = 4
_LEAST_OWN = 3
_MOST = 8


def statements(doc: Doc, quoted: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Token indices of each statement of ``doc``, ordered by where they begin; at least one, together all words but links.

    ``quoted`` are character spans of ``doc`` in which nothing is cut.
    """
    inside = {token.i for token in doc for start, end in quoted if start <= token.idx < end}
    cuts = [token for token in doc if token.i not in inside and _is_cut(token)][: _MOST - 1]
    cuts = [token for token in cuts if _stands_alone(token)]
    if not cuts:
        return [[token.i for token in doc]]
    removed = {token.i: _own(token) for token in cuts}
    whole = {token.i for token in doc}
    main = whole - set().union(*removed.values()) - _links(cuts)
    units = [_trim(doc, main)]
    for cut in cuts:
        nested = set().union(*(removed[other.i] for other in cuts if other.i != cut.i and other.i in removed[cut.i]))
        nested |= {i for other in cuts if other.i != cut.i for i in _links([other])}
        core = removed[cut.i] - nested - _dropped(cut)
        units.append(_trim(doc, core | (_context(cut, cuts) - _links(cuts))))
    if any(len(_words(doc, unit)) < _LEAST_WORDS or _tears_quotation(doc, unit) for unit in units):
        return [[token.i for token in doc]]
    return sorted(units)


def _tears_quotation(doc: Doc, unit: list[int]) -> bool:
    return sum(doc[i].text.count('"') for i in unit) % 2 == 1


def _is_cut(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if token.dep_ == "conj":
        return _is_coordinate(token)
    if token.dep_ == "advcl":
        return (
            any(child.dep_ == "mark" and child.lower_ in _CONTRAST for child in token.children)
            and _subject(token) is not None
        )
    return token.dep_ == "relcl" and _adds_a_fact(token)


def _is_coordinate(token: Token) -> bool:
    """A second finite clause; "came and went" of one or two words stays together."""
    head = token.head
    first = head
    while first.dep_ == "conj":
        first = first.head
    if head.pos_ not in {"VERB", "AUX"} or first.dep_ in {"xcomp", "acl", "pcomp", "advcl", "csubj"}:
        return False
    if _subject(token) is None and _subject(first) is None:
        return False
    if not _finite(token) or not _finite(head) or (not _finite_alone(token) and _subject(token) is not None):
        return False
    own = _subject(token)
    if own is not None:
        return own.i < token.i or own.dep_ == "expl"
    chain = head
    while chain.dep_ == "conj" and _subject(chain) is None:
        chain = chain.head
    complements = [
        child
        for child in token.children
        if child.dep_ in {"dobj", "prep", "ccomp", "xcomp", "attr", "agent", "acomp", "dative"}
    ]
    return _subject(chain) is not None and bool(complements)


def _finite(token: Token) -> bool:
    """With a tense of its own, or as a second verb with that of the first ("will close and reopen")."""
    if token.tag_ == "MD" or _finite_alone(token):
        return True
    if token.dep_ != "conj" or not _finite(token.head):
        return False
    if token.tag_ == "VBN":
        return token.head.tag_ in {"VBN", "VBD"}
    return token.tag_ == "VB" and token.head.tag_ == "VB"


def _finite_alone(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ != "TO" for child in token.children
    )


def _adds_a_fact(token: Token) -> bool:
    """ ", who burst into its territory": set off by a comma, with the pronoun as its subject."""
    pronoun = _relative_subject(token)
    if pronoun is None or token.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    before = token.left_edge.i - 1
    return before >= 0 and token.doc[before].text in {",", "—", "("}


def _relative_subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in _SUBJECTS and child.lower_ in _RELATIVE), None)


def _subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in _SUBJECTS), None)


def _stands_alone(token: Token) -> bool:
    words = [i for i in _own(token) if token.doc[i].is_alpha or token.doc[i].like_num]
    return len(words) >= _LEAST_OWN


def _own(token: Token) -> set[int]:
    return {part.i for part in token.subtree}


def _links(cuts: list[Token]) -> set[int]:
    """Conjunctions and commas that join a cut clause to what is before it."""
    joined: set[int] = set()
    for cut in cuts:
        position = cut.left_edge.i - 1
        while position >= 0 and (cut.doc[position].dep_ == "cc" or cut.doc[position].text in {",", ";", "—"}):
            joined.add(position)
            position -= 1
        if (
            cut.dep_ == "relcl"
            and cut.right_edge.i + 1 < len(cut.doc)
            and cut.doc[cut.right_edge.i + 1].text in {",", ")"}
        ):
            joined.add(cut.right_edge.i + 1)
    return joined


def _dropped(cut: Token) -> set[int]:
    """The word that made the clause depend on another: "while", "who"."""
    dropped = {child.i for child in cut.children if child.dep_ == "mark" and child.lower_ in _CONTRAST}
    pronoun = _relative_subject(cut) if cut.dep_ == "relcl" else None
    return dropped | ({pronoun.i} if pronoun else set())


def _context(cut: Token, cuts: list[Token]) -> set[int]:
    """What the clause borrows to read alone: its antecedent or shared subject, and who says it."""
    if cut.dep_ == "relcl":
        return _noun_phrase(cut.head, cut)
    borrowed: set[int] = set()
    if cut.dep_ == "conj":
        first = cut.head
        while first.dep_ == "conj" and _subject(first) is None:
            first = first.head
        if _subject(cut) is None:
            borrowed |= _borrowed_subject(first, cut, cuts)
        while first.dep_ == "conj":
            first = first.head
        borrowed |= _matrix(first, cuts)
    return borrowed | _trailing_source(cut)


def _borrowed_subject(first: Token, cut: Token, cuts: list[Token]) -> set[int]:
    subject = _subject(first)
    if subject is None:
        return set()
    if subject.lower_ in _RELATIVE and first.dep_ == "relcl":
        borrowed = _noun_phrase(first.head, first)
    else:
        borrowed = _own(subject) - set().union(set(), *(_own(other) for other in cuts if other.i in _own(subject)))
    if cut.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass"} for child in cut.children):
        borrowed |= {
            child.i for child in first.children if child.dep_ in {"aux", "auxpass", "neg"} and child.i < first.i
        }
    return borrowed


def _noun_phrase(noun: Token, clause: Token) -> set[int]:
    """The antecedent with what describes it, up to the clause."""
    cut_off = {
        part.i
        for child in noun.children
        if child.i >= clause.left_edge.i or child.dep_ in {"relcl", "conj", "cc"}
        for part in child.subtree
    }
    return {part.i for part in noun.subtree if part.i < clause.left_edge.i} - cut_off - {clause.left_edge.i - 1}


def _matrix(clause: Token, cuts: list[Token]) -> set[int]:
    """ "X said (that)" around a clause that is what X said."""
    if clause.dep_ != "ccomp":
        return set()
    verb = clause.head
    keep: set[int] = {verb.i}
    for child in verb.children:
        if child.dep_ in {*_SUBJECTS, "aux", "auxpass", "neg", "dobj", "dative"}:
            keep |= _own(child) - set().union(set(), *(_own(other) for other in cuts if other.i in _own(child)))
    return keep


def _trailing_source(cut: Token) -> set[int]:
    """ ", according to the governor" at the end of the sentence holds for every clause before it."""
    source = next(
        (token for token in cut.doc if token.lower_ == "according" and token.i > cut.i and token.i not in _own(cut)),
        None,
    )
    if source is None:
        return set()
    return _own(source) | ({source.i - 1} if source.i and cut.doc[source.i - 1].text == "," else set())


def _words(doc: Doc, unit: list[int]) -> list[int]:
    return [i for i in unit if doc[i].is_alpha or doc[i].like_num]


def _trim(doc: Doc, unit: set[int]) -> list[int]:
    """In order, without commas, dashes and conjunctions at either end."""
    ordered = sorted(unit)
    while ordered and (
        doc[ordered[0]].text in {",", ";", ":", "—", "-", ")"} or (doc[ordered[0]].dep_ == "cc" and ordered[0] > 0)
    ):
        ordered.pop(0)
    while ordered and (
        doc[ordered[-1]].text in {",", ";", ":", "—", "-", "("}
        or doc[ordered[-1]].dep_ == "cc"
        or doc[ordered[-1]].is_space
    ):
        ordered.pop()
    return ordered
