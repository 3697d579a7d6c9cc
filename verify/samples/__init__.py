"""Invented articles that fill a new desk, in the formats and encodings newsrooms send. README.md names their slips."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Sample:
    """One article of this folder. ``deadline_hours`` counts whole hours from loading; None means no deadline."""

    filename: str
    deadline_hours: int | None


SAMPLES: tuple[Sample, ...] = (
    Sample("harbour-reopens.md", 4),
    Sample("river-gauges.html", 9),
    Sample("satellite-images.md", 6),
    Sample("hospital-waiting-lists.txt", 24),
    Sample("night-bus-budget.md", 72),
    Sample("ladoga-ferry.txt", None),
)


def read_sample(name: str) -> bytes:
    """The bytes of one sample as they stand in the file.

    Raises ValueError, with a sentence that lists the choices, for a name that is not in ``SAMPLES``.
    """
    names = [sample.filename for sample in SAMPLES]
    if name not in names:
        raise ValueError(f"There is no sample article called {name!r}: choose one of {', '.join(names)}.")
    return files(__name__).joinpath(name).read_bytes()
