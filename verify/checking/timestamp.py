"""A trusted time for a file: a token of a time-stamping authority over its SHA-256, verified before it is believed.

Source: RFC 3161, https://www.rfc-editor.org/rfc/rfc3161
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import certifi
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.tsp import TimeStampRequest, TimeStampResponse

from verify.checking.ask import AskFailed, Question, ask
from verify.checking.config import FetchConfig

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class NotStamped(Exception):
    """There is no token to believe; ``str(error)`` says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """``token`` is the authority's whole answer in DER, ``at`` the time it vouches for."""

    token: bytes
    at: datetime


def stamp(content: bytes, authority: str, ca_file: str, config: FetchConfig) -> Stamp:
    """A token over ``content`` from the authority at this URL, verified against ``ca_file`` (PEM; empty: Mozilla's roots).

    Raises NotStamped; never anything else for what the authority answers.
    """
    request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    try:
        reply = ask(Question(authority, request.as_bytes(), {"Content-Type": QUERY, "Accept": REPLY}), config)
    except AskFailed as error:
        raise NotStamped(f"The time-stamping authority was not reached: {error}") from error
    if reply.status != 200:
        raise NotStamped(f"The time-stamping authority answered {reply.status}.")
    return Stamp(reply.body, _verified(reply.body, content, ca_file, request))


def verify_stamp(token: bytes, content: bytes, ca_file: str) -> datetime:
    """The time that ``token`` vouches for ``content``. Raises NotStamped where it does not."""
    return _verified(token, content, ca_file, None)


def _verified(token: bytes, content: bytes, ca_file: str, request: TimeStampRequest | None) -> datetime:
    builder = VerifierBuilder(roots=_roots(ca_file)) if request is None else _asked(request, ca_file)
    try:
        response: TimeStampResponse = decode_timestamp_response(token)
        builder.build().verify_message(response, content)
        at: datetime = response.tst_info.gen_time
    except (VerificationError, ValueError) as error:
        raise NotStamped(f"The time-stamping authority's answer does not hold: {error}") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _asked(request: TimeStampRequest, ca_file: str) -> VerifierBuilder:
    return VerifierBuilder(policy_id=request.policy, nonce=request.nonce, roots=_roots(ca_file))


def _roots(ca_file: str) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(Path(ca_file or certifi.where()).read_bytes())
    except (OSError, ValueError) as error:
        raise NotStamped(f"The certificates in TIMESTAMP_CA cannot be read: {error}") from error
