"""The guard's table: what is dialled, what is refused and why. Nothing leaves the process: a recorder stands in."""

import asyncio
import ipaddress
import socket

import pytest

from tests.checking.recorder import QUICK, Recorder, ask
from verify.checking import Outcome
from verify.checking.addresses import SPECIAL, refusal_of
from verify.checking.guard import DIALLING, AddrInfo, Dial, Guard, Refused
from verify.checking.targets import parse_target

PUBLIC = "93.184.216.34"
PUBLIC_6 = "2606:2800:220:1::1"

REFUSED_URLS = [
    # loopback, in every way a browser reads it
    ("http://127.0.0.1/", "loopback_address"),
    ("http://127.0.0.1:8080/", "loopback_address"),
    ("http://127.1/", "loopback_address"),
    ("http://127.0.1/", "loopback_address"),
    ("http://127.255.255.254/", "loopback_address"),
    ("http://2130706433/", "loopback_address"),
    ("http://017700000001/", "loopback_address"),
    ("http://0177.0.0.1/", "loopback_address"),
    ("http://0177.0.0.01/", "loopback_address"),
    ("http://0x7f000001/", "loopback_address"),
    ("http://0x7f.0.0.1/", "loopback_address"),
    ("http://0x7F.1/", "loopback_address"),
    ("http://0x7f.0x0.0x0.0x1/", "loopback_address"),
    ("http://127.0.0.1./", "loopback_address"),
    ("http://127。0。0。1/", "loopback_address"),
    ("http://127．0．0．1/", "loopback_address"),
    ("http://１２７.0.0.1/", "loopback_address"),
    ("http://①②⑦.0.0.1/", "loopback_address"),
    ("http://%31%32%37.0.0.1/", "loopback_address"),
    ("http://127%2e0%2e0%2e1/", "loopback_address"),
    ("http://12\t7.0.0.1/", "loopback_address"),
    ("http:\\\\127.0.0.1\\", "loopback_address"),
    ("http:/127.0.0.1/", "loopback_address"),
    ("http:127.0.0.1/", "loopback_address"),
    ("http:////127.0.0.1/", "loopback_address"),
    ("\x01\x02 http://127.0.0.1/ ", "loopback_address"),
    ("HTTP://127.0.0.1/", "loopback_address"),
    ("http://desk.example@127.0.0.1/", "loopback_address"),
    ("http://desk.example:80@127.0.0.1/", "loopback_address"),
    ("http://desk.example%40127.0.0.1@127.0.0.1/", "loopback_address"),
    ("http://127.0.0.1\\@desk.example/", "loopback_address"),
    ("http://127.0.0.1#@desk.example/", "loopback_address"),
    ("http://127.0.0.1?@desk.example/", "loopback_address"),
    ("https://127.0.0.1/", "loopback_address"),
    ("http://[::1]/", "loopback_address"),
    ("http://[0:0:0:0:0:0:0:1]/", "loopback_address"),
    ("http://[::0001]:8443/", "loopback_address"),
    # names that mean this machine or this network
    ("http://localhost/", "local_name"),
    ("http://LOCALHOST/", "local_name"),
    ("http://localhost./", "local_name"),
    ("http://ⓛocalhost/", "local_name"),
    ("http://%6cocalhost/", "local_name"),
    ("http://a.localhost/", "local_name"),
    ("http://printer.local/", "local_name"),
    ("http://metadata.google.internal/computeMetadata/v1/", "local_name"),
    ("http://router.home.arpa/", "local_name"),
    ("http://host.localdomain/", "local_name"),
    ("http://expyuzz4wqqyqhjn.onion/", "local_name"),
    # private and shared networks
    ("http://10.0.0.1/", "private_address"),
    ("http://10.255.255.255/", "private_address"),
    ("http://0xa.1/", "private_address"),
    ("http://167772161/", "private_address"),
    ("http://172.16.0.1/", "private_address"),
    ("http://172.31.255.255/", "private_address"),
    ("http://192.168.0.1/", "private_address"),
    ("http://192.168.257/", "private_address"),
    ("http://3232235521/", "private_address"),
    ("http://0300.0250.0.1/", "private_address"),
    ("http://[fc00::1]/", "private_address"),
    ("http://[fd00:ec2::254]/latest/meta-data/", "private_address"),
    ("http://[fec0::1]/", "private_address"),
    ("http://100.64.0.1/", "shared_address"),
    ("http://100.127.255.255/", "shared_address"),
    ("http://100.100.100.200/latest/meta-data/", "shared_address"),
    # link-local: the metadata services of clouds
    ("http://169.254.169.254/latest/meta-data/", "link_local_address"),
    ("http://2852039166/", "link_local_address"),
    ("http://0xa9fea9fe/", "link_local_address"),
    ("http://0251.0376.0251.0376/", "link_local_address"),
    ("http://169.254.43518/", "link_local_address"),
    ("http://169.254.170.2/v2/credentials", "link_local_address"),
    ("http://[fe80::1]/", "link_local_address"),
    ("http://[febf::1]/", "link_local_address"),
    ("http://168.63.129.16/", "platform_address"),
    ("http://192.0.0.192/opc/v1/", "reserved_address"),
    # addresses that hide another address
    ("http://[::ffff:127.0.0.1]/", "mapped_address"),
    ("http://[::ffff:7f00:1]/", "mapped_address"),
    ("http://[::ffff:10.0.0.1]/", "mapped_address"),
    ("http://[::ffff:a9fe:a9fe]/", "mapped_address"),
    ("http://[::ffff:93.184.216.34]/", "mapped_address"),
    ("http://[::127.0.0.1]/", "mapped_address"),
    ("http://[::10.0.0.1]/", "mapped_address"),
    ("http://[::ffff:0:127.0.0.1]/", "translated_address"),
    ("http://[64:ff9b::127.0.0.1]/", "translated_address"),
    ("http://[64:ff9b::a9fe:a9fe]/", "translated_address"),
    ("http://[64:ff9b::93.184.216.34]/", "translated_address"),
    ("http://[64:ff9b:1::10.0.0.1]/", "translated_address"),
    ("http://[64:ff9b:1:ffff::1]/", "translated_address"),
    ("http://[2002:7f00:1::]/", "translated_address"),
    ("http://[2002:a00:1::1]/", "translated_address"),
    ("http://[2001:0:a9fe:a9fe::1]/", "translated_address"),
    ("http://192.88.99.1/", "translated_address"),
    # nothing a web site has
    ("http://0/", "unspecified_address"),
    ("http://0.0.0.0/", "unspecified_address"),
    ("http://0x0/", "unspecified_address"),
    ("http://[::]/", "unspecified_address"),
    ("http://0.1.2.3/", "reserved_address"),
    ("http://240.0.0.1/", "reserved_address"),
    ("http://198.18.0.1/", "reserved_address"),
    ("http://255.255.255.255/", "broadcast_address"),
    ("http://4294967295/", "broadcast_address"),
    ("http://224.0.0.1/", "multicast_address"),
    ("http://239.255.255.250/", "multicast_address"),
    ("http://[ff02::1]/", "multicast_address"),
    ("http://192.0.2.1/", "documentation_address"),
    ("http://198.51.100.7/", "documentation_address"),
    ("http://203.0.113.9/", "documentation_address"),
    ("http://[2001:db8::1]/", "documentation_address"),
    ("http://[3fff::1]/", "documentation_address"),
    ("http://[100::1]/", "reserved_address"),
    ("http://[2001:10::1]/", "reserved_address"),
    ("http://[4000::1]/", "reserved_address"),
    ("http://[5f00::1]/", "reserved_address"),
    # ports and schemes
    ("http://desk.example:22/", "forbidden_port"),
    ("http://desk.example:25/", "forbidden_port"),
    ("http://desk.example:6379/", "forbidden_port"),
    ("http://desk.example:81/", "forbidden_port"),
    ("https://desk.example:8000/", "forbidden_port"),
    ("http://93.184.216.34:5432/", "forbidden_port"),
    ("http://127.0.0.1:6379/", "forbidden_port"),
    ("ftp://desk.example/a.txt", "forbidden_scheme"),
    ("file:///etc/passwd", "forbidden_scheme"),
    ("gopher://desk.example:70/_x", "forbidden_scheme"),
    ("ws://desk.example/", "forbidden_scheme"),
    ("ldap://desk.example/", "forbidden_scheme"),
    ("dict://desk.example:11211/stats", "forbidden_scheme"),
]


@pytest.mark.parametrize(("url", "reason"), REFUSED_URLS)
def test_a_refused_url_is_blocked_without_a_look_up_or_a_dial(url: str, reason: str) -> None:
    recorder = Recorder({"desk.example": [PUBLIC], "localhost": ["127.0.0.1"]})
    result = ask(url, recorder)
    assert (result.outcome, result.reason) == (Outcome.BLOCKED, reason)
    assert recorder.looked_up == []
    assert recorder.dialled == []
    assert (result.status, result.title, result.size, result.content_type) == (None, "", 0, "")


REFUSED_ANSWERS = [
    (["127.0.0.1"], "loopback_address"),
    (["::1"], "loopback_address"),
    (["10.1.2.3"], "private_address"),
    (["192.168.1.1", "10.0.0.1"], "private_address"),
    (["fd12::1"], "private_address"),
    (["100.64.1.1"], "shared_address"),
    (["169.254.169.254"], "link_local_address"),
    (["fe80::1%eth0"], "link_local_address"),
    (["fe80::1"], "link_local_address"),
    (["0.0.0.0"], "unspecified_address"),
    (["::"], "unspecified_address"),
    (["::ffff:127.0.0.1"], "mapped_address"),
    (["::ffff:93.184.216.34"], "mapped_address"),
    (["64:ff9b::7f00:1"], "translated_address"),
    (["64:ff9b:1::1"], "translated_address"),
    (["2002:7f00:1::1"], "translated_address"),
    (["2001::1"], "translated_address"),
    (["224.0.0.251"], "multicast_address"),
    (["203.0.113.1"], "documentation_address"),
    (["not an address"], "reserved_address"),
    ([PUBLIC, "127.0.0.1"], "mixed_addresses"),
    (["10.0.0.1", PUBLIC], "mixed_addresses"),
    ([PUBLIC, "::1"], "mixed_addresses"),
    ([PUBLIC_6, "fd00::1"], "mixed_addresses"),
    ([PUBLIC, "169.254.169.254", PUBLIC_6], "mixed_addresses"),
]


@pytest.mark.parametrize(("addresses", "reason"), REFUSED_ANSWERS)
def test_a_name_that_leads_inside_is_blocked_and_its_address_is_not_told(addresses: list[str], reason: str) -> None:
    recorder = Recorder({"desk.example": addresses})
    result = ask("https://desk.example/page", recorder)
    assert (result.outcome, result.reason) == (Outcome.BLOCKED, reason)
    assert recorder.dialled == []
    assert not any(address in repr(result) for address in addresses)


@pytest.mark.parametrize(
    ("url", "addresses", "dialled"),
    [
        ("http://desk.example/", [PUBLIC], [PUBLIC]),
        ("https://desk.example/", [PUBLIC], [PUBLIC]),
        ("http://desk.example:8080/", [PUBLIC], [PUBLIC]),
        ("https://desk.example:8443/", [PUBLIC], [PUBLIC]),
        ("http://desk.example./", [PUBLIC], [PUBLIC]),
        ("http://DESK.example/", [PUBLIC_6], [PUBLIC_6]),
        ("http://desk.example:443/", [PUBLIC], [PUBLIC]),
        ("http://user:word@desk.example/", [PUBLIC], [PUBLIC]),
        (f"http://{PUBLIC}/", [], [PUBLIC]),
        (f"http://[{PUBLIC_6}]/", [], [PUBLIC_6]),
        ("http://1572395042/", [], [PUBLIC]),
    ],
)
def test_a_public_address_is_dialled_as_it_was_checked(url: str, addresses: list[str], dialled: list[str]) -> None:
    recorder = Recorder({"desk.example": addresses, "desk.example.": addresses})
    result = ask(url, recorder)
    assert recorder.dialled == dialled
    assert (result.outcome, result.reason) == (Outcome.UNREACHABLE, "refused")


@pytest.mark.parametrize(
    ("allow", "url", "names", "dialled"),
    [
        ("127.0.0.1:9000", "http://127.0.0.1:9000/", {}, ["127.0.0.1"]),
        ("127.0.0.1:9000", "http://2130706433:9000/", {}, ["127.0.0.1"]),
        ("127.0.0.1:80", "http://127.0.0.1/", {}, ["127.0.0.1"]),
        ("[::1]:9000", "http://[::1]:9000/", {}, ["::1"]),
        ("localhost:9000", "http://localhost:9000/", {"localhost": ["127.0.0.1"]}, ["127.0.0.1"]),
        ("localhost:9000", "http://LOCALHOST.:9000/", {"localhost": ["127.0.0.1"]}, ["127.0.0.1"]),
        ("wiki.example:8000", "http://wiki.example:8000/", {"wiki.example": ["10.2.3.4"]}, ["10.2.3.4"]),
        ("wiki.example:8000", "http://wiki.example:8000/", {"wiki.example": [PUBLIC]}, [PUBLIC]),
        (" Wiki.Example:8000 ", "http://wiki.example:8000/", {"wiki.example": ["fd00::4"]}, ["fd00::4"]),
    ],
)
def test_the_allow_list_lifts_the_rules_for_exactly_its_host_and_port(
    allow: str, url: str, names: dict[str, list[str]], dialled: list[str]
) -> None:
    recorder = Recorder(names)
    assert ask(url, recorder, allow=(allow,)).reason == "refused"
    assert recorder.dialled == dialled


@pytest.mark.parametrize(
    ("allow", "url", "names", "reason"),
    [
        ("127.0.0.1:9000", "http://127.0.0.1:9001/", {}, "forbidden_port"),
        ("127.0.0.1:9000", "http://127.0.0.1/", {}, "loopback_address"),
        ("127.0.0.1:9000", "http://127.0.0.2:9000/", {}, "forbidden_port"),
        ("127.0.0.1:8080", "http://127.0.0.2:8080/", {}, "loopback_address"),
        ("127.0.0.1:9000", "http://localhost:9000/", {"localhost": ["127.0.0.1"]}, "forbidden_port"),
        ("127.0.0.1:8080", "http://desk.example:8080/", {"desk.example": ["127.0.0.1"]}, "loopback_address"),
        ("127.0.0.1:8080", "http://[::ffff:127.0.0.1]:8080/", {}, "mapped_address"),
        ("localhost:8080", "http://127.0.0.1:8080/", {}, "loopback_address"),
        ("localhost:8080", "http://[::1]:8080/", {}, "loopback_address"),
        ("localhost:8080", "http://a.localhost:8080/", {"a.localhost": ["127.0.0.1"]}, "local_name"),
        ("wiki.example:8080", "http://wiki.example.evil.example:8080/", {}, "dns_failure"),
        ("wiki.example:8080", "http://wiki.example/", {"wiki.example": ["10.0.0.4"]}, "private_address"),
        ("wiki.example:8080", "http://wiki.example:8080/", {"wiki.example": ["169.254.169.254"]}, "link_local_address"),
        ("wiki.example:8080", "http://wiki.example:8080/", {"wiki.example": ["0.0.0.0"]}, "unspecified_address"),
        ("wiki.example:8080", "http://wiki.example:8080/", {"wiki.example": ["::ffff:10.0.0.4"]}, "mapped_address"),
    ],
)
def test_an_allow_list_entry_opens_nothing_beside_it(
    allow: str, url: str, names: dict[str, list[str]], reason: str
) -> None:
    recorder = Recorder(names)
    assert ask(url, recorder, allow=(allow,)).reason == reason
    assert recorder.dialled == []


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.1:", "host:port", ":9000", "http://a:1", "a:99999", "[::1:9"])
def test_an_allow_list_entry_that_is_not_host_and_port_is_named(entry: str) -> None:
    with pytest.raises(ValueError, match="FETCH_ALLOW"):
        Guard([entry])


def _addr_info(address: str, port: int, scope: int = 0) -> AddrInfo:
    if ":" in address:
        return socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port, 0, scope)
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port)


def _dial(guard: Guard, url: str, address: str, port: int, scope: int = 0) -> str:
    """Hands the socket factory an address as the connector would, whatever the resolver said before."""
    token = DIALLING.set(Dial(parse_target(url)))
    try:
        guard.make_socket(_addr_info(address, port, scope))
    except Refused as refused:
        return refused.reason
    except ConnectionRefusedError:
        return "dialled"
    finally:
        DIALLING.reset(token)
    return "dialled"


@pytest.mark.parametrize(
    ("address", "port", "scope", "reason"),
    [
        ("127.0.0.1", 80, 0, "loopback_address"),
        ("10.0.0.1", 80, 0, "private_address"),
        ("::1", 80, 0, "loopback_address"),
        ("::ffff:127.0.0.1", 80, 0, "mapped_address"),
        ("fe80::1", 80, 2, "link_local_address"),
        (PUBLIC_6, 80, 3, "link_local_address"),
        ("169.254.169.254", 80, 0, "link_local_address"),
        (PUBLIC, 22, 0, "forbidden_port"),
        (PUBLIC, 443, 0, "forbidden_port"),
        (PUBLIC, 80, 0, "dialled"),
    ],
)
def test_the_socket_factory_checks_the_address_itself(address: str, port: int, scope: int, reason: str) -> None:
    guard = Guard(make_socket=Recorder().make_socket)
    assert _dial(guard, "http://desk.example/", address, port, scope) == reason


def test_a_name_that_rebinds_between_look_up_and_dial_is_refused_at_the_dial() -> None:
    guard = Guard(["wiki.example:8000"], Recorder({"wiki.example": ["10.0.0.4"]}).resolve, Recorder().make_socket)
    assert asyncio.run(guard.addresses_of("wiki.example", 8000)) == ["10.0.0.4"]
    assert _dial(guard, "http://wiki.example:8000/", "10.0.0.4", 8000) == "dialled"
    assert _dial(guard, "http://wiki.example:8000/", "10.0.0.5", 8000) == "reserved_address"
    assert _dial(guard, "http://wiki.example:8000/", "127.0.0.1", 8000) == "reserved_address"


def test_a_url_that_writes_an_address_is_dialled_at_no_other() -> None:
    guard = Guard(make_socket=Recorder().make_socket)
    assert _dial(guard, f"http://{PUBLIC}/", "93.184.216.35", 80) == "reserved_address"


def test_a_socket_nobody_asked_for_is_never_made() -> None:
    with pytest.raises(Refused, match="not_asked_for"):
        Guard(make_socket=Recorder().make_socket).make_socket(_addr_info(PUBLIC, 80))


@pytest.mark.parametrize(("network", "reason"), [(str(network), word) for network, word in SPECIAL])
def test_the_first_and_last_address_of_every_special_network_are_refused(network: str, reason: str) -> None:
    parsed = ipaddress.ip_network(network)
    assert refusal_of(parsed[0]) is not None
    assert refusal_of(parsed[-1]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2a00:1450::1",
        "2606:4700::1111",
        "2001:4860::8888",
    ],
)
def test_the_neighbours_of_special_networks_are_public(text: str) -> None:
    assert refusal_of(ipaddress.ip_address(text)) is None


def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://10.0.0.99:3128")
    recorder = Recorder({"desk.example": [PUBLIC]})
    assert ask("http://desk.example/", recorder).reason == "refused"
    assert recorder.dialled == [PUBLIC]


def test_the_defaults_allow_nothing() -> None:
    assert QUICK.allow == ()
