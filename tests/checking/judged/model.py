"""One page of the web and what is to be said of it."""

from dataclasses import dataclass, field

from tests.checking.web import Serve, answer

DAY = "2024-03-12"


@dataclass(frozen=True)
class Case:
    """``start`` is asked for, ``routes`` answer it (on a site of their own where ``site`` is named). ``url`` stands for an
    address outside every site; "CANARY" in it is the address of the canary."""

    name: str
    outcome: str
    reason: str
    start: str = ""
    routes: dict[str, Serve] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    otherwise: Serve | None = None
    url: str = ""
    asked: int | None = None
    """How many requests are made, where that is the point."""


def html(title: str, body: str, head: str = "", language: str = "", charset: str = "utf-8") -> bytes:
    """A whole page as a content system would make it, with menu and footer."""
    lang = f' lang="{language}"' if language else ""
    menu = "<nav><a href='/'>⌂</a> <a href='/a'>A</a> <a href='/b'>B</a></nav>"
    page = f"<!doctype html><html{lang}><head><title>{title}</title>{head}</head><body>{menu}{body}<footer>© 2024</footer></body></html>"
    return page.encode(charset, "xmlcharrefreplace")


def shown(body: bytes, charset: str = "utf-8", status: int = 200, **headers: str) -> Serve:
    return answer(status, body, content_type=f"text/html; charset={charset}", **headers)
