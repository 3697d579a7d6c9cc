"""``manage.py split --explain``: each claim with what set its bounds, in words for a person."""

from collections.abc import Iterator, Sequence

from verify.claims.mentions import Mentions, within
from verify.claims.model import AttributionDraft, ClaimDraft, HedgeDraft, Span, Split
from verify.claims.numbers import NumberMention
from verify.claims.rules import date_rule, explained
from verify.documents.model import Document

_INDENT = 14
_SHOWN = 60
"""Characters of a piece of text that a line quotes."""


def explain(identifier: str, document: Document, split: Split, mentions: Mentions) -> str:
    """The report of one document: plain text, one block a claim, an empty line between."""
    count = len(split.claims)
    head = f"{identifier}: {count} {'claim' if count == 1 else 'claims'} (splitter {split.splitter_version})"
    blocks = [
        "\n".join(_block(number, claim, document.text, split, mentions))
        for number, claim in enumerate(split.claims, start=1)
    ]
    return "\n\n".join([head, *blocks]) + "\n"


def _block(number: int, claim: ClaimDraft, text: str, split: Split, mentions: Mentions) -> Iterator[str]:
    yield f"{number}. {claim.text}"
    for span in claim.spans:
        yield _line("piece", f"{span[0]}–{span[1]} {_quote(text, span)}")
    yield from _rules("bounds", [rule for rule in claim.rules if not rule.startswith("kind.")])
    yield _line("kind", str(claim.kind))
    yield from _rules("", [rule for rule in claim.rules if rule.startswith("kind.")])
    index = claim.attribution
    while index is not None:
        yield from _attribution(split.attributions[index], text)
        index = split.attributions[index].inside
    for hedge in claim.hedges:
        yield from _hedge(split.hedges[hedge])
    yield from _mentioned(claim, mentions)
    yield _line("check first", f"{claim.checkworthiness:.2f}")
    for reason, weight in zip(claim.reasons, claim.weights, strict=False):
        yield _line("", f"{weight:+.2f} {reason}")


def _attribution(draft: AttributionDraft, text: str) -> Iterator[str]:
    cue = " … ".join(text[start:end] for start, end in draft.cue)
    yield _line("said by", f"{draft.speaker_text or 'somebody unnamed'} ({draft.mode}, cue “{_flat(cue)}”)")
    yield from _rules("", draft.rules)


def _hedge(draft: HedgeDraft) -> Iterator[str]:
    yield _line("hedge", f"{draft.start}–{draft.end} “{_flat(draft.text)}”")
    yield from _rules("", draft.rules)


def _mentioned(claim: ClaimDraft, mentions: Mentions) -> Iterator[str]:
    for date in (mentions.dates[index] for index in within(mentions.dates, claim.spans)):
        yield _line("date", f"{date.start}–{date.end} “{_flat(date.text)}” → {date.value}")
        yield from _rules("", [date_rule(date.rule)])
        if date.weekday_mismatch:
            yield _line("", f"! {date.weekday_mismatch}")
    for number in (mentions.numbers[index] for index in within(mentions.numbers, claim.spans)):
        yield _line("number", f"{number.start}–{number.end} “{_flat(number.text)}” → {_measured(number)}")
        yield from _rules("", [number.rule])
    for name in (mentions.names[index] for index in within(mentions.names, claim.spans)):
        yield _line("name", f"{name.start}–{name.end} “{_flat(name.text)}” → {name.canonical} ({name.type})")
        yield from _rules("", [name.rule])


def _measured(number: NumberMention) -> str:
    about = "about " if number.approximate else ""
    return f"{about}{number.value} {number.counted or number.unit}".rstrip()


def _rules(label: str, names: Sequence[str]) -> Iterator[str]:
    """One line a rule, the first one labelled."""
    for name, sentence in explained(names):
        yield _line(label, f"{name}: {sentence}")
        label = ""


def _line(label: str, words: str) -> str:
    return f"   {label:<{_INDENT}}{words}"


def _quote(text: str, span: Span) -> str:
    words = _flat(text[span[0] : span[1]])
    return f"“{words}”" if len(words) <= _SHOWN else f"“{words[:_SHOWN]}…”"


def _flat(words: str) -> str:
    return " ".join(words.split())
