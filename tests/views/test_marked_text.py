"""Where the marks of claims stand in the text."""

import pytest
from django.test import Client

from tests.factories import Cast, split_article
from tests.views.pages import parsed

pytestmark = pytest.mark.django_db

STORY = """# Harbour

March 12, 2025

The ferry sailed at noon. The mayor closed the port, while 300 people waited on the quay, and divers searched the hull.
"""


def test_each_number_stands_once_right_before_the_first_piece_of_its_claim(cast: Cast) -> None:
    article = split_article(cast.editor, STORY, "harbour.md")
    revision = article.current_revision
    assert revision is not None
    client = Client()
    client.force_login(cast.viewer)
    page = parsed(client.get(f"/articles/{article.pk}/"))
    shown: dict[str, str] = {}
    for number in page.xpath("//*[@id='text']//*[@class='mark-number']"):
        assert number.getprevious() is None
        assert not number.getparent().text
        for each in number.text.split(", "):
            assert each not in shown
            shown[each] = number.tail
    rows = list(revision.occurrences.order_by("position"))
    assert len(rows) > 2
    assert set(shown) == {str(row.number) for row in rows}
    for row in rows:
        assert revision.text[row.start : row.end].startswith(shown[str(row.number)])
