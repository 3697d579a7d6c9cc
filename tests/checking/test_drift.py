"""What counts as a change of a page, and what changes by itself on every visit."""

import time
from datetime import date

import pytest

from verify.checking.drift import Drift, compare_texts

KEPT_ON, NOW_ON = date(2025, 3, 12), date(2026, 11, 22)
PAGE = """Harbour reopens after the storm
The port of Nordhavn reopened on Tuesday after a storm closed it for three days.
"We lost two cranes," said port director Anna Wester.
On March 10 the insurer put the damage at 4 million euros; 12 berths cannot be used.
Nine ships waited outside the breakwater."""


def drift(now: str, kept: str = PAGE) -> Drift | None:
    return compare_texts(kept, now, KEPT_ON, NOW_ON)


def words(found: Drift | None, kind: str) -> list[str]:
    return [text.strip() for piece, text in found.pieces if piece == kind] if found else []


@pytest.mark.parametrize(
    ("old", "new", "gone", "came"),
    [
        ("4 million", "40 million", "4", "40"),
        ("March 10", "March 11", "10", "11"),
        ("Nine ships waited", "No ships waited", "Nine", "No"),
        ("Anna Wester", "Anna Webster", "Wester.", "Webster."),
        (" after a storm", "", "after a storm", None),
        ("for three days", "for nearly three days", None, "nearly"),
        ("1.5", "15", None, None),
    ],
)
def test_a_word_or_a_figure_is_a_change(old: str, new: str, gone: str | None, came: str | None) -> None:
    kept, now = (
        (PAGE, PAGE.replace(old, new))
        if old in PAGE
        else (f"{PAGE}\nIt rose {old} metres.", f"{PAGE}\nIt rose {new} metres.")
    )
    found = drift(now, kept)
    assert found is not None
    assert gone is None or words(found, "gone") == [gone]
    assert came is None or words(found, "new") == [came]


def test_a_paragraph_that_is_added_or_taken_out_is_a_change() -> None:
    more = f"{PAGE}\nCorrection: an earlier version named the wrong insurer."
    added, taken = drift(more), drift(PAGE, more)
    assert words(added, "new") == words(taken, "gone") == ["Correction: an earlier version named the wrong insurer."]
    assert (added.gone, added.new) == (0, 8) if added else False


def test_only_what_stands_around_a_change_is_shown() -> None:
    long = " ".join(f"word{number}" for number in range(200))
    found = drift(f"{PAGE}\n{long} ends badly.", f"{PAGE}\n{long} ends well.")
    assert found is not None
    assert [kind for kind, _text in found.pieces] == ["gap", "same", "gone", "new"]
    assert found.pieces[1][1].split()[0] == "word189"
    assert "\n" not in "".join(text for _kind, text in found.pieces)


def test_a_rewritten_page_is_shown_up_to_a_limit() -> None:
    found = drift(
        " ".join(f"new{number}" for number in range(5000)), " ".join(f"old{number}" for number in range(5000))
    )
    assert found is not None
    assert (found.gone, found.new, found.share) == (5000, 5000, 1.0)
    assert sum(len(text.split()) for _kind, text in found.pieces) <= 801
    assert found.pieces[-1] == ("gap", "")


@pytest.mark.parametrize(
    "now",
    [
        PAGE.replace('"We lost two cranes,"', "“We lost  two cranes,”"),
        PAGE.replace("\n", " "),
        PAGE.replace(". ", ".\n").upper(),
        PAGE.replace("4 million", "4\u00a0million").replace("break", "break\u00ad"),
        PAGE.replace("reopened on", "reopened, on"),
        "\n".join(reversed(PAGE.split("\n"))),
    ],
    ids=["quotation marks", "one paragraph", "other paragraphs, capitals", "invisible", "a comma", "another order"],
)
def test_typography_and_the_cut_of_paragraphs_are_no_change(now: str) -> None:
    assert drift(now) is None


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("1,204 views", "18,999 views"),
        ("Comments (3)", "Comments (57)"),
        ("Updated 12 March 2025, 14:05", "Updated 22 November 2026, 09:31"),
        ("Wednesday, March 12, 2025", "Sunday, November 22, 2026"),
        ("12.03.2025 10:15", "22.11.2026 17:40"),
        ("2025-03-12T10:00:00Z", "2026-11-21T23:59:00Z"),
        ("It is Wednesday 12 March 2025 in Nordhavn", "It is Sunday 22 November 2026 in Nordhavn"),
        ("12 марта 2025, 10:15", "22 ноября 2026, 09:15"),
        ("5 minutes ago", "2 hours ago"),
        ("vor 5 Minuten", "vor 3 Stunden"),
        ("Advertisement", "Sponsored"),
        ("Subscribe to our newsletter for the best of the coast", "Sign up and get the tides by mail"),
        ("Related: Cranes of the north", "Read more: How piers are built"),
        ("© 2025 Nordhavn Post. All rights reserved.", "© 2026 Nordhavn Post. All rights reserved."),
        ("Просмотров: 120", "Просмотров: 4 980"),
        ("3 min read", "4 min read"),
        ("", "Share this article"),
    ],
)
def test_what_changes_by_itself_is_no_change(then: str, now: str) -> None:
    assert drift(f"{PAGE}\n{now}", f"{then}\n{PAGE}") is None


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("The video had 1,204 views before it was taken down.", "The video had 9 views before it was taken down."),
        ("12 votes were cast for the motion", "13 votes were cast for the motion"),
        ("The council met on 3 March 2025.", "The council met on 4 March 2025."),
        ("Published 3 March 2025", "Published 5 March 2025"),
        ("Related companies paid 3 million", "Unrelated companies paid 3 million"),
        ("He left 10 days ago with all of the money of the port", "He left 90 days ago with all of the money of the port"),
        ("It fell to -5 degrees", "It fell to 5 degrees"),
    ],
)  # fmt: skip
def test_a_figure_or_a_date_within_a_sentence_is_never_taken_for_a_counter(then: str, now: str) -> None:
    assert drift(f"{PAGE}\n{now}", f"{PAGE}\n{then}") is not None


def test_the_same_text_twice_and_no_text_at_all_are_no_change() -> None:
    assert drift(PAGE) is None
    assert drift("", "") is None


def test_a_text_that_is_gone_is_a_change() -> None:
    found = drift("")
    assert found is not None
    assert (found.new, found.share) == (0, 1.0)


def test_two_long_texts_are_compared_in_a_moment() -> None:
    kept = "\n".join(
        f"Paragraph {number} tells of the tides, and of {number * 7} ships at pier {number}." for number in range(2500)
    )
    began = time.process_time()
    found = drift(kept.replace(" 700 ships", " 701 ships"), kept)
    assert (words(found, "gone"), words(found, "new")) == (["700"], ["701"])
    other = "\n".join(f"Chapter {number} has nothing of that, and {number * 3} other things." for number in range(2500))
    assert drift(other, kept) is not None
    assert time.process_time() - began < 20
