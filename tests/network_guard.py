"""No packet leaves the machine: a connect or send to anything but loopback or a unix socket fails the test that tried it."""

import ipaddress
import socket
import sys
from typing import Any


class OutsideConnection(BaseException):
    """Not an ``Exception``, so that no broad ``except`` of the code under test can hide it."""


def _is_outside(sock: socket.socket, address: object) -> bool:
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    host = address[0] if isinstance(address, tuple) else str(address)
    if host in ("localhost", ""):
        return False
    try:
        ip = ipaddress.ip_address(str(host).split("%")[0])
    except ValueError:
        return True
    mapped = getattr(ip, "ipv4_mapped", None)
    return not (mapped or ip).is_loopback


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if (
        event in ("socket.connect", "socket.sendto", "socket.sendmsg")
        and args[1] is not None
        and _is_outside(args[0], args[1])
    ):
        raise OutsideConnection(f"a test tried to reach {args[1]!r}: only loopback is allowed")
    if event == "socket.getaddrinfo" and args[0] not in (None, "localhost", ""):
        host = args[0].decode() if isinstance(args[0], bytes) else str(args[0])
        try:
            ipaddress.ip_address(host.split("%")[0])
        except ValueError as error:
            raise OutsideConnection(
                f"a test tried to look up {host!r}: give the resolver its answers instead"
            ) from error


def install_network_guard() -> None:
    """An audit hook sees every connect of this process, from C extensions' Python callers too; it cannot be removed."""
    sys.addaudithook(_audit)
