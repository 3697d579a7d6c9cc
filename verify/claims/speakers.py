"""Whom a pronoun that says something stands for: the one named speaker before it, where there is no other choice."""

from collections.abc import Sequence
from dataclasses import replace

from verify.claims.model import AttributionDraft
from verify.claims.name_words import HARD_TITLES, ORGANISATION_ENDS, ORGANISATION_HEADS
from verify.claims.word_lists import words

_HE = frozenset(words("he his он его"))
_PERSONS = _HE | frozenset(words("she her она её ее"))
_THINGS = frozenset({"it"})
_OTHERS = frozenset(
    words("i we you they who that which this these one both his her its their me us them его её ее их они я мы")
)
_BODIES = frozenset(word.lower() for word in ORGANISATION_ENDS | ORGANISATION_HEADS) - {
    "general",
    "joint",
    "co",
    "sa",
} | frozenset(
    words(
        "ministry command company agency army police government court council department group party bank firm paper"
        " newspaper campaign statement report study poll survey outlet website"
        " ведомство министерство компания армия полиция правительство суд совет партия банк газета агентство служба"
    )
)
_MEN = frozenset(words("mr spokesman chairman king prince father sir lord businessman brother son husband"))
_WOMEN = frozenset(words("mrs ms miss spokeswoman chairwoman queen princess lady baroness dame sister daughter wife"))
_BACK = 3
"""Attributions."""
_FAR = 1_200
"""Characters."""
_RULE = "attribution.pronoun"


def named(drafts: Sequence[AttributionDraft]) -> tuple[AttributionDraft, ...]:
    """``drafts``, in order of the text, with the speaker's name in ``speaker_text`` where the text has "he", "she" or "it";
    spans stay those of the pronoun."""
    found: list[AttributionDraft] = []
    for draft in drafts:
        name = _name_for(draft, found) if draft.inside is None else ""
        found.append(replace(draft, speaker_text=name, rules=(*draft.rules, _RULE)) if name else draft)
    return tuple(found)


def _name_for(draft: AttributionDraft, before: list[AttributionDraft]) -> str:
    pronoun = draft.speaker_text.lower()
    if pronoun not in _PERSONS | _THINGS:
        return ""
    near = [
        other.speaker_text.partition(",")[0]
        for other in before[-_BACK:]
        if other.speaker and draft.speaker[0][0] - other.speaker[0][0] < _FAR and not _is_pronoun(other.speaker_text)
    ]
    fitting = [name for name in near if _fits(name, pronoun)]
    if not fitting or (pronoun in _THINGS and fitting[-1] != near[-1]):
        return ""
    return fitting[-1] if len({name.split()[-1] for name in fitting}) == 1 else ""


def _is_pronoun(speaker: str) -> bool:
    return not speaker or speaker.lower() in _PERSONS | _THINGS | _OTHERS


def _fits(name: str, pronoun: str) -> bool:
    told = {word.lower().strip(".") for word in name.split()}
    is_body = bool(told & _BODIES)
    if pronoun in _THINGS:
        return is_body
    if is_body or " and " in name or told & (_WOMEN if pronoun in _HE else _MEN):
        return False
    return bool(told & (HARD_TITLES | _MEN | _WOMEN)) or _is_name(name)


def _is_name(name: str) -> bool:
    """Ends in a capitalised word that an article does not open: "regional governor Darin Holub", "Holub"."""
    parts = name.split()
    return parts[-1][:1].isupper() and parts[0].lower() not in {"the", "a", "an"}
