"""What one sentence states, as indices into its tokens."""

from dataclasses import dataclass, field

WHOLE = "proposition.whole"


@dataclass(frozen=True, slots=True)
class Statement:
    """``lead`` (a subject that stands elsewhere), ``glue`` (a verb the sentence left out), then ``core``, as token indices;
    ``verb`` is the head of it, ``swaps`` are words that must agree with another subject ("were" to "was")."""

    verb: int
    core: list[int]
    lead: list[int] = field(default_factory=list)
    glue: str = ""
    swaps: dict[int, str] = field(default_factory=dict)
    rules: tuple[str, ...] = (WHOLE,)
    """What took it out of its sentence, in the order of doing."""

    @property
    def tokens(self) -> list[int]:
        """All its tokens in order of the text."""
        return sorted({*self.lead, *self.core})

    def taken_by(self, rule: str) -> tuple[str, ...]:
        """Its rules and one more, once."""
        return (*(each for each in self.rules if each not in {WHOLE, rule}), rule)


@dataclass(slots=True)
class Cut:
    """A statement to be taken out of its sentence. All but ``at`` and ``glue`` are token indices."""

    at: int
    own: set[int]
    links: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    subject: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    """Auxiliaries, a time or a place, a source that hold for it too."""
    clause: set[int] = field(default_factory=set)
    """Where not empty: all that stands outside of it ("X said that") holds for the cut too."""
    glue: str = ""
    swap: str = ""
    """The word to read in place of ``at`` ("killed" for "killing")."""
    stays: bool = False
    """The main statement keeps it as well, because it says which one or when."""
    turned: bool = False
    """Read the other way round: of "a lawyer, Ann Lee," it is Ann Lee who is a lawyer."""
    leads: bool = False
    """The subject comes first whatever its place in the sentence."""
    rule: str = ""
