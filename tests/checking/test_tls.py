"""Certificates that should not be trusted, made for the occasion, each with the reason a person is told."""

import contextlib
import datetime
import socketserver
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import IPv4Address
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from tests.checking.web import QUICK, Asked, Web, Writer, answer, look, page, running
from verify.checking import Outcome
from verify.checking.reasons import REASONS, sentence_of

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
    certificate = builder.sign(key, hashes.SHA256())
    file = folder / "self.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def weakly_signed(folder: Path) -> tuple[ssl.SSLContext, str]:
    """A certificate with a key of 1,024 bits, and the file of the authority that signed it."""
    key, root = rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP256R1())
    name, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, word)]) for word in ("127.0.0.1", "Authority"))
    common = x509.CertificateBuilder().issuer_name(issuer).not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
    above = common.subject_name(issuer).public_key(root.public_key()).serial_number(8)
    above = above.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    leaf = common.subject_name(name).public_key(key.public_key()).serial_number(9)
    leaf = leaf.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
    pem = serialization.Encoding.PEM
    (folder / "root.pem").write_bytes(above.sign(root, hashes.SHA256()).public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "weak.pem").write_bytes(private + leaf.sign(root, hashes.SHA256()).public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(folder / "weak.pem")
    return context, str(folder / "root.pem")


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    return str(tmp_path / "authority.pem")


@contextmanager
def secured(context: ssl.SSLContext, host: str = "127.0.0.1") -> Iterator[Web]:
    with running(Web(scheme="https", host=host), context) as web:
        web.add("/", answer(200, page("x", "Secured")))
        yield web


def test_a_certificate_of_a_trusted_authority_is_ok(authority: trustme.CA, ca_file: str) -> None:
    with secured(server_context(authority.issue_cert("127.0.0.1"))) as web:
        result = look(web, web.url(), replace(QUICK, ca_file=ca_file))
    assert (result.outcome, result.title) == (Outcome.OK, "Secured")


def test_an_expired_certificate_is_named(authority: trustme.CA, ca_file: str) -> None:
    expired = authority.issue_cert("127.0.0.1", not_before=NOW - 9 * DAY, not_after=NOW - DAY)
    with secured(server_context(expired)) as web:
        result = look(web, web.url(), replace(QUICK, ca_file=ca_file))
    assert (result.outcome, result.reason) == (Outcome.TLS_ERROR, "certificate_expired")
    assert web.asked == []


def test_a_certificate_that_is_not_valid_yet_is_named(authority: trustme.CA, ca_file: str) -> None:
    early = authority.issue_cert("127.0.0.1", not_before=NOW + DAY, not_after=NOW + 9 * DAY)
    with secured(server_context(early)) as web:
        assert look(web, web.url(), replace(QUICK, ca_file=ca_file)).reason == "certificate_not_yet_valid"


@pytest.mark.parametrize("name", ["desk.example", "127.0.0.2"])
def test_a_certificate_of_another_host_is_named(authority: trustme.CA, ca_file: str, name: str) -> None:
    with secured(server_context(authority.issue_cert(name))) as web:
        assert look(web, web.url(), replace(QUICK, ca_file=ca_file)).reason == "wrong_host"


def test_a_certificate_is_checked_against_the_name_not_the_address(authority: trustme.CA, ca_file: str) -> None:
    async def resolve(host: str) -> list[str]:
        return ["127.0.0.1"]

    config = replace(QUICK, ca_file=ca_file, resolve=resolve)
    with secured(server_context(authority.issue_cert("desk.example")), "desk.example") as web:
        assert look(web, web.url(), config).outcome is Outcome.OK
        other = f"other.example:{web.port}"
        assert look(web, f"https://{other}/", replace(config, allow=(other,))).reason == "wrong_host"


def test_a_self_signed_certificate_is_named(tmp_path: Path) -> None:
    with secured(self_signed(tmp_path)) as web:
        assert look(web, web.url()).reason == "self_signed"


def test_an_unknown_authority_is_named(authority: trustme.CA) -> None:
    with secured(server_context(authority.issue_cert("127.0.0.1"))) as web:
        assert look(web, web.url()).reason == "unknown_authority"


def test_a_certificate_that_proves_too_little_is_named(tmp_path: Path) -> None:
    context, root = weakly_signed(tmp_path)
    with secured(context) as web:
        result = look(web, web.url(), replace(QUICK, ca_file=root))
    assert (result.outcome, result.reason, web.asked) == (Outcome.TLS_ERROR, "weak_certificate", [])


@pytest.mark.parametrize(
    ("greeting", "outcome", "reason"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", Outcome.TLS_ERROR, "not_tls"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Outcome.TLS_ERROR, "not_tls"),
        # TLS alerts: record type 21, level fatal, then the description of RFC 8446, section 6.
        (b"\x15\x03\x01\x00\x02\x02\x46", Outcome.TLS_ERROR, "old_protocol"),
        (b"\x15\x03\x03\x00\x02\x02\x28", Outcome.TLS_ERROR, "handshake_failed"),
        (b"\x16\x03", Outcome.UNREACHABLE, "reset"),
    ],
)
def test_a_handshake_that_fails_is_named(web: Web, greeting: bytes, outcome: Outcome, reason: str) -> None:
    web.greeting = greeting
    result = look(web, f"https://127.0.0.1:{web.port}/")
    assert (result.outcome, result.reason) == (outcome, reason)


def old_context(certificate: trustme.LeafCert, version: ssl.TLSVersion) -> ssl.SSLContext:
    context = server_context(certificate)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    return context


class Greeted(socketserver.BaseRequestHandler):
    """Tells why it breaks a handshake off, as the servers of the web do; asyncio's hangs up without a word."""

    context: ssl.SSLContext

    def handle(self) -> None:
        with contextlib.suppress(OSError), self.context.wrap_socket(self.request, server_side=True) as line:
            self.server.heard.append(line.recv(1))  # type: ignore[attr-defined]


@contextmanager
def telling(context: ssl.SSLContext) -> Iterator[tuple[int, list[bytes]]]:
    """The port of such a server, and the first byte of whatever it was asked."""
    handler = type("OldGreeted", (Greeted,), {"context": context})
    heard: list[bytes] = []
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        server.heard = heard  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_address[1], heard
        server.shutdown()
        thread.join()


OLD = pytest.mark.parametrize(
    ("version", "reason", "named"),
    [(ssl.TLSVersion.TLSv1, "only_tls_1_0", "TLS 1.0"), (ssl.TLSVersion.TLSv1_1, "only_tls_1_1", "TLS 1.1")],
)


@OLD
def test_a_site_that_speaks_only_an_old_protocol_is_named_with_it_and_asked_nothing(
    authority: trustme.CA, ca_file: str, version: ssl.TLSVersion, reason: str, named: str
) -> None:
    with telling(old_context(authority.issue_cert("127.0.0.1"), version)) as (port, heard):
        web = Web(port=port, scheme="https")
        result = look(web, web.url(), replace(QUICK, ca_file=ca_file, retries=2))
    assert (result.outcome, result.reason) == (Outcome.TLS_ERROR, reason)
    assert named in result.sentence
    assert result.final_url == web.url()
    # It greeted once, in its own language, and heard the line being closed.
    assert heard == [b""]


@OLD
def test_a_site_that_hangs_up_on_every_newer_protocol_is_named_all_the_same(
    authority: trustme.CA, ca_file: str, version: ssl.TLSVersion, reason: str, named: str
) -> None:
    with secured(old_context(authority.issue_cert("127.0.0.1"), version)) as web:
        result = look(web, web.url(), replace(QUICK, ca_file=ca_file))
    assert (result.outcome, result.reason) == (Outcome.TLS_ERROR, reason)
    assert named in result.sentence
    assert web.asked == []


def test_the_last_protocol_that_is_not_old_is_spoken(authority: trustme.CA, ca_file: str) -> None:
    with secured(old_context(authority.issue_cert("127.0.0.1"), ssl.TLSVersion.TLSv1_2)) as web:
        assert look(web, web.url(), replace(QUICK, ca_file=ca_file)).outcome is Outcome.OK


def test_a_site_that_knows_none_of_our_ciphers_is_not_called_old(authority: trustme.CA, ca_file: str) -> None:
    context = old_context(authority.issue_cert("127.0.0.1"), ssl.TLSVersion.TLSv1_2)
    context.set_ciphers("NULL:@SECLEVEL=0")
    with telling(context) as (port, heard):
        web = Web(port=port, scheme="https")
        result = look(web, web.url(), replace(QUICK, ca_file=ca_file))
    assert (result.outcome, result.reason, heard) == (Outcome.TLS_ERROR, "handshake_failed", [])


def test_a_secured_site_that_breaks_off_after_the_question_is_not_greeted_again(
    authority: trustme.CA, ca_file: str
) -> None:
    async def hang_up(_: Asked, writer: Writer) -> None:
        writer.close()

    with secured(server_context(authority.issue_cert("127.0.0.1"))) as web:
        result = look(web, web.add("/gone", hang_up), replace(QUICK, ca_file=ca_file))
    assert (result.reason, len(web.asked)) == ("reset", 1)


def test_each_fault_of_a_certificate_and_of_a_protocol_has_a_sentence_of_its_own() -> None:
    faults = [reason for reason, (outcome, _) in REASONS.items() if outcome is Outcome.TLS_ERROR]
    assert len({sentence_of(reason) for reason in faults}) == len(faults) >= 11


def test_a_failed_handshake_is_not_tried_again(authority: trustme.CA) -> None:
    with secured(server_context(authority.issue_cert("127.0.0.1"))) as web:
        result = look(web, web.url(), replace(QUICK, retries=2, backoff=5))
    assert result.seconds < 2
