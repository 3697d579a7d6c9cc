"""The tables of the desk, one module for each word of the domain."""

from .article import Article, Passage, Revision, SplitState
from .claim import DECIDED, Attribution, Claim, ClaimOccurrence, Hedge, Mention, Progress, Status
from .edit import ClaimEdit
from .evidence import Evidence, Stance, StoredFile
from .flag import Flag
from .history import HistoryIsFixed
from .link import FINE, CheckState, Link, LinkCheck, LinkOccurrence, Outcome
from .media import MediaCheck, MediaItem
from .person import Person, Role
from .quote import QuoteCheck
from .review import Review, ReviewEvidence, Scope
from .snapshot import ArchiveCopy, Keeping, Snapshot

__all__ = [
    "DECIDED",
    "FINE",
    "ArchiveCopy",
    "Article",
    "Attribution",
    "CheckState",
    "Claim",
    "ClaimEdit",
    "ClaimOccurrence",
    "Evidence",
    "Flag",
    "Hedge",
    "HistoryIsFixed",
    "Keeping",
    "Link",
    "LinkCheck",
    "LinkOccurrence",
    "MediaCheck",
    "MediaItem",
    "Mention",
    "Outcome",
    "Passage",
    "Person",
    "Progress",
    "QuoteCheck",
    "Review",
    "ReviewEvidence",
    "Revision",
    "Role",
    "Scope",
    "Snapshot",
    "SplitState",
    "Stance",
    "Status",
    "StoredFile",
]
