"""What the search page shows: one kind of thing at a time, the newest first, and how many of the others there are."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Func, Model, Q, QuerySet, TextField, Value
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from verify.models import Article, ClaimOccurrence, Evidence, Mention, Person, Review, SavedFilter
from verify.models.words import Asked, Matches, Words

from .search_query import KINDS, Question

ROWS = 30
COUNTED = 100
"""Found things are counted up to here: "100+" says enough, and costs the same in a desk of a million claims."""
_MARKS = ("\x02", "\x03")


class _Headline(Func):
    """The whole text with what was found between two control characters, which no canonical text holds."""

    function = "ts_headline"
    output_field = TextField()


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of thing; ``found`` is a number or "100+", empty where nobody asked."""

    kind: str
    found: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer. ``row`` is a ClaimOccurrence, a Review, an Evidence or an Article."""

    row: Model
    words: SafeString


@dataclass
class SearchPage:
    """One search by one person, who finds nothing in articles that they may not see."""

    person: Person
    question: Question
    after: str = ""

    @cached_property
    def visible(self) -> "QuerySet[Article]":
        return Article.objects.visible_to(self.person)

    @cached_property
    def saved(self) -> list[SavedFilter]:
        return list(self.person.saved_filters.all())

    @cached_property
    def found(self) -> list[Found]:
        return [Found(row, _marked(row.marked)) for row in self._rows[:ROWS]]

    @property
    def next(self) -> str:
        """The query string of the rows behind these; empty where there are none."""
        return self.question.address(after=str(self._rows[ROWS - 1].pk)) if len(self._rows) > ROWS else ""

    @cached_property
    def tabs(self) -> list[Tab]:
        tabs = []
        for kind in KINDS:
            number = 0 if self.question.is_empty else self._of(kind).order_by()[: COUNTED + 1].count()
            found = "" if self.question.is_empty else f"{COUNTED}+" if number > COUNTED else str(number)
            address = self.question.address(**{"in": kind if kind != KINDS[0] else ""})
            tabs.append(Tab(kind, found, address, kind == self.question.kind))
        return tabs

    @cached_property
    def alike(self) -> list[str]:
        """Names that are written almost like what was looked for, where nothing was found."""
        text = self.question.words.strip('"')
        if self.found or not 3 < len(text) < 60:
            return []
        names = Mention.objects.filter(
            kind__in=["person", "organization", "place", "other"],
            revision__current_of__in=self.visible,
            text__trigram_similar=text,
        ).exclude(text__iexact=text)
        rows = names.order_by().values_list("text").annotate(n=Count("pk")).order_by("-n", "text")[:5]
        return [name for name, _number in rows]

    @cached_property
    def _rows(self) -> list[Any]:
        if self.question.is_empty:
            return []
        rows = self._of(self.question.kind)
        if self.after.isdecimal() and len(self.after) < 16:
            rows = rows.filter(pk__lt=int(self.after))
        return list(rows.annotate(marked=self._headline())[: ROWS + 1])

    def _of(self, kind: str) -> "QuerySet[Any]":
        return {"claims": self._claims, "notes": self._notes, "evidence": self._evidence, "articles": self._articles}[
            kind
        ]()

    def _headline(self) -> _Headline:
        language, column = _TEXTS[self.question.kind]
        rules = Func(F(language) if language else Value(""), function="verify_rules")
        options = Value(f"HighlightAll=true, StartSel={_MARKS[0]}, StopSel={_MARKS[1]}")
        return _Headline(rules, F(column), Asked(self.question.words), options)

    def _claims(self) -> "QuerySet[ClaimOccurrence]":
        rows = ClaimOccurrence.objects.standing().filter(revision__current_of__in=self.visible)
        rows = rows.filter(self._holding("language", "text"))
        if self.question.status:
            rows = rows.filter(claim__counted_status=self.question.status)
        if said := self.question.fields.get("said"):
            rows = rows.filter(attribution__speaker_text__icontains=said)
        if by := self.question.fields.get("by"):
            rows = rows.filter(claim__in=Review.objects.filter(_named("reviewer", by)).values("claim"))
        return self._titled(rows, "claim__article").select_related("claim__article", "attribution").order_by("-pk")

    def _notes(self) -> "QuerySet[Review]":
        rows = Review.objects.filter(claim__article__in=self.visible).exclude(note="")
        rows = rows.filter(self._holding("", "note"))
        if self.question.status:
            rows = rows.filter(new_status=self.question.status)
        if by := self.question.fields.get("by"):
            rows = rows.filter(_named("reviewer", by))
        return self._titled(rows, "claim__article").select_related("claim__article", "reviewer").order_by("-pk")

    def _evidence(self) -> "QuerySet[Evidence]":
        rows = Evidence.objects.filter(claim__article__in=self.visible)
        rows = rows.filter(self._holding("", "text", "quotation", "filename"))
        if by := self.question.fields.get("by"):
            rows = rows.filter(_named("added_by", by))
        if self.question.status:
            rows = rows.filter(claim__counted_status=self.question.status)
        return self._titled(rows, "claim__article").select_related("claim__article", "added_by", "link").order_by("-pk")

    def _articles(self) -> "QuerySet[Article]":
        rows = self.visible.filter(self._holding("language", "title", "byline", "credit"))
        if by := self.question.fields.get("by"):
            rows = rows.filter(byline__icontains=by)
        return self._titled(rows, "").order_by("-pk")

    def _holding(self, language: str, *columns: str) -> Q:
        """Rows that hold all the words and none of those that must not be there."""
        words, condition = Words(language, *columns), Q()
        if self.question.words:
            condition &= Q(Matches(words, Asked(self.question.words)))
        for unwanted in self.question.without:
            condition &= ~Q(Matches(words, Asked(unwanted)))
        return condition

    def _titled[M: Model](self, rows: "QuerySet[M]", article: str) -> "QuerySet[M]":
        if title := self.question.fields.get("title"):
            return rows.filter(**{f"{article}__title__icontains" if article else "title__icontains": title})
        return rows


_TEXTS = {
    "claims": ("language", "text"),
    "notes": ("", "note"),
    "evidence": ("", "text"),
    "articles": ("language", "title"),
}
"""{kind: (the column with its language, the column that is shown)}."""


def _named(person: str, name: str) -> Q:
    return (
        Q(**{f"{person}__username__iexact": name})
        | Q(**{f"{person}__first_name__icontains": name})
        | Q(**{f"{person}__last_name__icontains": name})
    )


def _marked(text: str) -> SafeString:
    """Hostile text with what was found in it marked."""
    start, stop = _MARKS
    return mark_safe(str(escape(text)).replace(start, "<mark>").replace(stop, "</mark>"))  # noqa: S308
