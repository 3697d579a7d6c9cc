"""The greeting before any question, and what it tells: which outdated encryption a site speaks.

A site that speaks nothing newer than TLS 1.1 breaks the greeting off, some without a word, and does not say what it would speak.
So it is greeted once more, with everything this machine knows, and left before a word of HTTP is said: nothing secret goes over
such a line.
"""

import functools
import ssl

import aiohttp
from yarl import URL

from verify.checking.guard import DIALLING, Dial
from verify.checking.slots import NotNow, Slots
from verify.checking.targets import Target
from verify.checking.trail import Ended, Trail

_MAY_BE_OLD = frozenset({"old_protocol", "handshake_failed", "reset"})
GREETING_SECONDS = 4.0
_REASONS = {"TLSv1": "only_tls_1_0", "TLSv1.1": "only_tls_1_1"}


@functools.cache
def _any_version() -> ssl.SSLContext:
    """Takes whatever is spoken by whomever: nothing is ever read or sent through it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def may_be_old(target: Target, ended: Ended) -> bool:
    return target.scheme == "https" and ended.unasked and ended.reason in _MAY_BE_OLD


async def old_protocol_of(session: aiohttp.ClientSession, slots: Slots, target: Target, trail: Trail) -> str:
    """Which outdated encryption ``target`` speaks, as a reason; empty where it does not show."""
    dial = Dial(target, greets_only=True)
    token = DIALLING.set(dial)
    url = URL(target.href, encoded=True)
    try:
        async with (
            slots.hold(target.host, urgent=trail.urgent),
            trail.budget.spend(GREETING_SECONDS),
            session.head(url, ssl=_any_version(), allow_redirects=False),
        ):
            pass
    except (NotNow, aiohttp.ClientError, OSError):
        return _REASONS.get(dial.spoken, "")
    finally:
        DIALLING.reset(token)
    return ""
