from datetime import date

import pytest

from tests.support.foreign import AVA, BEN, CAI, ROLL, decided, keys, load, with_column
from tests.support.uploads import codes, column, problems_of

LIST = f"""UPN,Plan type,Start date,Date plan ended
{AVA},CIN,13/05/2024,
{BEN},CP - neglect,14/03/2022,20/09/2022
{CAI},TAF,15/03/2025,
"""


def plans(upload):
    names = ("upn", "plan", "start_date", "end_date")
    return sorted(zip(*(column(upload, "plans", n) for n in names), strict=True))


def test_a_list_of_plans_and_what_is_kept_out():
    upload = load(dsl=LIST)
    assert plans(upload) == [
        (AVA, "CIN", date(2024, 5, 13), None),
        (BEN, "CP", date(2022, 3, 14), date(2022, 9, 20)),
    ]
    assert "no CIN, CP or looked-after plans: TAF (1)" in decided(upload)
    assert "neglect" not in str(upload)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("CIN", ("CIN", date(2025, 3, 15), None)),
        ("CP undated", ("CP", None, None)),
        ("CP ended 2025-04-30", ("CP", date(2025, 3, 15), date(2025, 4, 30))),
        ("", None),
    ],
)
def test_a_word_that_is_not_certain_is_asked(answer, expected):
    text = LIST.replace("TAF", "Historic")
    assert keys(load(dsl=text)) == {"values/dsl!Plan type/Historic"}
    upload = load({"values": {"dsl!Plan type": {"historic": answer}}}, dsl=text)
    found_plans = [plan[1:] for plan in plans(upload) if plan[0] == CAI]
    assert found_plans == ([expected] if expected else [])


def test_an_open_episode_is_no_plan():
    census = f"UPN,CINreferralDate,CINPlanStartDate,CINPlanEndDate\n{AVA},2025-01-13,,\n"
    census += f"{BEN},2025-01-13,2025-02-13,\n"
    upload = load(census=census)
    (question,) = upload.proposal.questions
    assert (question.key, question.suggested) == ("missing/census!Plan start", "")
    settled = load({"missing": {"census!Plan start": ""}}, census=census)
    assert plans(settled) == [(BEN, "CIN", date(2025, 2, 13), None)]


def test_a_list_without_dates_is_asked_whether_it_speaks_of_now():
    text = f"UPN,Plan type\n{AVA},CIN\n{BEN},LAC\n{CAI},EH\n"
    assert keys(load(dsl=text)) == {"missing/dsl!Plan start"}
    now = load({"missing": {"dsl!Plan start": "now"}}, dsl=text)
    assert column(now, "flat", "cin_now") == [True, None, None]
    assert column(now, "pupils", "looked_after") == [None, True, None]
    unknown = load({"missing": {"dsl!Plan start": "dates not known"}}, dsl=text)
    assert plans(unknown) == [(AVA, "CIN", None, None), (BEN, "CLA", None, None)]


def test_dates_without_a_kind_of_plan_are_asked():
    text = f"UPN,Plan start,Plan end\n{AVA},13/05/2024,\n"
    upload = load(**{"CP list": text})
    (question,) = upload.proposal.questions
    assert (question.key, question.suggested) == ("missing/CP list!Plan", "CP")
    settled = load({"missing": {"CP list!Plan": "CP"}}, **{"CP list": text})
    assert plans(settled) == [(AVA, "CP", date(2024, 5, 13), None)]


def test_plans_beside_the_pupil():
    roll = with_column("CPP start date", "13/05/2024", "Historic", "")
    upload = load(roll=roll)
    assert plans(upload) == [(AVA, "CP", date(2024, 5, 13), None), (BEN, "CP", None, None)]


def test_a_blank_kind_of_plan_with_dates_is_told():
    upload = load(dsl=LIST.replace("TAF", ""))
    assert [(p.row, p.column) for p in problems_of(upload, "cell_missing")] == [(4, "Plan type")]


def test_a_list_of_plans_alone_is_not_the_roll():
    text = LIST.replace("UPN,", "UPN,Surname,Forename,Year,").replace(",C", ",A,B,7,C")
    upload = load(roll="", dsl=text.replace(",TAF", ",A,B,7,TAF"))
    assert upload.refused
    assert "no_pupil_table" in codes(upload)


def test_an_annex_a_list_cannot_be_joined_and_is_named():
    text = "Child Unique ID,Date of Birth,CIN Start Date,Case Status\n"
    text += "1,13/05/2014,13/05/2024,c) Child in need plan\n"
    upload = load(annex=text)
    assert "plans" not in upload.tables
    (problem,) = problems_of(upload, "wrong_report")
    assert "neither UPN nor name" in problem.message


def test_both_kinds_of_a_child_on_several_rows():
    text = LIST + f"{AVA},CPP,16/01/2020,17/02/2021\n"
    upload = load(dsl=text)
    assert len(plans(upload)) == 3
    assert ROLL.count("A801200001001") == 1


def test_a_column_headed_cin_that_holds_dates_may_be_the_start():
    roll = with_column("CIN", "13/05/2024", "", "14/06/2025")
    (question,) = load(roll=roll).proposal.questions
    assert (question.key, question.suggested) == ("headings/roll!CIN", "CIN start")
    upload = load({"headings": {"roll!CIN": "CIN start"}}, roll=roll)
    assert [p[:3] for p in plans(upload)] == [
        (AVA, "CIN", date(2024, 5, 13)),
        (CAI, "CIN", date(2025, 6, 14)),
    ]


def test_kinds_of_plan_under_an_unknown_heading_are_asked():
    roll = with_column("Safeguarding notes flag", "CIN", "", "CPP")
    assert "headings/roll!Safeguarding notes flag" in keys(load(roll=roll))


@pytest.mark.parametrize("heading", ["CWSW", "Ever 6 CWSW", "Social worker involved"])
def test_a_tick_without_plan_and_date_is_a_warning(heading):
    upload = load(roll=with_column(heading, "Y", "", "N"))
    (problem,) = problems_of(upload, "plans_not_told")
    assert "yes of 1 pupil" in problem.message
    assert "plans" not in upload.tables
