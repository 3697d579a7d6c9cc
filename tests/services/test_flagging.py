"""Dismissing what the program noticed: by name, with a note, once."""

import pytest

from tests.factories import Cast, claims_of, flag_on, plain_article
from verify.models import Flag
from verify.services.errors import Refused
from verify.services.flagging import dismiss_flag

pytestmark = pytest.mark.django_db


@pytest.fixture
def flag(cast: Cast) -> Flag:
    return flag_on(claims_of(plain_article(cast.editor))[0])


def test_a_dismissal_has_a_name_a_time_and_a_note(flag: Flag, cast: Cast) -> None:
    dismissed = dismiss_flag(flag, cast.reviewer, "  The mayor says so too. ")
    assert (dismissed.state, dismissed.dismissed_by, dismissed.dismissal_note) == (
        "dismissed", cast.reviewer, "The mayor says so too.",
    )  # fmt: skip
    assert dismissed.dismissed_at is not None
    assert dismissed.dismissed_at >= dismissed.raised_at


def test_without_a_note_nothing_is_dismissed(flag: Flag, cast: Cast) -> None:
    with pytest.raises(Refused, match="needs a note"):
        dismiss_flag(flag, cast.reviewer, " \n")
    flag.refresh_from_db()
    assert flag.is_open


def test_a_viewer_dismisses_nothing(flag: Flag, cast: Cast) -> None:
    with pytest.raises(Refused, match="Only reviewers"):
        dismiss_flag(flag, cast.viewer, "Because.")
    flag.refresh_from_db()
    assert flag.is_open


def test_who_comes_second_is_told_so_and_changes_nothing(flag: Flag, cast: Cast) -> None:
    dismiss_flag(flag, cast.reviewer, "The mayor says so too.")
    with pytest.raises(Refused, match="closed already"):
        dismiss_flag(flag, cast.editor, "Another reason.")
    flag.refresh_from_db()
    assert flag.dismissed_by == cast.reviewer
