"""A time-stamping authority of our own: openssl answers, and its certificate comes from an authority made for the test."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.checking.web import Asked, Serve, Writer

CONFIG = """
[tsa]
default_tsa = ours
[ours]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """``root`` is the PEM file to trust."""

    folder: Path

    @property
    def root(self) -> str:
        return str(self.folder / "root.pem")

    def reply_to(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        command = [
            "openssl",
            "ts",
            "-reply",
            "-config",
            str(self.folder / "config"),
            "-queryfile",
            str(self.folder / "query"),
        ]
        return subprocess.run(command, capture_output=True, check=True, timeout=30).stdout

    def serve(self) -> Serve:
        """What answers queries as an authority does."""

        async def answer(asked: Asked, writer: Writer) -> None:
            reply = self.reply_to(asked.body)
            head = (
                f"HTTP/1.1 200 OK\r\ncontent-type: application/timestamp-reply\r\ncontent-length: {len(reply)}\r\n\r\n"
            )
            writer.write(head.encode() + reply)
            await writer.drain()

        return answer


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: str, key: rsa.RSAPrivateKey, issuer: str, signed_with: rsa.RSAPrivateKey, *, stamps: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=not stamps, path_length=None), critical=True)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(signed_with, hashes.SHA256())


def make_authority(folder: Path) -> Authority:
    folder.mkdir(parents=True, exist_ok=True)
    root_key, signer_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    pem = serialization.Encoding.PEM
    root = _certificate("Root of the test", root_key, "Root of the test", root_key, stamps=False)
    signer = _certificate("Clock of the test", signer_key, "Root of the test", root_key, stamps=True)
    (folder / "root.pem").write_bytes(root.public_bytes(pem))
    (folder / "signer.pem").write_bytes(signer.public_bytes(pem))
    (folder / "signer.key").write_bytes(
        signer_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "serial").write_text("01\n")
    (folder / "config").write_text(CONFIG.format(folder=folder))
    return Authority(folder)
