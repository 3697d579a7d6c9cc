"""What sort of statement a claim is, by plain signs in its words. Whatever is not surely something else is a fact to check."""

import re

from spacy.tokens import Doc

from verify.claims.model import ClaimKind
from verify.claims.plain_text import lowered

_MAIN = (
    r"^(?:(?!\b(?:whether|that|who|whom|which|what|why|how|if|when|where|because|after|before|sa(?:id|ys)|told|tells|asked"
    r"|wrote|writes|decided|ruled|recommend\w*|demand\w*|insist\w*|argue[sd]?|claim\w*|suggest\w*|promised|announced|warn\w*"
    r"|report\w*|believed|thought)\b|[\"“«]\w).)*?"
)
"""What may stand before the verb of the main statement: nothing that makes it a subordinate one or somebody's words."""
_OPINION = re.compile(
    r"(?:^|[,;:—–-] |\b(?:and|but|so|because) )[\"“]?(?:(?:but|and|so|well|frankly|personally|honestly),? )*"
    r"(?:i|we)(?: (?:really|do|don't|do not|also|still|just|personally|firmly|truly))*"
    r" (?:think|believe|feel|guess|hope|love|hate|prefer|doubt|suppose|fear)\b"
    r"|\bin (?:my|our) (?:view|opinion)\b"
    r"|^(?:and |but |so )?(?:arguably|hopefully|shamefully)\b"
    r"|^(?:and |but |so )?it(?: is|'s) (?:high |about )?(?:time (?:to|for|that|we)\b|a (?:shame|disgrace|pity|scandal|shameful)\b)"
    r"|\bthere is no excuse\b|\b(?:is|are|was) (?:a|an|simply|utterly|truly) (?:disgrace|shame|outrage|farce|disgraceful|shameful"
    r"|outrageous|heartless|ridiculous|wonderful|terrible|marvellous|delightful)\b"
)
"""Over the lower-case text."""
_OPINION_BY_DUTY = re.compile(
    rf"{_MAIN}\b(?:should|ought to)\b"
    rf"|{_MAIN}\bdeserves? (?:an?|the|to|our|your|better|more|much|nothing|no|praise|credit|every|respect)\b",
    re.I,
)
_DUTY = ("should", "ought to", "deserve")
_AHEAD = ("will", "won't", "shall", "'ll", " to ")
_CYRILLIC = re.compile(r"[а-яё]", re.I)
_RUSSIAN_OPINION = re.compile(
    r"\bпо-моему\b|\b(?:на мой|на наш|по моему|по нашему) (?:взгляд|мнению)\b"
    r"|(?:^|[,;:—–-] |\b(?:и|но|а) )(?:я|мы)(?: (?:не|всё же|лично|искренне))? (?:думаю|считаю|надеюсь|надеемся|верю|верим|полагаю"
    r"|полагаем|считаем|думаем|боюсь|люблю|любим)\b"
    r"|^(?:и |но |нам |всем |всем нам )?(?:нужно|надо|следует|пора)\b|\bк сожалению, (?:никто не|это)\b"
    r"|^(?:\w+ ){1,3}(?:должен|должна|должно|должны) (?!был)",
    re.I,
)
_PREDICTION = re.compile(
    rf"{_MAIN}(?:(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bthe )(?<!\bfree )(?<!\bgood )(?<!\bill )(?<!\bpolitical )"
    r"(?<!\bown )(?<!\bour )(?<!\bmy )(?<!\bof )(?<!^)(?-i:\bwill\b)(?! of\b| and testament\b)|\b(?:won't|shall)\b|'ll\b"
    r"|\b(?:is|are|am|'s|'re) (?:not |now |also |still |widely )?(?:going to (?!(?:the|a|an|his|her|their|school|work)\b)"
    r"|(?:set|expected|likely|unlikely|poised|scheduled|slated|projected|forecast|about|bound) to"
    r"|due to (?:be|open|start|begin|close|meet|arrive|vote|speak|finish|end|leave|return|appear)\b))",
    re.I,
)
_RUSSIAN_PREDICTION = re.compile(
    r"^(?:(?!\b(?:что|чтобы|если|когда|котор\w+|где|ли|сказал\w*|заявил\w*|сообщил\w*|обещал\w*)\b|«).)*?"
    r"\b(?:будет|будут|ожидается|ожидаются|прогнозируется|планируется)\b",
    re.I,
)
_RUSSIAN_ORDER = re.compile(
    r"^(?:Пожалуйста, )?(?:(?:Не )?[А-ЯЁа-яё]{2,}(?:йте|ьте)(?:сь)?|(?:Не )?(?:[Пп]одпиш|[Пп]рид|[Пп]иш|[Сс]мотр|[Зз]вон|[Пп]омог"
    r"|[Сс]паси|[Бб]ерег|[Пп]осмотр|[Пп]озвон|[Нн]апиш)ите(?:сь)?|Давайте)\b"
)
_QUOTED_QUESTION = re.compile(r"^[^\"“«”]*\w[^\"“«”]*(?:[,:]|\b(?:asks?|asked))\s*[\"“«][^\"“«”»]*\?[\"”»]\s*$")
"""The writer tells what somebody asked."""
_COURTESY = frozenset({"thank", "thanks", "bless", "welcome", "congratulations"})
_FINITE = frozenset({"VBZ", "VBD"})
"""Under an order, such a verb has a subject of its own; without one the supposed order is its subject, a name."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def kind_of(text: str, *, ordered: bool, attributed: bool) -> ClaimKind:
    """The kind of the claim ``text``; ``ordered``: its sentence is an order. What somebody said is a fact to check."""
    return judged(text, ordered=ordered, attributed=attributed)[0]


def judged(text: str, *, ordered: bool, attributed: bool) -> tuple[ClaimKind, str]:
    """``kind_of`` with the name of the rule that decided."""
    bare = text.replace("’", "'").rstrip("\"'”» )").lstrip('"“«')
    if bare.endswith("?"):
        if _QUOTED_QUESTION.search(text):
            return ClaimKind.FACT, "kind.told-question"
        return ClaimKind.QUESTION, "kind.question"
    if ordered or _RUSSIAN_ORDER.match(bare):
        return ClaimKind.INSTRUCTION, "kind.order"
    if attributed:
        return ClaimKind.FACT, "kind.attributed"
    return _writers_own(bare)


def _writers_own(text: str) -> tuple[ClaimKind, str]:
    """Opinion, prediction or fact; the dear patterns run only where one of their words stands."""
    is_russian = not text.isascii() and _CYRILLIC.search(text) is not None
    low = lowered(text)
    if _OPINION.search(low) or (is_russian and _RUSSIAN_OPINION.search(text)):
        return ClaimKind.OPINION, "kind.opinion"
    if any(word in low for word in _DUTY) and _OPINION_BY_DUTY.search(text):
        return ClaimKind.OPINION, "kind.duty"
    is_ahead = any(word in low for word in _AHEAD) and _PREDICTION.search(text)
    if is_ahead or (is_russian and _RUSSIAN_PREDICTION.search(text)):
        return ClaimKind.PREDICTION, "kind.prediction"
    return ClaimKind.FACT, "kind.fact"


def is_order(doc: Doc) -> bool:
    """Whether the sentence is an imperative: a bare verb at its head, at the start, without a subject."""
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.tag_ != "VB" or root.i > 3 or root.lower_ in _COURTESY:
        return False
    if any(child.dep_ in _SUBJECTS for child in root.children):
        return False
    if any(
        child.tag_ in _FINITE and not any(word.dep_ in _SUBJECTS for word in child.children) for child in root.children
    ):
        return False
    helpers = [child for child in root.children if child.dep_ == "aux"]
    return all(helper.lower_ in {"do", "don't"} and helper.i == 0 for helper in helpers)
