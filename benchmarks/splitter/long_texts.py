"""News of any length, written by rule and the same in every run, for what must grow no faster than its text."""

import random

_SEED = 11
_PARAGRAPH = 4
_PLACES = (
    "Hallstrand", "Obermere", "Kessin", "Tarnholm", "Vaudry", "Port Quill", "Little Ashby", "Norrow", "the Selk valley",
    "East Marrow", "Lindmoor", "Castrel", "Upper Dunning", "Saltmere",
)  # fmt: skip
_PEOPLE = (
    "Ada Brandt", "Tomas Reed", "Mirela Koss", "Jon Ekholm", "Priya Nair", "Oskar Wendt", "Lucia Ferran", "Hamid Rastan",
    "Nora Quist", "Peter Albrecht", "Ines Marlow", "Davit Orbel",
)  # fmt: skip
_OFFICES = (
    "the mayor", "a spokeswoman for the harbour office", "the regional governor", "the head of the water board",
    "the defence ministry", "the teachers' union", "two people with knowledge of the talks", "the monitoring group Fieldwatch",
    "the state prosecutor", "the hospital's director",
)  # fmt: skip
_THINGS = (
    "bridge", "ferry", "school", "tram line", "power station", "grain store", "market hall", "clinic", "reservoir", "runway",
    "depot", "tunnel", "archive", "stadium", "sawmill", "laboratory",
)  # fmt: skip
_DEEDS = (
    "was closed for repairs", "was damaged by a fire", "reopened after two years", "lost its licence", "was sold to a rival",
    "was searched by the police", "stood empty for most of the winter", "received money from the state",
)  # fmt: skip
_DAYS = (
    "on Monday",
    "on Tuesday evening",
    "last week",
    "on 14 March",
    "in June 2023",
    "earlier this year",
    "two days later",
)
_FORMS = (
    "The {thing} in {place} {deed} {day}, {office} said.",
    "{person}, who runs the {thing} in {place}, told reporters {day} that {number} people had been brought to safety and that "
    "nobody was hurt.",
    "“We counted {number} boats, and {few} of them never came back,” said {person}, {office}.",
    "According to {office}, the {thing} cost €{number} million, which is {few} times as much as {person} had promised {day}.",
    "At least {few} workers were killed and {number} others were wounded when the {thing} near {place} collapsed {day}.",
    "It was not immediately possible to verify that claim.",
    "{person} was born in {place}, studied law there and joined the council in {year}.",
    "Nearly {number} households in {place} and {other} were without water {day}, while the {thing} {deed}.",
    "{Office} denied that the {thing} {deed}, and accused {person} of spreading rumours.",
    "The plan, drawn up in {year} and changed twice since, may still fail: the council votes {day}.",
    "Prices in {place} rose by {few} percent, the steepest increase since {year}.",
    "Should the {thing} be rebuilt?",
)


def news(words: int, seed: int = _SEED) -> str:
    """Paragraphs of invented news in English, ``words`` long or up to a sentence longer."""
    chance = random.Random(seed)
    paragraphs: list[list[str]] = [[]]
    written = 0
    while written < words:
        if len(paragraphs[-1]) >= _PARAGRAPH:
            paragraphs.append([])
        sentence = _sentence(chance)
        paragraphs[-1].append(sentence)
        written += len(sentence.split())
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs)


def articles(count: int, words: int) -> list[str]:
    """``count`` different texts of ``words`` each."""
    return [news(words, seed) for seed in range(count)]


def _sentence(chance: random.Random) -> str:
    office = chance.choice(_OFFICES)
    return chance.choice(_FORMS).format(
        thing=chance.choice(_THINGS),
        place=chance.choice(_PLACES),
        other=chance.choice(_PLACES),
        person=chance.choice(_PEOPLE),
        office=office,
        Office=office[0].upper() + office[1:],
        deed=chance.choice(_DEEDS),
        day=chance.choice(_DAYS),
        number=chance.randint(11, 980),
        few=chance.randint(2, 10),
        year=chance.randint(1961, 2024),
    )
