"""From what the network library raises to a reason of the table."""

import errno
import ssl
from collections.abc import Callable
from typing import Any

import aiohttp

from verify.checking.guard import refusal_in

_CERTIFICATE = {
    9: "certificate_not_yet_valid",
    10: "certificate_expired",
    18: "self_signed",
    19: "self_signed",
    20: "unknown_authority",
    21: "unknown_authority",
    23: "certificate_revoked",
    62: "wrong_host",
    64: "wrong_host",
    66: "weak_certificate",
    67: "weak_certificate",
    68: "weak_certificate",
}
_ERRNO = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "reset",
    errno.EPIPE: "reset",
    errno.ECONNABORTED: "reset",
    errno.ETIMEDOUT: "connect_timeout",
    errno.EHOSTUNREACH: "no_route",
    errno.ENETUNREACH: "no_route",
    errno.EADDRNOTAVAIL: "no_route",
}
RETRYABLE = frozenset({"connect_timeout", "no_answer", "slow_body", "dns_timeout", "reset"})


class BrokenOff(aiohttp.ClientConnectionError):
    """A connection made for this very request ended without an answer; the cause says how."""


def _tls_reason(error: ssl.SSLError) -> str:
    word = (error.reason or str(error)).upper()
    if any(
        part in word for part in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "UNKNOWN_PROTOCOL")
    ):
        return "not_tls"
    if any(part in word for part in ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "DH_KEY_TOO_SMALL", "NO_PROTOCOLS")):
        return "old_protocol"
    if "EOF" in word:
        return "reset"
    return "handshake_failed"


def _os_reason(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(error.verify_code, "handshake_failed")
    if isinstance(error, ssl.CertificateError):
        return "wrong_host"
    if isinstance(error, ssl.SSLError):
        return _tls_reason(error)
    if error.errno is None and "Errno 111" in str(error):
        return "refused"
    # asyncio's own reset, at the end of a broken handshake, carries no number.
    if isinstance(error, ConnectionResetError | BrokenPipeError | ConnectionAbortedError):
        return "reset"
    return _ERRNO.get(error.errno or 0, "no_route")


def _payload_reason(error: aiohttp.ClientPayloadError) -> str:
    words = f"{error} {error.__cause__}".lower()
    return "bad_answer" if "content-encoding" in words or "decompress" in words else "reset"


def _response_reason(error: aiohttp.ClientResponseError) -> str:
    message = error.message.lower()
    return "headers_too_large" if "got more than" in message or "too many headers" in message else "bad_answer"


def _dns_reason(error: aiohttp.ClientConnectorDNSError) -> str:
    return "dns_timeout" if isinstance(error.os_error, TimeoutError) else "dns_failure"


def _certificate_reason(error: aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error
    return _os_reason(cause) if isinstance(cause, OSError) else "wrong_host"


def _broken_reason(error: BrokenOff) -> str:
    return reason_of(error.__cause__, "reset") if error.__cause__ else "reset"


# The first type that fits decides: a narrow one stands before the wide one it is a kind of.
_READERS: tuple[tuple[type[BaseException], Callable[[Any], str]], ...] = (
    (aiohttp.ClientConnectorDNSError, _dns_reason),
    (aiohttp.ClientConnectorCertificateError, _certificate_reason),
    (aiohttp.ClientConnectorError, lambda error: _os_reason(error.os_error)),
    (BrokenOff, _broken_reason),
    (aiohttp.ServerDisconnectedError, lambda _: "reset"),
    (aiohttp.ClientPayloadError, _payload_reason),
    (aiohttp.ClientResponseError, _response_reason),
    (aiohttp.InvalidURL, lambda _: "malformed"),
    (aiohttp.ClientSSLError, lambda _: "handshake_failed"),
    (OSError, _os_reason),
    (aiohttp.ClientError, lambda _: "bad_answer"),
)


def reason_of(error: BaseException, stage: str) -> str:
    """The reason for ``error``; ``stage`` is the reason for running out of time where the request then stood."""
    refusal = refusal_in(error)
    if refusal:
        return refusal
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return "dns_timeout" if stage == "dns_timeout" else "connect_timeout"
    if isinstance(error, TimeoutError):
        return stage
    return next((read(error) for kind, read in _READERS if isinstance(error, kind)), "internal_fault")
