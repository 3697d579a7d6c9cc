"""From a URL to what one look at it found. Light to import: the network is in ``verify.checking.check``."""

from verify.checking.config import CheckRequest, FetchConfig, Known
from verify.checking.model import (
    CheckResult,
    Exchange,
    Hop,
    MediaFacts,
    MediaKind,
    Outcome,
    Postponed,
    SourceFacts,
)
from verify.checking.targets import InvalidTarget, normalise_url

__all__ = [
    "CheckRequest",
    "CheckResult",
    "Exchange",
    "FetchConfig",
    "Hop",
    "InvalidTarget",
    "Known",
    "MediaFacts",
    "MediaKind",
    "Outcome",
    "Postponed",
    "SourceFacts",
    "normalise_url",
]
