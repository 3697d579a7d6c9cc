"""Run inside a network namespace of its own, where every address it names lives on loopback and nothing else exists.

Public addresses are the attacker's web, internal ones are canaries that count who comes. Prints one JSON object.
"""

import asyncio
import json
import subprocess
import sys

from tests.checking.test_guard import REFUSED_URLS
from tests.checking.web import Asked, answer, redirect
from verify.checking import CheckRequest, FetchConfig
from verify.checking.check import check_urls

ATTACKER = "93.184.216.34"
CANARIES = ("127.0.0.1", "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1", "169.254.169.254", "198.18.0.1", "::1")
PORTS = (80, 443, 8080, 8443, 6379, 22)


def build_world() -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (ATTACKER, *CANARIES):
        if not address.startswith(("127.", "::1")):
            subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)


async def look_around() -> dict[str, object]:
    visits: list[str] = []
    asked: list[str] = []
    inside = [url for url, _ in REFUSED_URLS]

    async def canary(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(str(writer.get_extra_info("sockname")))
        writer.close()

    async def attacker(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        asked.append(path)
        # "http:/127.0.0.1/" behind a redirect is a path on the same site, to a browser and to us.
        location = "".join(c for c in inside[int(path[1:])] if c.isprintable()) if path[1:].isdigit() else ""
        await (redirect(location.strip()) if location else answer(404))(Asked(path, {}), writer)
        writer.close()

    for address in CANARIES:
        for port in PORTS:
            await asyncio.start_server(canary, address, port)
    await asyncio.start_server(attacker, ATTACKER, 80)

    turn = 0

    async def resolve(host: str) -> list[str]:
        """A name service that changes its mind at every look-up."""
        nonlocal turn
        turn += 1
        return [ATTACKER if host == "web.example" else CANARIES[turn % len(CANARIES)]]

    urls = [*inside, *(f"http://web.example/{number}" for number in range(len(inside)))]
    urls += [f"http://rebinding{number}.example/" for number in range(40)]
    config = FetchConfig(timeout=5, connect_timeout=2, retries=0, rate=0, resolve=resolve)
    results = await check_urls([CheckRequest(url) for url in urls], config)
    # The last one proves that a canary would have noticed.
    opened = FetchConfig(timeout=5, retries=0, allow=("127.0.0.1:6379",))
    before = len(visits)
    probe = (await check_urls([CheckRequest("http://127.0.0.1:6379/")], opened))[0]
    return {
        "checked": len(results),
        "attacker_asked": len(asked),
        "visits": visits[:before],
        "canary_works": len(visits) > before,
        "probe": probe.reason,
        "not_blocked": [[r.url, r.reason] for r in results if r.outcome not in ("blocked", "broken")],
    }


if __name__ == "__main__":
    build_world()
    json.dump(asyncio.run(look_around()), sys.stdout)
