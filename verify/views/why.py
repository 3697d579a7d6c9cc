"""Why a claim is a claim: the rules that set its bounds, its speaker, its hedges and its kind, each with a sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verify.claims.rules import KINDS, explained
from verify.models import ClaimOccurrence, Hedge, Mention


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its stable name and in words; ``about`` are the words of the text that it found, empty for the whole claim."""

    name: str
    sentence: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """What raised the claim's rank, as (reason, weight or None), and the rules under their headings."""

    reasons: list[tuple[str, float | None]]
    groups: list[tuple[str, list[Rule]]]


def why(occurrence: ClaimOccurrence, hedges: Iterable[Hedge], mentions: Iterable[Mention]) -> Why:
    """One query, for what the claims list leaves out."""
    told = ClaimOccurrence.objects.values(*ClaimOccurrence.EXPLAINING).get(pk=occurrence.pk)
    weights = told["weights"] or [None] * len(told["reasons"])
    groups = [
        (_("Its bounds"), _bounds(occurrence, told["rules"])),
        (_("Who says it"), _speaker(occurrence)),
        (_("What limits it"), [rule for hedge in hedges for rule in _rules(hedge.rules, hedge.text)]),
        (_("Its kind"), _kind(occurrence, told["rules"])),
        (_("Dates, figures and names"), list(_found(mentions))),
    ]
    reasons = list(zip((_(reason) for reason in told["reasons"]), weights, strict=False))
    return Why(reasons, [(heading, rules) for heading, rules in groups if rules])


def _rules(names: Sequence[str], about: str = "") -> list[Rule]:
    """``about`` is said once, with the first of them."""
    told = explained(names)
    return [Rule(name, _(line) if line else "", "" if at else about) for at, (name, line) in enumerate(told)]


def _bounds(occurrence: ClaimOccurrence, names: Sequence[str]) -> list[Rule]:
    if occurrence.hand_made:
        return _rules(["bounds.person"])
    return _rules([name for name in names if not name.startswith("kind.")])


def _speaker(occurrence: ClaimOccurrence) -> list[Rule]:
    attribution = occurrence.attribution
    if attribution is None:
        return []
    return _rules(["attribution.person"] if attribution.set_by_id else attribution.rules)


def _kind(occurrence: ClaimOccurrence, names: Sequence[str]) -> list[Rule]:
    """The splitter's rule, unless a person has said something else since."""
    found = next((name for name in names if name.startswith("kind.")), "")
    if found and KINDS.get(found, "fact") != occurrence.kind:
        return _rules(["kind.person"])
    return _rules([found])


def _found(mentions: Iterable[Mention]) -> Iterator[Rule]:
    """What one rule found several times over is told once."""
    once = dict.fromkeys((mention.rule, mention.text) for mention in mentions if not mention.is_reference)
    for name, text in once:
        yield from _rules([name], text)
