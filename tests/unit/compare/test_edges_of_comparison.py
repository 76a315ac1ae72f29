"""The edges that a mistake in the comparing code would move: each was unseen by another test."""

from datetime import date
from fractions import Fraction
from math import inf, nextafter

import pytest

from cwsw.benchmarks.model import Benchmark, figures_2018, like_for_like
from cwsw.compare.alarms import binomial, p_value
from cwsw.compare.figures import compare
from cwsw.compare.inspector_wording import for_inspector
from cwsw.compare.intervals import koopman, newcombe, spread, t_interval, welch, wilson
from cwsw.compare.model import Estimate, GroupFigure, Position, Verdict
from cwsw.compare.nationals import nationals
from cwsw.compare.showing import group_value, span
from cwsw.compare.verdicts import is_too_few, position, verdict
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY, FigureKind
from tests.support.figures import mean, proportion, sessions

PA, GLD, A8 = BY_KEY["persistent_absence"], BY_KEY["gld"], BY_KEY["attainment8"]
NOBODY = Counts(0, 0, 0)


def share(n: int, of: int) -> Counts:
    return Counts(n, of, of)


def tally(measure, year: int, counts: Counts) -> Tally:
    return Tally(measure, year, {"cwsw": counts, "other": NOBODY}, 300.0)


@pytest.mark.parametrize(
    ("of", "p0", "expected"),
    [
        (10, "1/10", False),  # exactly one child expected to meet it
        (10, "9/10", False),  # exactly one child expected not to
        (10, "99/1000", True),
        (10, "901/1000", True),
        (20, "92/100", False),  # 1.6 expected not to
    ],
)
def test_one_child_expected_on_either_side_is_enough(of: int, p0: str, expected: bool) -> None:
    assert is_too_few(FigureKind.PROPORTION, share(1, of), Fraction(p0)) is expected


def test_a_mean_has_no_expected_children() -> None:
    """Attainment 8 of 17.3 points is no share: six pupils are enough for a position."""
    counts = Counts(6, 6, 6, Fraction(600), Fraction(60_100))
    basis = like_for_like("attainment8", 2024, "secondary")[0]
    assert position(tally(A8, 2024, counts), Estimate(100.0, 90.0, 110.0), basis) == "above"


def test_a_limit_on_the_national_figure_is_not_outside_it() -> None:
    basis = like_for_like("persistent_absence", 2024, "secondary")[0]
    p0 = float(basis.value or 0)
    found = tally(PA, 2024, share(12, 20))
    beyond, short = nextafter(p0, inf), nextafter(p0, -inf)
    for low, high, lies in (
        (p0, 1.0, Position.NOT_CLEAR),
        (0.0, p0, Position.NOT_CLEAR),
        (beyond, 1.0, Position.ABOVE),
        (0.0, short, Position.BELOW),
    ):
        assert position(found, Estimate(0.5, low, high), basis) is lies
    as_at = date(2025, 8, 31)
    assert verdict(found, Estimate(0.5, p0, 1.0), basis, as_at) is Verdict.CANNOT_TELL
    assert verdict(found, Estimate(0.5, beyond, 1.0), basis, as_at) is Verdict.WORSE


@pytest.mark.parametrize(
    ("published", "year", "comparable"),
    [(2021, 2021, True), (2017, 2020, True), (2017, 2021, False), (2021, 2020, False)],
)
def test_the_first_year_of_a_new_definition(published: int, year: int, comparable: bool) -> None:
    """The early years profile of 2021/22 is the new one."""
    figures: tuple[Benchmark, ...] = figures_2018("gld")
    if published == 2021:
        figures = like_for_like("gld", 2021, "primary")
    found = position(tally(GLD, year, share(9, 20)), Estimate(0.45, 0.2, 0.7), figures[0])
    assert (found is not Position.NOT_COMPARABLE) is comparable


@pytest.mark.parametrize("of", [1, 2, 3, 7, 22, 150, 199])
def test_none_and_all_have_exact_limits(of: int) -> None:
    """Not a hair beside 0 or 1, which would move a verdict and show in the last digit."""
    assert (wilson(0, of).low, wilson(of, of).high) == (0.0, 1.0)
    if of > 1:
        assert (wilson(1, of).low or 0) > 0
        assert (wilson(of - 1, of).high or 1) < 1


def test_a_difference_takes_its_own_width_on_both_sides() -> None:
    """Exchanged, it is the same with the other sign."""
    ours, others = share(3, 8), share(1, 5)
    there, back = newcombe(ours, others), newcombe(others, ours)
    assert there is not None
    assert back is not None
    assert there.value == 3 / 8 - 1 / 5
    assert there.low == pytest.approx(-(back.high or 0))
    assert there.high == pytest.approx(-(back.low or 0))


def test_a_difference_needs_both_groups_and_one_pupil_is_a_group() -> None:
    one, some = spread(FigureKind.MEAN, Counts(1, 1, 1, Fraction(9), Fraction(81))), share(1, 5)
    assert newcombe(NOBODY, some) is None
    assert newcombe(some, NOBODY) is None
    assert newcombe(share(1, 1), some) is not None
    assert welch(None, one) is None
    assert welch(one, None) is None


def test_a_ratio_to_one_other_pupil() -> None:
    found = koopman(share(3, 8), share(1, 1))
    assert found is not None
    assert found.value == 3 / 8


@pytest.mark.parametrize(("n", "of", "others"), [(0, 1, 5), (0, 2, 5), (1, 2, 9), (3, 8, 20)])
def test_beside_a_group_of_whom_all_meet_it_a_ratio_is_the_share(
    n: int, of: int, others: int
) -> None:
    """Below 1, where the likeliest share of the others is all of them: Wilson's limits."""
    ratio, alone = koopman(share(n, of), share(others, others)), wilson(n, of)
    assert ratio is not None
    assert (ratio.low, ratio.high) == pytest.approx((alone.low, alone.high))


def test_a_ratio_of_nought_has_an_upper_limit_from_the_data() -> None:
    """The more children of whom none meets it, the lower: below the others' own share at last."""
    small, large = (koopman(share(0, of), share(400, 900)) for of in (5, 50))
    assert small is not None
    assert large is not None
    assert 0 < (large.high or 0) < 1 / 3 < (small.high or 0) < 1.2


def test_a_difference_where_nothing_varies_equals_its_value() -> None:
    flat = Counts(3, 3, 3, Fraction(90), Fraction(2_700))
    other = Counts(4, 4, 4, Fraction(80), Fraction(1_600))
    found = welch(spread(FigureKind.MEAN, flat), spread(FigureKind.MEAN, other))
    assert found == Estimate(10.0, 10.0, 10.0)


def test_one_pupil_gives_no_evidence() -> None:
    assert (
        p_value(FigureKind.MEAN, Counts(1, 1, 1, Fraction(90), Fraction(8_100)), Fraction(17)) == 1
    )
    assert p_value(FigureKind.MEAN, NOBODY, Fraction(17)) == 1


def test_the_likeliest_count_has_a_p_of_one_and_never_more() -> None:
    assert max(binomial(k, of, p) for of in (6, 9, 30) for p in (0.1, 0.5) for k in range(7)) == 1


def test_an_interval_with_one_end_is_not_said() -> None:
    assert span(Estimate(0.5, 0.1, None), PA) is None
    assert span(Estimate(0.5, None, 0.9), PA) is None


def test_a_share_is_rounded_from_its_counts() -> None:
    """29 of 200 is 14.5%: half up is 15, but the nearest binary number lies below."""
    group = GroupFigure(29, 200, 200, Estimate(29 / 200))
    assert group_value(group, PA) == Fraction(29, 200)
    assert group_value(GroupFigure(9, 9, 9, Estimate(17.3)), A8) == 17.3


def test_national_rows_say_what_is_not_published_and_what_is_a_phrase() -> None:
    phonics = nationals(proportion("phonics", phase="primary"))[0]
    assert (phonics.value_text, phonics.position_words) == ("not published", "")
    places = nationals(proportion("alternative_provision"))[-1]
    assert places.value_text == "over 10 times more likely"
    assert places.comparator_text == "see the phrase"
    no_pair = nationals(proportion("persistent_absence", phase="AP"))
    assert [r.comparator_text for r in no_pair if r.phase == "AP"] == ["not published"] * 3


def test_national_rows_carry_set_note_and_position() -> None:
    found = nationals(proportion())
    assert {row.set for row in found} == {"2018", "Like for like"}
    assert all("enrolments" in row.note for row in found if "likely" not in row.value_text)
    like = next(row for row in found if row.set == "Like for like")
    assert like.position_words == "Like it, within chance"
    assert like.words.startswith("In 2024/25, like for like: Children")
    assert nationals(mean([1, 2, 3], [4, 5]))[0].position_words == "Too few to say"


def test_a_proportion_holds_all_that_its_counts_give() -> None:
    """Nationally 61%: 13 of 22 would be no more, so 7 of our 20 are the gap."""
    figure = proportion(cwsw=(20, 22), other=(200, 1012))
    ours, others = share(20, 22), share(200, 1012)
    assert (figure.measure, figure.year, figure.complete) == (PA, 2025, True)
    assert (figure.verdict, figure.gap_pupils, figure.alarm) == (Verdict.WORSE, 7, True)
    assert figure.cwsw == GroupFigure(20, 22, 22, wilson(20, 22))
    assert figure.difference == newcombe(ours, others)
    assert figure.ratio == koopman(ours, others)


def test_what_cannot_be_judged_has_no_gap_and_no_alarm() -> None:
    figure = proportion(cwsw=(5, 5))
    assert figure.verdict is Verdict.TOO_FEW
    assert figure.gap_pupils is None
    assert figure.alarm is False


def test_a_mean_holds_all_that_its_counts_give() -> None:
    scores = [1.0, 2.0, 3.0, 1.0, 2.0, 3.0]
    figure = mean(scores, [50.0, 60.0])
    ours = Counts(6, 6, 6, Fraction(12), Fraction(28))
    others = Counts(2, 2, 2, Fraction(110), Fraction(6_100))
    assert (figure.verdict, figure.gap_pupils, figure.alarm) == (Verdict.WORSE, None, True)
    assert figure.cwsw.estimate == t_interval(spread(FigureKind.MEAN, ours))
    assert (figure.cwsw.estimate.high or 0) > 2
    assert figure.difference == welch(
        spread(FigureKind.MEAN, ours), spread(FigureKind.MEAN, others)
    )
    assert figure.ratio is None


def test_absence_lies_between_none_and_all_sessions() -> None:
    figure = sessions([(0, 100), (0, 100), (60, 100)], [(90, 100), (85, 100), (80, 100)])
    assert figure.cwsw.estimate == Estimate(0.2, 0.0, 1.0)
    low, high = figure.other.estimate.low, figure.other.estimate.high
    assert 0.7 < (low or 0) < 0.8
    assert 0.9 < (high or 0) < 1
    assert figure.difference is not None
    assert figure.difference.value == pytest.approx(-0.65)
    assert figure.ratio is None


@pytest.mark.parametrize(("as_at", "complete"), [(date(2025, 12, 1), False), (None, True)])
def test_a_figure_says_whether_its_year_is_complete(as_at: date | None, complete: bool) -> None:
    (figure,) = compare([tally(PA, 2025, share(9, 22))], "secondary", as_at or date(2026, 8, 31))
    assert figure.complete is complete


def test_what_has_no_national_figure_is_said_without_a_caveat() -> None:
    said = for_inspector(proportion("part_time_timetable"), "cwsw", date(2026, 7, 17), False)
    assert said.endswith("Nationally: no figure is published for these children.")


@pytest.mark.parametrize("group", ["current_cp", "undated"])
def test_a_group_without_its_own_national_figure_stands_beside_the_first(group: str) -> None:
    """Of the suspended, none is published for child protection plans, and no group is undated."""
    figure = proportion("suspended", (37, 156), current_cp=(3, 12), undated=(3, 12))
    said = for_inspector(figure, group, date(2026, 7, 17), False)
    assert "In 2018, all schools: Children in need: 9.5%" in said
    assert "like for like, all schools: Children in need: 14.2%" in said
