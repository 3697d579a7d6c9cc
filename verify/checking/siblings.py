"""What a site answers for an address that cannot exist, and whether another answer is the same.

A site that says "200, fine" to every address gives itself away by one more question. It is asked seldom, once for a folder
in a batch, through the same guard and the same queue, and its answer decides only where hardly a word differs: two live
pages of one template never count as the same. Source of the idea: Bar-Yossef et al., Sic Transit Gloria Telae (WWW 2004).
"""

import asyncio
import re
import secrets
import string
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import unquote

from verify.checking.answer import Answer
from verify.checking.page import MOST_TEXT, PageFacts
from verify.checking.targets import Target, is_front_path, is_same_address, parse_target

ENOUGH_TEXT = 12_000
"""Characters of visible text that no site spends on saying that a page is missing."""
FOLDERS_OF_A_HOST = 3
_ARTICLE_WORDS = 120
_LEAST_TEXT = 40
_MOST_OWN_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")
_SOURCES = re.compile(
    rb"<(?:img|iframe|video|audio|source|embed|object)\b[^<>]{0,2000}?\s(?:src|data)\s*=\s*[\"']?([^\"'\s<>]{1,500})",
    re.I,
)

Ask = Callable[[str], Awaitable[Answer | None]]


@dataclass(frozen=True, slots=True)
class Look:
    """What is left of an answer to compare with. ``sources`` are the pictures, videos and frames it shows."""

    status: int
    target: Target
    asked: Target
    page: PageFacts
    sources: frozenset[bytes]


def look_of(asked: Target, answer: Answer) -> Look:
    """The part of ``answer`` that another answer is compared with."""
    return Look(answer.status, answer.target, asked, answer.page, frozenset(_SOURCES.findall(answer.body)))


def sibling_of(target: Target) -> str:
    """An address beside ``target`` that nobody has ever used.

    The last part of the path and every part with a figure are new ones, because many sites find a story by its number and
    overlook the words behind it; so is the part before the last, which may be such a number in letters.
    """
    parts = [part for part in target.path.split("/") if part]
    new = [part if index < len(parts) - 2 and part.isalpha() else _nonsense() for index, part in enumerate(parts)]
    host = f"[{target.host}]" if ":" in target.host else target.host
    return f"{target.scheme}://{host}:{target.port}/{'/'.join(new)}"


def _nonsense() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(14))


def folder_of(target: Target) -> tuple[str, int, str]:
    """The host and the part of it that answers alike: its first folder, where that has no figure in it."""
    parts = [part for part in target.path.split("/") if part]
    return *target.origin, parts[0] if len(parts) > 2 and parts[0].isalpha() else ""


def is_plainly_there(page: PageFacts) -> bool:
    """Whether a page shows so much of an article that no comparison is needed."""
    return page.stated.is_article and len(page.text.split()) >= _ARTICLE_WORDS


def is_worth_asking(asked: Target, answer: Answer) -> bool:
    """Whether an answer could be the one that the site gives to every address."""
    page = answer.page
    if is_front_path(asked.path) or not answer.is_page or answer.cut or page.is_app or is_plainly_there(page):
        return False
    moved = not is_same_address(asked, answer.target)
    if moved and answer.target.host.removeprefix("www.") != asked.host.removeprefix("www."):
        return is_front_path(answer.target.path)
    return moved or _LEAST_TEXT <= len(page.text) < ENOUGH_TEXT


def same_as(found: Look, sibling: Look) -> str:
    """The reason why ``found`` is what the site answers to any address, or empty where it is not."""
    if sibling.status != 200 or found.status != 200:
        return ""
    moved = not is_same_address(found.asked, found.target)
    sibling_moved = not is_same_address(sibling.asked, sibling.target)
    if moved and sibling_moved:
        return "redirect_to_catch_all" if _address(found) == _address(sibling) else ""
    if moved or sibling_moved or not _is_same_page(found, sibling):
        return ""
    return "same_as_missing"


def _address(look: Look) -> str:
    """Where a look ended, without the words that it was asked with."""
    return _without_echo(look.target.href, look.asked)


def _without_echo(text: str, asked: Target) -> str:
    """``text`` without what a page repeats of the address it was asked for."""
    path = unquote(asked.path).strip("/")
    echoes = {asked.href, path, asked.path.strip("/"), *(part for part in re.split(r"[/\-_.]", path) if len(part) > 2)}
    for echo in sorted(echoes, key=len, reverse=True):
        if echo:
            text = text.replace(echo, " ")
    return " ".join(text.split())


def _words(text: str, asked: Target) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(_without_echo(text, asked)))


def _is_same_page(found: Look, sibling: Look) -> bool:
    if not _LEAST_TEXT <= len(found.page.text) < MOST_TEXT:
        return False
    # A picture of its own is what some pages are about.
    if {_echoless(source, found.asked) for source in found.sources} - {
        _echoless(source, sibling.asked) for source in sibling.sources
    }:
        return False
    for part in ("title", "heading"):
        if _words(getattr(found.page, part), found.asked) != _words(getattr(sibling.page, part), sibling.asked):
            return False
    mine, theirs = _words(found.page.text, found.asked), _words(sibling.page.text, sibling.asked)
    return (mine - theirs).total() <= min(_MOST_OWN_WORDS, mine.total() // 20)


def _echoless(source: bytes, asked: Target) -> str:
    return _without_echo(source.decode("utf-8", "replace"), asked)


class Siblings:
    """What the hosts of one batch answer for addresses that cannot exist; each folder is asked once, when it matters."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._looks: dict[tuple[str, int, str], asyncio.Future[Look | None]] = {}
        self._folders: Counter[tuple[str, int]] = Counter()

    async def reason_of(self, asked: Target, answer: Answer) -> str:
        """Why ``answer`` stands for a missing page, or empty."""
        if not is_worth_asking(asked, answer):
            return ""
        sibling = await self._look(asked)
        return same_as(look_of(asked, answer), sibling) if sibling else ""

    async def _look(self, asked: Target) -> Look | None:
        folder = folder_of(asked)
        if folder not in self._looks:
            if self._folders[asked.origin] >= FOLDERS_OF_A_HOST:
                return None
            self._folders[asked.origin] += 1
            self._looks[folder] = asyncio.get_running_loop().create_future()
            self._looks[folder].set_result(await self._fetch(sibling_of(asked), self._looks[folder]))
        return await asyncio.shield(self._looks[folder])

    async def _fetch(self, url: str, waiting: asyncio.Future[Look | None]) -> Look | None:
        try:
            answer = await self._ask(url)
        except BaseException:
            waiting.cancel()
            raise
        return look_of(parse_target(url), answer) if answer else None
