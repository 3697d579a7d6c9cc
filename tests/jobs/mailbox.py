"""A mail server on loopback that takes what it is sent, or refuses it, and keeps it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


class _Session(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        mailbox = cast("Mailbox", self.server)
        self.say("220 mailbox")
        while line := self.rfile.readline():
            word = line[:4].upper().decode("ascii", "replace").strip()
            if word == "DATA":
                self.say("354 go on")
                taken = bytearray()
                while (row := self.rfile.readline()) not in (b".\r\n", b""):
                    taken += row.removeprefix(b".") if row.startswith(b"..") else row
                mailbox.take(bytes(taken))
                self.say("250 taken")
            elif word == "RCPT" and mailbox.refusing:
                mailbox.refused += 1
                self.say("451 not now")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 mailbox")


class Mailbox(socketserver.ThreadingTCPServer):
    """``mails`` are what came in, oldest first; while ``refusing`` nothing does, and ``refused`` counts."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails: list[EmailMessage] = []
        self.refusing = False
        self.refused = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, content: bytes) -> None:
        self.mails.append(message_from_bytes(content, policy=default))


@contextmanager
def running_mailbox() -> Iterator[Mailbox]:
    with Mailbox() as mailbox:
        thread = threading.Thread(target=mailbox.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield mailbox
        finally:
            mailbox.shutdown()
            thread.join()
