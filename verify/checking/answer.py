"""What came back for one request, as far as it was read."""

import hashlib
from dataclasses import dataclass, field
from typing import IO

from multidict import CIMultiDictProxy

from verify.checking.model import Exchange
from verify.checking.page import PageFacts
from verify.checking.sniff import Sniffed
from verify.checking.targets import Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Answer:
    """``file`` holds a media file, ``body`` a page, both decoded; ``cut`` says that more would have followed.

    A long page lies in ``text_file`` and is read anew each time it is asked for: dozens of them in memory are too many.

    ``digest`` is that of ``file`` so far; ``sha256`` is there once the file is whole.

    ``alone_for`` is the seconds that the site asked to be left alone for. ``exchange`` is there only where the request said ``keep``.
    """

    target: Target
    status: int
    headers: CIMultiDictProxy[str]
    content_type: str = ""
    charset: str = ""
    head: bytes = b""
    text: bytes = b""
    text_file: IO[bytes] | None = None
    size: int = 0
    cut: bool = False
    is_page: bool = False
    sniffed: Sniffed | None = None
    sha256: str = ""
    file: IO[bytes] | None = None
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    page: PageFacts = field(default_factory=PageFacts)
    alone_for: float = 0.0
    unchanged: bool = False
    exchange: Exchange | None = None

    @property
    def body(self) -> bytes:
        if self.text_file is None:
            return self.text
        self.text_file.seek(0)
        return self.text_file.read()

    def add(self, piece: bytes) -> None:
        """The next bytes of a media file."""
        if self.file is not None:
            self.digest.update(piece)
            self.file.write(piece)

    def to_memory(self) -> None:
        """Take the page into memory, for who looks at it after its check is closed."""
        if self.text_file is not None:
            self.text = self.body
            self.text_file.close()
            self.text_file = None

    def take_exchange(self) -> Exchange | None:
        """What was kept; from now on it is the taker's to close."""
        taken, self.exchange = self.exchange, None
        return taken

    def close(self) -> None:
        for held in (self.file, self.text_file, self.exchange):
            if held is not None:
                held.close()
