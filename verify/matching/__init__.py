"""Old claims beside new ones: what is equal, what changed, what is new, and what nobody but a person can tell."""

from verify.matching.matching import ChangedPair, EqualPair, Matching, match_claims
from verify.matching.normalising import normalise

__all__ = ["ChangedPair", "EqualPair", "Matching", "match_claims", "normalise"]
