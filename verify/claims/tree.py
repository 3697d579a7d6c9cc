"""A parsed sentence as plain lists: the rules that cut it look at every word several times, and lists answer fastest."""

from collections.abc import Collection, Iterable, Iterator

from spacy.strings import StringStore
from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "until", "till"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PLURALS = frozenset({"NNS", "NNPS"})


_NEGATIVE_FROM = 1 << 63
"""spaCy hands signed steps on as unsigned figures."""
_NAMES: dict[int, str] = {}
"""Labels by spaCy's keys, which are the same in every process: one look-up a label, not one a token."""


def _names(strings: StringStore, keys: list[int]) -> list[str]:
    try:
        return [_NAMES[key] for key in keys]
    except KeyError:
        _NAMES.update((key, strings[key]) for key in keys)
        return [_NAMES[key] for key in keys]


def words(text: str) -> list[str]:
    """The words of a word list written as running text."""
    return text.split()


class Tree:
    """``words``, ``lower``, ``tag``, ``pos`` and ``dep`` of each token; ``head`` its governor's index (its own for the
    root) and ``kids`` the indices it governs, in order of the text."""

    __slots__ = ("dep", "doc", "head", "kids", "lower", "pos", "root", "tag", "words")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [token.text for token in doc]
        self.lower = [word.lower() for word in self.words]
        tags, classes, relations, steps = doc.to_array(["TAG", "POS", "DEP", "HEAD"]).T.tolist()
        self.tag, self.pos, self.dep = (_names(doc.vocab.strings, keys) for keys in (tags, classes, relations))
        self.head = [
            index + step if step < _NEGATIVE_FROM else index + step - 2 * _NEGATIVE_FROM
            for index, step in enumerate(steps)
        ]
        if "dep" in self.dep and "then" in self.lower:
            self._mend_then()
        self.kids: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.head):
            if head != index:
                self.kids[head].append(index)

        for index in range(len(self)):
            if self.dep[index] == "acl" and self.tag[index] == "VBD" and self.subject(index) is None:
                self.tag[index] = "VBN"  # "a game played to …": nothing comes in the past without a subject
        self.root = next((index for index, head in enumerate(self.head) if head == index), 0)
        """The head of the sentence; of several the first."""

    def _mend_then(self) -> None:
        """ "He left, then came back": the second verb is coordinated."""
        for index, relation in enumerate(self.dep):
            if relation == "dep" and self.tag[index] in {"VBD", "VBZ", "VBP"} and self.lower[index - 1] == "then":
                self.dep[index] = "conj"

    def __len__(self) -> int:
        return len(self.words)

    def under(self, top: int, without: Collection[str] = ()) -> set[int]:
        """``top`` and all it governs; ``without``: not what hangs on ``top`` by these relations."""
        found = {top}
        waiting = [kid for kid in self.kids[top] if self.dep[kid] not in without]
        while waiting:
            kid = waiting.pop()
            found.add(kid)
            waiting += self.kids[kid]
        return found

    def first(self, top: int) -> int:
        """The leftmost token that ``top`` governs."""
        return min(self.under(top))

    def kid(self, of: int, relations: Collection[str]) -> int | None:
        """The first token that hangs on ``of`` by one of ``relations``."""
        return next((kid for kid in self.kids[of] if self.dep[kid] in relations), None)

    def subject(self, verb: int) -> int | None:
        """The subject of ``verb`` itself, not one that it shares."""
        return self.kid(verb, SUBJECTS)

    def above(self, token: int) -> Iterator[int]:
        """Governors of ``token``, nearest first."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def finite(self, verb: int) -> bool:
        """With a tense of its own ("came", "has come"), not "coming" or "to come"."""
        return self.tag[verb] in FINITE or any(
            self.dep[kid] in {"aux", "auxpass"} and self.tag[kid] in FINITE for kid in self.kids[verb]
        )

    def is_past(self, verb: int) -> bool:
        """Whether the clause of ``verb`` is told in the past."""
        return self.tag[verb] == "VBD" or any(
            self.dep[kid] in {"aux", "auxpass"} and self.tag[kid] == "VBD" for kid in self.kids[verb]
        )

    def is_told(self, verb: int) -> bool:
        """In the past or the perfect: it has happened."""
        return self.is_past(verb) or any(
            self.lower[kid] in {"has", "have"} for kid in self.kids[verb] if self.dep[kid] == "aux"
        )

    def is_asserted(self, verb: int) -> bool:
        """Neither denied nor only possible, wanted or asked; holds for everything above ``verb`` as well."""
        for each in (verb, *self.above(verb)):
            if self.pos[each] in {"VERB", "AUX"} and (
                self.negated(each)
                or any(self.tag[kid] in {"MD", "TO", "WRB"} or self.lower[kid] in CONDITIONS for kid in self.kids[each])
            ):
                return False
        return True

    def negated(self, verb: int) -> bool:
        """ "not", "never", "no longer" on ``verb`` itself."""
        return any(self.dep[kid] == "neg" or self.lower[kid] in {"never", "hardly"} for kid in self.kids[verb])

    def is_plural(self, noun: int) -> bool:
        """By its tag, or as one of several joined by "and"."""
        return self.is_many(noun) or any(self.dep[kid] == "conj" for kid in self.kids[noun])

    def is_many(self, noun: int) -> bool:
        """Whether ``noun`` alone, without what is joined to it, is a plural."""
        return self.tag[noun] in _PLURALS or self.lower[noun] in {"they", "we", "these", "those"}

    def conjuncts(self, first: int) -> list[int]:
        """What is coordinated with ``first``, in order, without ``first``."""
        found = []
        waiting = [first]
        while waiting:
            of = waiting.pop()
            for kid in self.kids[of]:
                if self.dep[kid] == "conj" or (self.dep[kid] == "appos" and self.is_listed(kid)):
                    found.append(kid)
                    waiting.append(kid)
        return sorted(found)

    def is_listed(self, appos: int) -> bool:
        """Whether the parser took a member of "an author, teacher and singer" for an apposition."""
        return any(
            self.dep[kid] in {"conj", "cc"} or (self.dep[kid] == "appos" and self.is_listed(kid))
            for kid in self.kids[appos]
        )

    def is_joined(self, verb: int, tokens: set[int]) -> bool:
        """Whether another verb coordinated with ``verb`` stayed in the same statement."""
        return any(
            self.dep[kid] == "conj" and kid in tokens and self.pos[kid] in {"VERB", "AUX"} for kid in self.kids[verb]
        )

    def joined_by(self, chain: Iterable[int]) -> set[str]:
        """The conjunctions between the members of a coordination ("and", "or")."""
        return {self.lower[kid] for of in chain for kid in self.kids[of] if self.dep[kid] in {"cc", "preconj"}}

    def is_word(self, token: int) -> bool:
        """Whether it has a letter or a digit."""
        word = self.words[token]
        return word.isalnum() or any(character.isalnum() for character in word)
