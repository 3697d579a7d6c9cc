"""What our splitter answers to each task."""

from collections.abc import Sequence

from benchmarks.splitter.sets import Attribution, CitingText, DatedText, Expression, Paragraph, Ranked, Span, StatedText
from verify.claims.dates import find_dates
from verify.claims.plain_text import level
from verify.claims.sentences import segment
from verify.claims.split import split_document
from verify.claims.worth import worth_of
from verify.documents import Document, DocumentFormat, read


def sentences(paragraph: Paragraph) -> list[Span]:
    """As the splitter cuts a passage."""
    levelled = level(paragraph.text)
    return [levelled.original(start, end) for start, end in segment(levelled.text, paragraph.language)]


def attributions(text: CitingText) -> list[Attribution]:
    """Every attribution of the article."""
    return [Attribution(each.speaker, each.content) for each in split_document(_document(text.text)).attributions]


def statements(text: StatedText) -> list[frozenset[int]]:
    """The words of each claim."""
    claims = split_document(_document(text.text)).claims
    return [found for claim in claims if (found := words_in(text.words, claim.spans))]


def words_in(words: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """Indices of the ``words`` that share a character with one of ``spans``."""
    return frozenset(
        index for index, (begin, end) in enumerate(words) if any(begin < last and first < end for first, last in spans)
    )


def dates(text: DatedText) -> list[Expression]:
    """Dates and times, read on the article's day."""
    found = find_dates(text.text, published_on=text.day, language=text.language)
    return [Expression(each.start, each.end, each.value) for each in found]


def worth(rows: Sequence[Ranked]) -> list[float]:
    """The score that the product gives each sentence by itself."""
    return [worth_of(row.text)[0] for row in rows]


def _document(text: str) -> Document:
    document = read(text.encode(), format=DocumentFormat.TEXT)
    if document.text != text:
        raise SystemExit("The reader changed a text of the sets, so that its offsets no longer fit: keep it as it was.")
    return document
