"""The tables of the desk, one module for each word of the domain."""

from .article import Article, Passage, Revision, SignOffRule, SplitState
from .assignment import Assignment
from .change import Change
from .claim import DECIDED, Attribution, Claim, ClaimOccurrence, Hedge, Progress, Scope, Status
from .claim_lists import QUEUES
from .clearance import AcceptedRisk, Clearance
from .comment import Comment, CommentAct, CommentMention
from .document_note import DocumentNote
from .edit import ClaimEdit
from .evidence import Evidence, Stance, StoredFile
from .flag import Flag, FlagRound
from .history import HistoryIsFixed
from .link import (
    FINE,
    FIRST_WITHOUT_TROUBLE,
    CheckState,
    Health,
    Link,
    LinkOccurrence,
    Outcome,
    agree,
    host_of,
)
from .link_check import LinkCheck
from .media import MediaCheck, MediaItem
from .mention import Mention
from .notification import MailState, Notification
from .overruling import Overruling
from .person import Person, Role
from .quote import QuoteCheck
from .review import Review, ReviewEvidence
from .saved_filter import SavedFilter
from .signoff import SignOff
from .snapshot import ArchiveCopy, Keeping, Snapshot
from .standing import FAILS, WORKS, Look, Standing, standing_after

__all__ = [
    "DECIDED",
    "FAILS",
    "FINE",
    "FIRST_WITHOUT_TROUBLE",
    "QUEUES",
    "WORKS",
    "AcceptedRisk",
    "ArchiveCopy",
    "Article",
    "Assignment",
    "Attribution",
    "Change",
    "CheckState",
    "Claim",
    "ClaimEdit",
    "ClaimOccurrence",
    "Clearance",
    "Comment",
    "CommentAct",
    "CommentMention",
    "DocumentNote",
    "Evidence",
    "Flag",
    "FlagRound",
    "Health",
    "Hedge",
    "HistoryIsFixed",
    "Keeping",
    "Link",
    "LinkCheck",
    "LinkOccurrence",
    "Look",
    "MailState",
    "MediaCheck",
    "MediaItem",
    "Mention",
    "Notification",
    "Outcome",
    "Overruling",
    "Passage",
    "Person",
    "Progress",
    "QuoteCheck",
    "Review",
    "ReviewEvidence",
    "Revision",
    "Role",
    "SavedFilter",
    "Scope",
    "SignOff",
    "SignOffRule",
    "Snapshot",
    "SplitState",
    "Stance",
    "Standing",
    "Status",
    "StoredFile",
    "agree",
    "host_of",
    "standing_after",
]
