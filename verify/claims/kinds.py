"""What sort of statement a claim is, by plain signs in its words."""

import re

from spacy.tokens import Doc

from verify.claims.model import ClaimKind

_OPINION = re.compile(
    r"\b(?:I|we)\s+(?:think|believe|feel|guess|hope|love|hate|prefer|doubt|suppose)\b|\bin (?:my|our) (?:view"
    r"|opinion)\b|\b(?:should|ought to|deserves?)\b"
    r"|\b(?:arguably|frankly|sadly|unfortunately|hopefully|shamefully|it is time to|there is no excuse)\b"
    r"|\bпо-моему\b|\bя (?:думаю|считаю)\b|\b(?:должны|следует|нужно)\b",
    re.I,
)
_PREDICTION = re.compile(
    r"\b(?:will|won't|shall|'ll|(?:is|are|was) (?:going|set|due|expected|likely|poised|scheduled|slated"
    r"|projected|forecast|about) to)\b|\bby 20[3-9]\d\b"
    r"|\b(?:будет|будут|ожидается|планирует(?:ся)?)\b",
    re.I,
)
_RUSSIAN_ORDER = re.compile(r"^(?:[А-ЯЁ][а-яё]+йте|Не [а-яё]+йте|Подпишитесь|Читайте)\b")


def kind_of(text: str, *, ordered: bool, attributed: bool) -> ClaimKind:
    """The kind of the claim ``text``; ``ordered``: its sentence is an order. What somebody said is a fact to check."""
    bare = text.rstrip("\"'”’») ")
    if bare.endswith("?"):
        return ClaimKind.QUESTION
    if ordered or _RUSSIAN_ORDER.match(text):
        return ClaimKind.INSTRUCTION
    if attributed:
        return ClaimKind.FACT
    if _OPINION.search(text):
        return ClaimKind.OPINION
    return ClaimKind.PREDICTION if _PREDICTION.search(text) else ClaimKind.FACT


def is_order(doc: Doc) -> bool:
    """Whether the sentence is an imperative: a bare verb at its head, at the start, without a subject."""
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.tag_ != "VB" or root.i > 2:
        return False
    return not any(child.dep_ in {"nsubj", "nsubjpass", "expl", "aux"} for child in root.children)
