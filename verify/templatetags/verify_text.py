"""Filters that turn stored values into what a page prints."""

from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from verify.models import Passage

register = template.Library()

TAGS = {
    Passage.Kind.HEADLINE: "h2",
    Passage.Kind.SUBHEADING: "h3",
    Passage.Kind.QUOTE: "blockquote",
}
STRETCHES = {
    "Q1": gettext_lazy("first quarter of %s"),
    "Q2": gettext_lazy("second quarter of %s"),
    "Q3": gettext_lazy("third quarter of %s"),
    "Q4": gettext_lazy("fourth quarter of %s"),
    "H1": gettext_lazy("first half of %s"),
    "H2": gettext_lazy("second half of %s"),
    "SP": gettext_lazy("spring %s"),
    "SU": gettext_lazy("summer %s"),
    "FA": gettext_lazy("autumn %s"),
    "WI": gettext_lazy("winter %s"),
}
"""{what stands behind the year: its words}"""


@register.filter
def passage_tag(passage: Passage) -> str:
    """The element that a passage of this kind is."""
    return TAGS.get(Passage.Kind(passage.kind), "p")


@register.filter
def language_word(code: str) -> str:
    """The name of a language in the reader's own; the code where it has none here."""
    if code == "und":
        return _("language unknown")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def middle(text: str, length: int) -> str:
    """Long text shortened in the middle, where an address says least: ``https://example.org/a…/report.pdf``."""
    if len(text) <= length:
        return text
    head = (length - 1) * 2 // 3
    return f"{text[:head]}…{text[len(text) - (length - 1 - head) :]}"


@register.filter
def web_address(url: str) -> str:
    """The URL if a browser may be sent there, else "#": links come from hostile text."""
    return url if url.lower().startswith(("http://", "https://")) else "#"


@register.filter
def file_name(url: str) -> str:
    """The last part of a URL's path, readable; its host where the path has none."""
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc


@register.filter
def clock(seconds: float) -> str:
    """0:42, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def due(deadline: datetime) -> str:
    """A deadline as people say it: "today 18:00", "tomorrow 9:00", "Mon 9:00" within a week, else "25 Nov, 18:00"."""
    at, today = timezone.localtime(deadline), timezone.localdate()
    clock_time = date_format(at, "G:i")
    days = (at.date() - today).days
    if days in (0, 1):
        return (_("today %s") if days == 0 else _("tomorrow %s")) % clock_time
    return date_format(at, "D G:i") if 1 < days < 7 else date_format(at, "j M, G:i")


@register.filter
def overdue(deadline: datetime) -> bool:
    """Whether the deadline has passed."""
    return deadline < timezone.now()


@register.filter
def resolved_date(value: str) -> str:
    """An ISO or TimeML date for people: "Tue 12 March 2024" for a day, "March 2024" for a month, "the weekend of 11 Oct 2025",
    "summer 2024"; anything else as it is."""
    year, _dash, rest = value.partition("-")
    if rest in STRETCHES:
        return str(STRETCHES[rest]) % year
    try:
        if rest.startswith("W"):
            return _week(int(year), rest)
        if len(value) >= 10:
            day = date_format(date.fromisoformat(value[:10]), "D j F Y")
            return f"{day}, {value[11:16]}" if len(value) >= 16 else day
        if len(value) == 7 and value[5:].isdigit():
            return date_format(date.fromisoformat(f"{value}-01"), "F Y")
    except ValueError:
        pass
    return value


def _week(year: int, rest: str) -> str:
    """``rest``: "W41", or "W41-WE" for its weekend. Raises ValueError where the year has no such week."""
    weekend = rest.endswith("-WE")
    day = date_format(date.fromisocalendar(year, int(rest[1:3]), 6 if weekend else 1), "j M Y")
    return (_("the weekend of %s") if weekend else _("the week of %s")) % day


@register.filter
def quoted(wording: str) -> str:
    """A claim's wording in quotation marks, unless it begins or ends with one of its own."""
    own = "\"'“”„«»‘’"
    return wording if wording[:1] in own or wording[-1:] in own else f"“{wording}”"
