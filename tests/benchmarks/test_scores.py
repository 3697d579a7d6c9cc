"""The arithmetic of the benchmarks: what counts as right, and what every mistake costs."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.splitter.folds import Row, fit
from benchmarks.splitter.long_texts import articles, news
from benchmarks.splitter.ours import words_in
from benchmarks.splitter.peers import plain_attributions, pysbd_sentences, syntok_sentences
from benchmarks.splitter.scores import (
    Counts,
    average_precision,
    boundaries,
    judge_attributions,
    judge_dates,
    judge_propositions,
    judge_sentences,
    matched,
)
from benchmarks.splitter.sets import Attribution, CitingText, DatedText, Expression, Paragraph, from_folder, own_gold

TEXT = "One came. Two left."
BOTH = ((0, 9), (10, 19))


def test_f1_is_the_harmonic_mean_and_nothing_asked_is_full_marks() -> None:
    counts = Counts(right=3, wrong=1, missing=3)
    assert (counts.precision, counts.recall) == (75, 50)
    assert counts.f1 == pytest.approx(60)
    assert Counts().f1 == 100
    assert Counts(wrong=1).f1 == Counts(missing=1).f1 == 0


def test_a_boundary_is_told_by_the_letters_before_it_and_the_end_of_the_text_is_none() -> None:
    assert boundaries(TEXT, BOTH) == {8}
    assert boundaries(TEXT, ((0, 10), (10, 19))) == {8}, "a blank more or less is the same boundary"
    assert boundaries(TEXT, ((0, 19),)) == set()


def test_sentences_are_summed_by_their_set() -> None:
    two, one = Paragraph("plain", "en", TEXT, BOTH), Paragraph("odd", "en", TEXT, ((0, 19),))
    judged = judge_sentences([two, two, one], [BOTH, ((0, 3), (4, 19)), BOTH])
    assert judged == {"plain": Counts(right=1, wrong=1, missing=1), "odd": Counts(right=0, wrong=1, missing=0)}


def test_the_best_overlap_is_paired_first_and_each_member_once() -> None:
    wanted, given = [{1, 2, 3, 4}, {1, 2}], [{1, 2, 3}, {9}]
    assert list(matched(wanted, given, 0.5)) == [(0, 0, 0.75)]
    assert list(matched(wanted, given, 0.8)) == []
    assert [(i, j) for i, j, _ in matched([{1, 2}, {1, 2, 3}], [{1, 2, 3}, {1, 2}], 0.5)] == [(1, 0), (0, 1)]


def test_a_proposition_too_much_and_one_too_few_both_cost() -> None:
    wanted = [[{1, 2, 3}, {4, 5}], [{1}]]
    found = [[{1, 2, 3, 6}, {7}, {8}], []]
    assert judge_propositions(wanted, found, 0.5) == Counts(right=1, wrong=2, missing=2)
    assert judge_propositions(wanted, found, 0.8) == Counts(right=0, wrong=3, missing=3)


def said(source: tuple[int, int] | None, content: tuple[int, int] | None) -> Attribution:
    return Attribution((source,) if source else (), (content,) if content else ())


def test_a_content_needs_its_overlap_and_a_source_only_a_touch() -> None:
    gold = [said((0, 5), (10, 30)), said(None, (40, 60)), said((90, 95), None)]
    found = [said((4, 9), (10, 22)), said((70, 80), (40, 60))]
    judged = judge_attributions([gold], [found])
    assert judged["loose"] == Counts(right=2, wrong=0, missing=0)
    assert judged["tight"] == Counts(right=1, wrong=1, missing=1)
    assert judged["with source"] == Counts(right=1, wrong=1, missing=0), "who names no source asks for none"
    away = judge_attributions([gold], [[said((6, 9), (10, 22))]])
    assert away["with source"] == Counts(right=0, wrong=1, missing=2)


def test_a_day_is_right_whatever_its_hour_and_a_duration_is_not_asked_about() -> None:
    gold = DatedText(
        "",
        "en",
        date(2024, 3, 13),
        (Expression(0, 9, "2024-03-12"), Expression(20, 24, "2024-03"), Expression(30, 34, "2024-03-13TMO")),
        (Expression(50, 60, "P3D"),),
    )
    found = [
        Expression(3, 9, "2024-03-12T18:00"),
        Expression(20, 24, "2024-03-01"),
        Expression(55, 60, "2024-03-10"),
        Expression(70, 75, "2024"),
    ]
    judged = judge_dates([gold], [found])
    assert judged["values"] == Counts(right=1, wrong=2, missing=2)
    assert judged["days"].recall == 50


def test_average_precision_knows_ties() -> None:
    assert average_precision([(0.9, True), (0.8, True), (0.1, False)]) == 100
    assert average_precision([(0.9, False), (0.8, True)]) == 50
    assert average_precision([(0.5, True), (0.5, False), (0.5, False), (0.5, True)]) == 50, "one score ranks nothing"
    assert average_precision([(0.9, True), (0.5, False), (0.5, True), (0.1, False)]) == pytest.approx(
        100 * (1 + 2 / 3) / 2
    )


def test_a_word_is_in_a_claim_that_shares_a_letter_with_it() -> None:
    assert words_in([(0, 3), (4, 8), (9, 12)], [(0, 3), (7, 9)]) == {0, 1}


def test_a_regression_ranks_what_it_has_not_seen() -> None:
    rows: list[Row] = [{"figure": 1.0, "word:the": 0.5}, {"word:the": 0.5}] * 40
    judge = fit(rows, [True, False] * 40)
    low, high, unknown = judge([{"word:the": 0.5}, {"figure": 1.0}, {"word:unheard": 1.0}])
    assert high > 0 > low
    assert unknown < high


def test_a_long_text_is_as_long_as_asked_and_the_same_in_every_run() -> None:
    text = news(3_000)
    assert 3_000 <= len(text.split()) < 3_040
    assert news(3_000) == text
    assert len(set(articles(5, 200))) == 5


def test_peers_answer_with_places_in_the_text() -> None:
    paragraph = Paragraph("plain", "en", TEXT, BOTH)
    assert tuple(syntok_sentences(paragraph)) == tuple(pysbd_sentences(paragraph)) == BOTH
    text = "“The harbour is closed,” Ada Brandt said. Jon Ekholm said that nobody had asked the crew."
    shown = [
        tuple(text[start:end].strip() for start, end in (*each.source, *each.content))
        for each in plain_attributions(CitingText(text, ()))
    ]
    assert shown == [
        ("Ada Brandt", "The harbour is closed"),
        ("Jon Ekholm", "nobody had asked the crew"),
    ]


def test_without_a_folder_the_own_gold_is_measured_on() -> None:
    sets = own_gold()
    assert {paragraph.set for paragraph in sets.paragraphs} == {"own_en", "own_ru"}
    for paragraph in sets.paragraphs:
        assert all(paragraph.text[start:end].strip() for start, end in paragraph.sentences)
    for text in sets.stated:
        assert all(text.statements)
        assert max(max(each) for each in text.statements) < len(text.words)
    for dated in sets.dated:
        assert all(dated.text[each.start : each.end] for each in dated.expressions)


def test_a_folder_without_the_sets_is_refused_with_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"segmentation_dev\.jsonl cannot be read.*name the folder of the dev sets"):
        from_folder(tmp_path)
