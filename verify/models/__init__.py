"""The tables of the desk, one module for each word of the domain."""

from .article import Article, Passage, Revision, SplitState
from .claim import DECIDED, Attribution, Claim, ClaimOccurrence, Hedge, Mention, Progress, Status
from .edit import ClaimEdit
from .evidence import Evidence, Stance, StoredFile
from .history import HistoryIsFixed
from .link import FINE, CheckState, Link, LinkCheck, LinkOccurrence, Outcome
from .media import MediaCheck, MediaItem
from .person import Person, Role
from .review import Review, ReviewEvidence, Scope

__all__ = [
    "DECIDED",
    "FINE",
    "Article",
    "Attribution",
    "CheckState",
    "Claim",
    "ClaimEdit",
    "ClaimOccurrence",
    "Evidence",
    "Hedge",
    "HistoryIsFixed",
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
    "Review",
    "ReviewEvidence",
    "Revision",
    "Role",
    "Scope",
    "SplitState",
    "Stance",
    "Status",
    "StoredFile",
]
