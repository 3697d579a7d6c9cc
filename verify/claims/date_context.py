"""What an expression of time is read against: the article's day, the days named before it, and the tense around it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from verify.claims.date_values import day_value, first_day, month_value, precision_of

_FAR = 400
"""Characters after which an earlier expression is no longer what "a year earlier" counts from."""

_TO = r"(?:due|scheduled|set|slated|expected|likely|supposed|bound|ready|about|is|are|be|going)\s+to"
_TENSE = re.compile(
    rf"""(?P<future>\b(?:(?:will|would|shall|may|might|could|can|{_TO})(?:\s+(?:not|also|then|soon|only|now))?(?:\s+(?:be|have))?\s+[a-z]+
    |\w+'ll\s+[a-z]+|won't\s+\w+|(?:plan|plans|planned|planning|intends?|hopes?|wants?|prepar(?:es?|ing)|vow(?:s|ed)|promis(?:es?|ed)|agreed)\s+to\s+(?:be\s+)?\w+
    |payable|holders\s+of\s+record|of\s+record|deadline|takes?\s+effect|comes?\s+into|scheduled|expected|slated|upcoming|expir(?:es?|ing|ation)|matur(?:es?|ing|ity)|due|effective|proposed|forthcoming)\b
    |\b(?:будет|будут|должн[аоы]?|намерен[аы]?|планиру[а-я]+|собира[а-я]+|ожида[а-я]+|состоится|состоятся|пройд[её]т|пройдут|начн[её]тся|начнутся|запланирован[аоы]?)\b)
    |(?P<past>\b(?:was|were|had|has|have|said|told|met|held|came|went|took|made|gave|rose|fell|left|won|lost|began|saw|got|became|struck|hit|shot|broke|found|since|ended|
    [a-z]{{2,}}ed|[а-я]{{3,}}(?:л|ла|ло|ли|лся|лась|лось|лись))\b)""",
    re.I | re.X,
)
_CLAUSE_EDGE = re.compile(r"[.!?;\n]\s")
_TOWARDS = re.compile(
    r"\b(?:by|until|till|through|before|starting|beginning|from|effective|к|до|с)\s*(?:the\s+)?$", re.I
)


@dataclass(slots=True)
class Context:
    """Changes as the text is read: ``last`` is the value named last and ``last_end`` where; ``last_day`` the day named last."""

    published: date | None
    last: str = ""
    last_end: int = -1
    last_day: date | None = None
    last_quarter: str = ""

    def remember(self, value: str, end: int, *, compared: bool = False) -> None:
        """Takes note of a resolved value that ends at ``end``. ``compared``: a time the story only compares its own with."""
        precision = precision_of(value)
        if precision == "reference" or not value:
            return
        self.last, self.last_end = value, end
        if precision in {"day", "time"} and "X" not in value:
            self.last_day = date.fromisoformat(value[:10])
        if precision == "quarter" and not compared and self._is_over(value):
            self.last_quarter = value

    def _is_over(self, quarter: str) -> bool:
        start = first_day(quarter)
        return self.published is None or (start is not None and (self.published - start).days > 75)

    def near(self, start: int) -> str:
        """The value named shortly before ``start``, or ""."""
        return self.last if self.last and start - self.last_end <= _FAR else ""

    @property
    def day(self) -> date | None:
        """The day the story has reached: the one named last, else the article's."""
        return self.last_day or self.published


def tense_at(text: str, start: int, end: int) -> int:
    """-1 past, 1 future, 0 where nothing tells, by the verb nearest before the expression, else the first after it."""
    left = text[max(0, start - 110) : start]
    edges = list(_CLAUSE_EDGE.finditer(left))
    left = left[edges[-1].end() :] if edges else left
    cues = list(_TENSE.finditer(left))
    towards = _TOWARDS.search(left)
    if cues:
        return 1 if cues[-1]["future"] else 0 if towards else -1
    right = text[end : end + 70]
    edge = _CLAUSE_EDGE.search(right)
    cue = _TENSE.search(right[: edge.start()] if edge else right)
    if cue:
        return 1 if cue["future"] else -1
    return 1 if towards else 0


def weekday_near(context: Context, weekday: int, tense: int, *, back: bool = False) -> str:
    """The day of that name nearest the article's day, in the direction of the tense. ``back``: never that day itself."""
    if context.published is None:
        return f"XXXX-WXX-{weekday + 1}"
    ahead = (weekday - context.published.weekday()) % 7
    past = ahead - 7 if ahead or back else 0
    step = ahead if tense > 0 else past
    try:
        return (context.published + timedelta(days=step)).isoformat()
    except OverflowError:
        return ""


def day_without_year(context: Context, month: int, day: int, tense: int) -> str:
    """Month and day in the year that lies nearest, news leaning to the past."""
    anchor = context.published
    if anchor is None:
        return f"XXXX-{month:02d}-{day:02d}" if day_value(2024, month, day) else ""
    lean = {-1: 120, 0: 60, 1: -150}[tense]
    days = [there for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (there := day_value(year, month, day))]
    if not days:
        return ""

    def distance(there: date) -> int:
        off = (there - anchor).days
        return off + lean if off > 0 else -off - (lean if off else 0)

    return min(days, key=distance).isoformat()


def month_without_year(context: Context, month: int, tense: int) -> str:
    """The month in the year that lies nearest, news leaning to the past."""
    anchor = context.published
    if anchor is None:
        return f"XXXX-{month:02d}"
    lean = {-1: 4, 0: 2, 1: -5}[tense]

    def distance(year: int) -> int:
        off = (year - anchor.year) * 12 + month - anchor.month
        return off + lean if off > 0 else -off - (lean if off else 0)

    return month_value(min((anchor.year - 1, anchor.year, anchor.year + 1), key=distance), month)


def quarter_without_year(context: Context, quarter: int, tense: int) -> str:
    """The quarter in the year that lies nearest: never more than the running one ahead unless the tense says so."""
    anchor = context.published
    if anchor is None:
        return f"XXXX-Q{quarter}"
    now = (anchor.month - 1) // 3 + 1
    if tense > 0:
        return f"{anchor.year + (quarter < now - 1):04d}-Q{quarter}"
    return f"{anchor.year - (quarter > now):04d}-Q{quarter}"
