"""Stands where the outside network would be: answers look-ups from a table, records every dial, makes none."""

import asyncio
import errno
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from verify.checking import CheckRequest, CheckResult, FetchConfig
from verify.checking.check import check_urls
from verify.checking.guard import DIALLING

QUICK = FetchConfig(timeout=5, connect_timeout=2, retries=0, backoff=0.01)


@dataclass
class Recorder:
    """``names`` is the whole name service."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)

    async def resolve(self, host: str) -> list[str]:
        self.looked_up.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "unknown name")
        return list(self.names[host])

    def make_socket(self, family: int, kind: int, protocol: int) -> socket.socket:
        """The guard has said yes to an address: written down, and refused like a closed port."""
        dial = DIALLING.get()
        assert dial is not None
        self.dialled.append(dial.dialled[-1])
        raise OSError(errno.ECONNREFUSED, "the recorder never dials")


def ask(url: str, recorder: Recorder, allow: tuple[str, ...] = ()) -> CheckResult:
    config = replace(QUICK, allow=allow, resolve=recorder.resolve, make_socket=recorder.make_socket)
    return asyncio.run(check_urls([CheckRequest(url)], config))[0]
