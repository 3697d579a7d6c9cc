"""The pulse of an article's page: as long as it is the same, so is the page."""

import re
import zlib
from dataclasses import dataclass

from verify.models import Article, Change
from verify.services.presence import Colleague

from .access import DeskRequest


@dataclass(frozen=True, slots=True)
class Pulse:
    """The ids of an article's newest changes and who is there."""

    changes: tuple[int, ...]
    colleagues: tuple[Colleague, ...] = ()

    @property
    def etag(self) -> str:
        there = zlib.crc32(repr(self.colleagues).encode()) if self.colleagues else 0
        return f'"{".".join(map(str, self.changes))}-{there:x}"'

    def unknown_to(self, etag: str) -> set[int] | None:
        """The changes since the page got this ETag; None where there are too many to tell them all.

        A page that knows no ETag has just been loaded.
        """
        found = re.fullmatch(r'(?:W/)?"([\d.]*)-[0-9a-f]+"', etag[:1000])
        if found is None:
            return set()
        known = {int(number) for number in found[1].split(".") if number}
        new = set(self.changes) - known
        return None if len(new) == Change.NEWEST else new


def pulse_of(request: DeskRequest, pk: int) -> Pulse | None:
    """The article's pulse without its people, in one query; None if this person may not see it."""
    newest = Change.objects.newest_of(Article.objects.visible_to(request.user), pk)
    return None if newest is None else Pulse(tuple(newest))
