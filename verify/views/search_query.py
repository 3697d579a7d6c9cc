"""What somebody looks for, as the address says it: words, phrases, words that must not be there, and fields."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from verify.models import Status

KINDS = ("claims", "notes", "evidence", "articles")
"""Where to look; the first one unless the address says otherwise."""
LONGEST = 300
"""Characters of a question; a longer one is cut."""
_TERM = re.compile(r"""(?P<minus>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))""")


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` in the form of a web search, ``without`` each of them, and the fields that narrow it: ``said`` names a speaker,
    ``by`` who decided or gave it, ``title`` words of the article's title."""

    typed: str = ""
    kind: str = KINDS[0]
    status: str = ""
    words: str = ""
    without: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.without or self.fields or self.status)

    def address(self, **changes: str) -> str:
        """The query string of this search, with other values for some of its parts."""
        values = {"q": self.typed, "in": self.kind if self.kind != KINDS[0] else "", "status": self.status} | changes
        return urlencode({name: value for name, value in values.items() if value})


FIELDS = ("said", "by", "title")


def asked_in(query: QueryDict) -> Question:
    """The search that an address holds. What is no field is a word: "10:30" is looked for as it stands."""
    # A NUL is in no text, and PostgreSQL refuses a question with one.
    typed = query.get("q", "").replace("\0", " ").strip()[:LONGEST]
    kind, status = query.get("in", KINDS[0]), query.get("status", "")
    words: list[str] = []
    without: list[str] = []
    fields: dict[str, str] = {}
    for term in _TERM.finditer(typed):
        text = term["phrase"] if term["phrase"] is not None else term["word"]
        if term["field"] in FIELDS and text and not term["minus"]:
            fields[term["field"]] = text
            continue
        if term["field"]:
            text = f"{term['field']}:{text}"
        if text.strip():
            (without if term["minus"] else words).append(f'"{text}"' if term["phrase"] is not None else text)
    return Question(
        typed=typed,
        kind=kind if kind in KINDS else KINDS[0],
        status=status if status in Status.values else "",
        words=" ".join(words),
        without=tuple(without),
        fields=fields,
    )
