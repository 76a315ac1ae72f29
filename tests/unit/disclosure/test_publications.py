"""What was published stays: frozen, dated, withdrawable, and never to be set against itself."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

from cwsw.disclosure import (
    Publications,
    PublishedAlreadyError,
    from_json,
    prepare,
    publish,
    to_json,
)
from cwsw.disclosure.model import EARLIER, HIDDEN
from cwsw.disclosure.rules import Range
from cwsw.tables.half_terms import HalfTerm, TermBlock, block_of, shared_block
from tests.support.figures import proportion
from tests.support.made_up_summary import summary
from tests.support.published import rounded

NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 24), date(2026, 12, 3), date(2027, 1, 20)


def draft(n=19, of=41, year=2025, key="suspended"):
    return publish(summary(proportion(key, (n, of), (60, 340), year)))


def put(register, on, what, **words):
    return register.publish("hill", what, block_of(on), on, "headteacher", **words)


def shown(publication):
    return publication.summary.figures[0]


def test_a_publication_is_dated_and_carries_the_heads_words():
    made = put(Publications(), NOVEMBER, draft(), comment="Good.", actions=["Breakfast"])
    assert (made.published, made.summary.published, made.by) == (NOVEMBER, NOVEMBER, "headteacher")
    assert (made.summary.comment, made.summary.actions) == ("Good.", ("Breakfast",))
    assert made.withdrawn is None


def test_a_second_one_in_the_same_half_term_is_refused():
    register = Publications()
    put(register, NOVEMBER, draft())
    with pytest.raises(PublishedAlreadyError):
        put(register, DECEMBER, draft())
    put(register, JANUARY, draft())
    assert [p.published for p in register.of("hill")] == [JANUARY, NOVEMBER]


LATE = (HalfTerm("Autumn 1", date(2026, 9, 7), date(2026, 10, 23)),)


@pytest.mark.parametrize(
    ("day", "earlier", "start"),
    [
        (date(2026, 9, 8), [date(2026, 9, 3)], date(2026, 9, 1)),
        (date(2026, 9, 8), [], date(2026, 9, 7)),
        (date(2026, 9, 8), [date(2026, 7, 10)], date(2026, 9, 7)),
        (date(2027, 1, 20), [date(2026, 9, 8)], date(2027, 1, 4)),
    ],
)
def test_where_the_terms_sheet_begins_late_nothing_is_published_twice(day, earlier, start):
    assert shared_block(day, earlier, LATE).start == start


def test_another_terms_sheet_does_not_split_a_half_term_that_has_its_publication():
    split = (HalfTerm("Autumn 2", date(2026, 11, 30), date(2026, 12, 18)),)
    day = date(2026, 11, 30)
    usual = block_of(date(2026, 11, 24))
    assert shared_block(day, [date(2026, 11, 24)], split).start == usual.start
    assert shared_block(day, [date(2026, 10, 12)], split).start == day


def test_a_replacement_in_the_half_term_keeps_every_figure_and_changes_words_only():
    register = Publications()
    first = put(register, NOVEMBER, draft(19, 41), comment="Old words")
    register.withdraw("hill", first.id, NOVEMBER)
    changed = replace(draft(25, 55), as_at=DECEMBER, size=Range(76, 80))
    second = put(register, DECEMBER, changed, comment="New words")
    assert second.summary == replace(first.summary, published=DECEMBER, comment="New words")


def test_a_year_is_said_as_first_published():
    register = Publications()
    first = put(register, NOVEMBER, draft(19, 41))
    second = put(register, JANUARY, draft(27, 44))
    assert shown(second) == replace(shown(first), first_published=NOVEMBER)
    third = put(register, date(2027, 3, 10), draft(33, 50))
    assert shown(third) == shown(second)
    assert second.summary.minute == first.summary.minute


def test_the_size_is_said_once_a_school_year():
    register = Publications()
    put(register, NOVEMBER, replace(draft(), size=Range(36, 40), on_roll=400))
    grown = replace(draft(), size=Range(41, 45), on_roll=404)
    again = put(register, JANUARY, grown).summary
    assert (again.size, again.on_roll) == (Range(36, 40), 400)
    next_year = replace(grown, as_at=date(2026, 9, 20))
    assert put(register, date(2027, 3, 10), next_year).summary.size == Range(41, 45)


def test_what_the_data_no_longer_give_comes_back_and_older_years_go():
    register = Publications()
    put(register, NOVEMBER, draft(19, 41, 2024))
    made = put(register, JANUARY, draft(27, 44, 2025)).summary
    assert [f.academic_year for f in made.figures] == ["2025/26", "2024/25"]
    later = replace(draft(27, 44, 2025), year="2027/28")
    assert [f.academic_year for f in put(register, date(2027, 3, 10), later).summary.figures] == [
        "2025/26"
    ]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_was_hidden_first_stays_hidden(withdrawn):
    register = Publications()
    first = put(register, NOVEMBER, draft(1, 5))
    if withdrawn:
        register.withdraw("hill", first.id, NOVEMBER)
    second = shown(put(register, JANUARY, draft(19, 41)))
    assert (second.hidden, second.why, second.count) == (True, HIDDEN, None)


def primary(n=24, of=61):
    """A draft of what the publication of the first rules speaks of, by today's rules."""
    keys = ("persistent_absence", "gld", "phonics", "ks2_rwm", "suspended", "permanently_excluded")
    figures = [proportion(key, (n, of), (130, 440), year) for key in keys for year in (2025, 2024)]
    return publish(summary(*figures, cwsw=61, on_roll=501))


def test_a_publication_of_the_first_rules_stays_as_it_was():
    old = rounded()
    assert from_json(to_json(old)) == old
    assert old.summary.figures[0].finding.startswith("About 25 of about 60 children")


def test_a_year_said_by_the_first_rules_is_said_in_no_other_way():
    """Two forms of one count would narrow it: it stays as wide as it was rounded."""
    made = prepare(primary(), [rounded()], block_of(JANUARY), JANUARY)
    old = {f.key: f for f in made.figures if f.academic_year == "2024/25"}
    assert old["persistent_absence"].count == Range(23, 27)
    assert old["persistent_absence"].of == Range(58, 62)
    assert (old["permanently_excluded"].hidden, old["permanently_excluded"].why) == (True, HIDDEN)
    assert "primary_standard" not in old
    assert {"gld", "phonics", "ks2_rwm"} <= set(old)
    new = {f.key for f in made.figures if f.academic_year == "2025/26"}
    assert "primary_standard" in new
    assert made.size == Range(38, 77)  # as first said in the same school year


def test_a_year_that_was_not_over_under_the_first_rules_is_not_said():
    so_far = proportion("wellbeing_known", (24, 61), (130, 440), 2026)
    closed = replace(so_far, complete=True)
    later = replace(summary(closed, cwsw=61, on_roll=501), as_at=date(2027, 7, 17))
    day = date(2027, 7, 20)
    made = prepare(publish(later), [rounded()], block_of(day), day)
    (found,) = [f for f in made.figures if f.key == "wellbeing_known"]
    assert (found.hidden, found.why) == (True, EARLIER)


def test_the_preview_is_what_is_published():
    register = Publications()
    put(register, NOVEMBER, draft(19, 41))
    block = block_of(JANUARY)
    preview = prepare(draft(27, 44), register.of("hill"), block, JANUARY, "Words", ("One",))
    assert (
        put(register, JANUARY, draft(27, 44), comment="Words", actions=["One"]).summary == preview
    )


def test_a_withdrawn_one_is_not_current_and_the_one_before_is_again():
    register = Publications()
    assert register.current("hill") is None
    first = put(register, NOVEMBER, draft())
    second = put(register, JANUARY, draft())
    assert register.current("hill") == second
    register.withdraw("hill", second.id, JANUARY)
    assert register.current("hill") == first
    assert register.current("dale") is None


def test_schools_do_not_see_each_others():
    register = Publications()
    put(register, NOVEMBER, draft())
    assert register.of("dale") == ()
    with pytest.raises(KeyError):
        register.withdraw("dale", register.of("hill")[0].id, NOVEMBER)


def test_bytes_become_the_same_publication():
    what = publish(
        summary(
            proportion("gld", (19, 41), (60, 340)),
            proportion("suspended", (2, 41), (60, 340)),
            proportion("wellbeing_known", (19, 41), (60, 340), 2026),
        )
    )
    made = put(Publications(), NOVEMBER, what, comment="“Ünï” £", actions=["a\nb", "c"])
    assert from_json(to_json(made)) == made
    gone = replace(made, withdrawn=JANUARY)
    assert from_json(to_json(gone)) == gone


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"version": 3, "content": {}}',
        b'{"version": 1, "content": {}}',
        b'{"version": 1, "content": {"id": 1}}',
    ],
)
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match=r"\w"):
        from_json(data)


def test_everything_made_or_withdrawn_is_kept_and_comes_back_in_any_order():
    kept = []
    register = Publications(keep=lambda school, data: kept.append((school, data)))
    first = put(register, NOVEMBER, draft())
    put(register, JANUARY, draft())
    register.withdraw("hill", first.id, JANUARY)
    assert [school for school, _ in kept] == ["hill"] * 3
    for order in (kept, kept[::-1]):
        again = Publications()
        again.fill("hill", [data for _, data in order])
        assert again.of("hill") == register.of("hill")


def test_what_cannot_be_kept_is_not_published():
    def full(_school, _data):
        raise OSError("disk full")

    register = Publications(keep=full)
    with pytest.raises(OSError, match="disk full"):
        put(register, NOVEMBER, draft())
    assert register.of("hill") == ()


def test_of_many_at_once_one_is_published():
    register = Publications()
    done = []

    def try_it():
        with suppress(PublishedAlreadyError):
            done.append(put(register, NOVEMBER, draft()))

    threads = [Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(register.of("hill")) == done
    assert len(done) == 1


SHEET = (
    HalfTerm("Autumn one", date(2026, 9, 3), date(2026, 10, 16)),
    HalfTerm("Autumn two", date(2026, 11, 2), date(2026, 12, 18)),
)


@pytest.mark.parametrize(
    ("day", "sheet", "name", "first", "last"),
    [
        (date(2026, 10, 20), SHEET, "Autumn one", date(2026, 9, 3), date(2026, 11, 1)),
        (date(2026, 11, 2), SHEET, "Autumn two", date(2026, 11, 2), date(2027, 2, 12)),
        (date(2026, 10, 20), (), "Autumn 1 2026/27", date(2026, 9, 1), date(2026, 11, 1)),
    ],
)
def test_a_day_lies_in_a_half_term_and_the_holiday_after_it(day, sheet, name, first, last):
    assert block_of(day, sheet) == TermBlock(name, first, last)


def test_long_after_the_sheet_has_ended_the_usual_blocks_count():
    day = date(2027, 6, 10)
    assert block_of(day, SHEET) == block_of(day)


def test_usual_blocks_leave_no_day_out():
    day = date(2025, 9, 1)
    blocks = []
    while day < date(2027, 9, 1):
        block = block_of(day)
        assert block.covers(day)
        blocks.append(block)
        day = block.end + timedelta(days=1)
    assert len(blocks) == 12
