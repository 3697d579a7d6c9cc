"""What sort of statement a claim is, by plain signs in its words."""

import re

from spacy.tokens import Doc

from verify.claims.model import ClaimKind

_OPINION = re.compile(
    r"\b(?:I|we)\s+(?:think|believe|feel|guess|hope|love|hate|prefer|doubt|suppose)\b|\bin (?:my|our) (?:view|opinion)\b|\b(?:should|ought to|deserves?)\b"
    r"|\b(?:arguably|frankly|sadly|unfortunately|hopefully|shamefully|it is time to|there is no excuse)\b|\bпо-моему\b|\bя (?:думаю|считаю)\b|\b(?:должны|следует|нужно)\b",
    re.I,
)
_PREDICTION = re.compile(
    r"\b(?:will|won't|shall|'ll|(?:is|are|was) (?:going|set|due|expected|likely|poised|scheduled|slated|projected|forecast|about) to)\b|\bby 20[3-9]\d\b"
    r"|\b(?:будет|будут|ожидается|планирует(?:ся)?)\b",
    re.I,
)
_RUSSIAN_ORDER = re.compile(r"^(?:[А-ЯЁ][а-яё]+йте|Не [а-яё]+йте|Подпишитесь|Читайте)\b")


def kind_of(text: str, doc: Doc | None, *, attributed: bool) -> ClaimKind:
    """The kind of the claim ``text``; ``doc`` is the parse of its sentence. What somebody said is a fact to check."""
    bare = text.rstrip("\"'”’») ")
    if bare.endswith("?"):
        return ClaimKind.QUESTION
    if _is_order(text, doc):
        return ClaimKind.INSTRUCTION
    if attributed:
        return ClaimKind.FACT
    if _OPINION.search(text):
        return ClaimKind.OPINION
    return ClaimKind.PREDICTION if _PREDICTION.search(text) else ClaimKind.FACT


def _is_order(text: str, doc: Doc | None) -> bool:
    if doc is None:
        return bool(_RUSSIAN_ORDER.match(text))
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.tag_ != "VB" or root.i > 2:
        return False
    return not any(child.dep_ in {"nsubj", "nsubjpass", "expl", "aux"} for child in root.children)
