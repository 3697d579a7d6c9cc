from collections.abc import Callable

import pytest

from verify.claims.model import Split
from verify.claims.split import split_document
from verify.documents import Document, DocumentFormat, read

Splitting = Callable[[str], tuple[Document, Split]]


@pytest.fixture(scope="session")
def splitting() -> Splitting:
    """Reads plain text and splits it."""

    def run(text: str) -> tuple[Document, Split]:
        document = read(text.encode(), format=DocumentFormat.TEXT)
        return document, split_document(document)

    return run
