"""The why-questions: three to five for each topic, every measure in one, nothing of the list never
suggested among what can be chosen."""

import pytest

from cwsw.advice import library
from cwsw.advice.why import candidates, in_words, parts, topic_of, topics, warned_of
from cwsw.measures.registry import Page


@pytest.mark.parametrize("topic", topics(), ids=lambda t: t.key)
def test_a_topic_asks_three_to_five_questions_and_its_areas_exist(topic):
    assert 3 <= len(topic.questions) <= 5
    assert all(q.ask.endswith("?") and q.hint for q in topic.questions)
    assert set(topic.areas) <= {rule.area for rule in library.rules()}


def test_every_page_of_measures_has_one_topic_before_the_general_one():
    areas = [area for topic in topics()[:-1] for area in topic.areas]
    assert sorted(areas) == sorted(Page)
    assert topic_of("persistent_absence").key == "attendance"
    assert topic_of("neet_at_16").key == "attainment"
    assert topic_of("something of our own").key == topic_of(None).key == "anything"


def test_what_can_be_chosen_begins_with_the_measures_own_rules():
    found = [rule.id for rule in candidates("persistent_absence")]
    assert found[0] == "ATT-1"
    assert len(found) == len(set(found))
    assert {rule.area for rule in candidates("suspended")} == {"suspensions", "wellbeing"}
    assert set(candidates(None)) == set(library.rules())


def test_nothing_never_suggested_can_be_chosen_and_own_words_are_warned_of():
    assert [r.title for r in candidates(None) if warned_of(r.title)] == []
    assert warned_of("A prize draw for full attendance").name.startswith("Certificates")
    assert warned_of("Breakfast club") is None


def test_answers_go_into_one_cell_and_come_out_as_lines():
    first, second, third = topic_of("suspended").questions[:3]
    why = in_words([(first, " Fridays,\n in PE "), (second, ""), (third, "Yes")])
    assert why == f"{first.ask} Fridays, in PE | {third.ask} Yes"
    assert parts(why) == (f"{first.ask} Fridays, in PE", f"{third.ask} Yes")
    assert parts("Typed by somebody") == ("Typed by somebody",)
    assert parts(None) == ()
