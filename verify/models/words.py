"""Full text as the database reads it: words by the rules of the language that a text is written in.

``verify_words(language, text)`` and ``verify_query(text)`` are functions of ours in the database, so that an index and a question
always mean the same. A language code without rules of its own is read by those of Russian, which take Latin letters for English.
"""

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import BooleanField, F, Func, Value
from django.db.models.expressions import Combinable


class Words(Func):
    """The words of one or more columns of text, which must not be null, in the language that another column names."""

    function = "verify_words"
    output_field = SearchVectorField()

    def __init__(self, language: str, *columns: str) -> None:
        text = _Joined(*(F(column) for column in columns)) if len(columns) > 1 else F(columns[0])
        super().__init__(F(language) if language else Value(""), text)


class _Joined(Func):
    """Texts with spaces between them. ``concat`` would do, but an index may not be made of it."""

    template, arg_joiner = "(%(expressions)s)", " || ' ' || "


class Asked(Func):
    """The words that somebody looks for, all of them, phrases in quotation marks; in any language."""

    function = "verify_query"
    output_field = SearchQueryField()

    def __init__(self, text: str) -> None:
        super().__init__(Value(text))


class Matches(Func):
    """Whether ``Words`` hold what is ``Asked``."""

    template, arg_joiner = "(%(expressions)s)", " @@ "
    output_field = BooleanField()

    def __init__(self, words: Combinable, asked: Combinable) -> None:
        super().__init__(words, asked)
