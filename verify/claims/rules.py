"""The names of the splitter's rules, each with a sentence that says to a person what it did.

The engine records a name where it decides; ``manage.py split --explain`` and the page print name and sentence. Names are
stable: one may be added, none is renamed or given another meaning.
"""

from collections.abc import Sequence

from verify.claims.rules_of_dates import DATES


def _(sentence: str) -> str:
    """Marks a sentence for translation: the engine knows no Django, the page translates what it prints."""
    return sentence


RULES: dict[str, str] = {
    "sentence.stop": _("The sentence ends at a full stop, a question mark or an exclamation mark."),
    "sentence.stop-russian": _("The sentence ends where the Russian rules end it."),
    "sentence.paragraph": _("The sentence ends with its paragraph."),
    "sentence.item": _("The next item of a list begins after it."),
    "sentence.apart": _("A picture, a ruled line or a held line sets it apart."),
    "sentence.open-ended": _("It ends without a stop: at a smiley, a hashtag, an address or a capital that follows."),
    "sentence.too-long": _("It was cut at a space, because no stop came for 2,000 characters."),
    "proposition.whole": _("It is the sentence as a whole."),
    "proposition.unparsed": _("The sentence is taken whole: it is not in English, or too long to be parsed."),
    "proposition.main": _("It is the sentence without what was taken out as statements of their own."),
    "proposition.coordination": _("It is one of several clauses side by side (“X came and Y went”)."),
    "proposition.contrast": _("It is a contrasted clause (“while Y stayed”)."),
    "proposition.semicolon": _("A semicolon parts it from the rest of the sentence."),
    "proposition.relative": _("It is a clause that adds a fact about something named (“…, who left in May”)."),
    "proposition.participle": _("It is a participle that adds a fact (“…, killing ten”, “born in 1954”)."),
    "proposition.apposition": _("It says what somebody or something is (“Ann Lee, the mayor of Northport”)."),
    "proposition.list": _("Its sentence says it of several things; this claim takes one of them."),
    "proposition.setting": _("Its sentence gives several times, places or grounds; this claim takes one of them."),
    "proposition.title": _("It says which role stands before a name (“actor Ann Lee”)."),
    "proposition.place": _("It says where a named thing is (“Harbour Park in Northport”)."),
    "proposition.year": _("It takes the year in brackets after a name."),
    "proposition.russian-clause": _("It is one of several Russian clauses side by side (“X пришёл, а Y ушёл”)."),
    "proposition.russian-predicate": _("Two Russian verbs share a subject; this claim takes the second."),
    "proposition.russian-aside": _("It adds something about its subject between commas (“мост, который …,”)."),
    "bounds.person": _("A person set its bounds."),
    "attribution.clause": _("A verb of saying governs the words (“X said that …”)."),
    "attribution.quotation": _("A verb of saying stands beside a quotation."),
    "attribution.object": _("A verb governs what is said without “that” (“X denied …”, “X urged them to …”)."),
    "attribution.according": _("The words name their source with “according to”."),
    "attribution.noun": _("A noun of saying governs the words (“the claim that …”)."),
    "attribution.mood": _("Somebody is said to feel or think it (“is worried that …”, “was critical of …”)."),
    "attribution.announced": _("A quotation follows a colon."),
    "attribution.transcript": _("The passage begins with the speaker’s name and a colon, as transcripts do."),
    "attribution.russian-source": _("A Russian phrase names the source («по словам …»)."),
    "attribution.russian-quotation": _("A Russian verb of saying follows a quotation and a dash."),
    "attribution.russian-verb": _("A Russian verb of saying governs the words."),
    "attribution.carried-over": _(
        "The quotation goes on in later sentences that name nobody: the speaker is carried over."
    ),
    "attribution.pronoun": _("A pronoun stands for the speaker named before, as no other could be meant."),
    "attribution.inside": _("Somebody else tells of it: it stands inside another attribution."),
    "attribution.person": _("A person named the speaker."),
    "hedge.unverifiable": _("The wording says that it could not be verified."),
    "hedge.unclear": _("The wording says that it is unclear."),
    "hedge.claimed": _("The wording keeps its distance (“allegedly”, “claimed that”)."),
    "hedge.appearance": _("The wording speaks of an appearance (“seems to”)."),
    "hedge.conditional": _("The wording says that it may be so (“may have”, “probably”)."),
    "hedge.approximate": _("The wording makes a number approximate (“about 40”)."),
    "hedge.own-claim": _("It limits the claim whose words it stands in, or its sentence."),
    "hedge.said-before": _("It limits what the same sentence said before as well."),
    "hedge.points-back": _(
        "It speaks of an earlier sentence (“that video”, “those claims”) and limits what was claimed there."
    ),
    "kind.person": _("A person set the kind."),
    "kind.fact": _("Nothing marks it as something else than a statement of fact."),
    "kind.attributed": _("Somebody else said it, and that can be checked."),
    "kind.told-question": _("It tells what somebody asked."),
    "kind.question": _("It ends in a question mark."),
    "kind.order": _("Its verb is an imperative."),
    "kind.opinion": _("The writer says what they think or feel."),
    "kind.duty": _("The writer says what ought to be."),
    "kind.prediction": _("Its main verb speaks of the future."),
    "number.sign": _("A number with a currency sign."),
    "number.unit": _("A number with a unit."),
    "number.counted": _("A number with the thing it counts."),
    "number.bare": _("A number without a unit or a thing it counts."),
    "number.range": _("One of the two numbers of a range; what the second measures holds for the first."),
    "name.titled": _("A title stands before the name."),
    "name.known": _("The name, or its first word, stands in the lists of names."),
    "name.shape": _("A word of the name says what it is (“Ministry”, “River”)."),
    "name.around": _("The words around the name say what it is."),
    "name.capitals": _("Only its capitals make it a name; what it names is a guess."),
    "name.short-form": _("It shortens a fuller name of the same article."),
    "name.russian": _("The Russian rules for names found it."),
    **DATES,
}

KINDS: dict[str, str] = {
    "kind.question": "question",
    "kind.order": "instruction",
    "kind.opinion": "opinion",
    "kind.duty": "opinion",
    "kind.prediction": "prediction",
}
"""The kind that a rule gives; every other one gives a fact."""


def date_rule(name: str) -> str:
    """The rule's name here for the name that a date carries ("calendar day" is "date.calendar-day")."""
    return f"date.{name.replace(' ', '-')}" if name else ""


def explained(names: Sequence[str]) -> list[tuple[str, str]]:
    """Each name once, with its sentence; a name that an earlier version stored and that is no more has an empty one."""
    return [(name, RULES.get(name, "")) for name in dict.fromkeys(names) if name]
