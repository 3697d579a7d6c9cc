"""The one door to the network: what may be asked for, which addresses a name may have, and what is dialled.

The check that counts sits in the socket factory, which sees the very address that is about to be dialled: a name that
resolves differently a moment later changes nothing, because nothing resolves it again.
"""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

from aiohttp.abc import AbstractResolver, ResolveResult

from verify.checking.addresses import INTRANET, Address, parse_address, refusal_of
from verify.checking.config import MakeSocket, Resolve
from verify.checking.targets import Target, parse_target

PORTS = frozenset({80, 443, 8080, 8443})
# Names that never belong to the public web: RFC 6761, 6762, 7686, 8375, 9476 and ICANN's .internal.
LOCAL_SUFFIXES = ("localhost", "local", "localdomain", "internal", "home.arpa", "onion", "alt")

AddrInfo = tuple[int, int, int, str, tuple[object, ...]]


class Refused(OSError):
    """The guard's no. It never says which address a name has: that would map the inside."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"refused: {reason}")
        self.reason = reason


@dataclass(slots=True)
class Dial:
    """The request on whose behalf the connector dials: how far it came, and the guard's reason once it has said no.

    ``stage`` is the reason to give if time runs out now; ``status`` the HTTP status once there is one. With ``greets_only``
    nothing is asked: ``spoken`` is the version of TLS that was agreed on.
    """

    target: Target
    refused: str = ""
    stage: str = "dns_timeout"
    status: int = 0
    dialled: list[str] = field(default_factory=list)
    greets_only: bool = False
    spoken: str = ""


DIALLING: ContextVar[Dial | None] = ContextVar("DIALLING", default=None)


def _parse_allow(entry: str) -> tuple[str, int]:
    host, _, port = entry.strip().rpartition(":")
    whole_url = any(mark in host for mark in "/\\@?#")
    try:
        target = parse_target("" if whole_url else f"http://{host}:{int(port)}/")
    except ValueError as error:
        raise ValueError(
            f"FETCH_ALLOW: {entry!r} is not host:port; write it like desk.example:9000 or [::1]:9000."
        ) from error
    return target.origin


async def resolve_with_system(host: str) -> list[str]:
    """The system's answer for ``host`` (hosts file, DNS, whatever nsswitch names). Raises OSError.

    Each look-up has its own daemon thread: a silent name server can neither use up a pool nor hold up the exit.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(value: list[str] | BaseException) -> None:
        if answer.done():
            return
        if isinstance(value, BaseException):
            answer.set_exception(value)
        else:
            answer.set_result(value)

    def look_up() -> None:
        value: list[str] | BaseException
        try:
            infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            value = list(dict.fromkeys(str(info[4][0]) for info in infos))
        except UnicodeError:
            value = OSError("not a host name")
        except BaseException as error:
            value = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, value)

    threading.Thread(target=look_up, daemon=True, name="look-up").start()
    return await answer


class Guard:
    """Says yes or no to targets, to the answers of name servers and to the address that is about to be dialled.

    ``allow`` lifts the port rule and the private-address rule for a URL whose host and port both match an entry. An
    entry that is an address lifts them for that address, a name for the intranet addresses it resolved to.
    """

    def __init__(
        self, allow: Iterable[str] = (), resolve: Resolve | None = None, make_socket: MakeSocket | None = None
    ) -> None:
        self._allow = frozenset(_parse_allow(entry) for entry in allow if entry.strip())
        self._resolve = resolve or resolve_with_system
        self._make_socket: MakeSocket = make_socket or socket.socket
        self._answered: dict[tuple[str, int], set[Address]] = {}

    def allows(self, target: Target) -> bool:
        return target.origin in self._allow

    def check_target(self, target: Target) -> None:
        """Raises Refused for a port, name or address that is never asked for. No look-up happens here."""
        if self.allows(target):
            return
        if target.port not in PORTS:
            raise Refused("forbidden_port")
        address = parse_address(target.host)
        if address is None and any(target.host == s or target.host.endswith("." + s) for s in LOCAL_SUFFIXES):
            raise Refused("local_name")
        if address is not None and (reason := refusal_of(address)):
            raise Refused(reason)

    async def addresses_of(self, host: str, port: int) -> list[str]:
        """Every address of ``host``; Refused if one of them is not fit to dial: an answer that mixes is an attack."""
        addresses = await self._resolve(host)
        if not addresses:
            raise OSError("the name has no address")
        reasons = [self._refusal(host, port, text) for text in addresses]
        refused = [reason for reason in reasons if reason]
        if refused and len(refused) < len(reasons):
            raise Refused("mixed_addresses")
        if refused:
            raise Refused(refused[0])
        if (host, port) in self._allow:
            self._answered[host, port] = {ipaddress.ip_address(text) for text in addresses}
        return addresses

    def _refusal(self, host: str, port: int, text: str) -> str | None:
        address = parse_address(text)
        if address is None:
            return "reserved_address"
        reason = refusal_of(address)
        if reason is None or (host, port) not in self._allow:
            return reason
        literal = parse_address(host)
        if literal is not None:
            return None if literal == address else reason
        return None if reason in INTRANET else reason

    def make_socket(self, addr_info: AddrInfo) -> socket.socket:
        """aiohttp's socket factory: called with the address right before the connect, and the last to say no."""
        dial = DIALLING.get()
        family, kind, protocol, _, address = addr_info
        if dial is None:
            raise Refused("not_asked_for")
        reason = self._refusal_to_dial(dial.target, address)
        if reason:
            dial.refused = reason
            raise Refused(reason)
        dial.dialled.append(str(address[0]))
        dial.stage = "connect_timeout"
        return self._make_socket(family, kind, protocol)

    def _refusal_to_dial(self, target: Target, address: tuple[object, ...]) -> str | None:
        if address[1] != target.port or (target.port not in PORTS and not self.allows(target)):
            return "forbidden_port"
        dialled, literal = parse_address(str(address[0])), parse_address(target.host)
        expected = {literal} if literal is not None else self._answered.get(target.origin)
        if expected is not None and dialled not in expected:
            return "reserved_address"
        scope = address[3] if len(address) > 3 else 0
        return "link_local_address" if scope else self._refusal(target.host, target.port, str(address[0]))


class GuardedResolver(AbstractResolver):
    """aiohttp's resolver: the guard's addresses and no others."""

    def __init__(self, guard: Guard, timeout: float) -> None:
        self._guard = guard
        self._timeout = timeout

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        name = host.rstrip(".").lower()
        results: list[ResolveResult] = []
        async with asyncio.timeout(self._timeout):
            addresses = await self._guard.addresses_of(name, port)
        for text in addresses:
            version = ipaddress.ip_address(text).version
            of_version = socket.AF_INET if version == 4 else socket.AF_INET6
            results.append(
                ResolveResult(
                    hostname=host, host=text, port=port, family=of_version, proto=0, flags=socket.AI_NUMERICHOST
                )
            )
        return results

    async def close(self) -> None:
        return None


def refusal_in(error: BaseException | None) -> str:
    """The guard's reason somewhere in the causes of ``error``, or an empty text."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        if isinstance(current, Refused):
            return current.reason
        seen.add(id(current))
        waiting += [current.__cause__, current.__context__, getattr(current, "os_error", None)]
    return ""
