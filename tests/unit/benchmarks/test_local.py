"""A local authority's own figures, from small made files with DfE's column names."""

from fractions import Fraction

import pytest

from cwsw.benchmarks.local import (
    MOST_BYTES,
    LocalFiguresError,
    local_benchmarks,
    local_figures,
    read_local,
)

PLACE = "time_period,time_identifier,geographic_level,la_name,social_care_group"
KS4_2025 = "version,pupil_count,attainment8_average,engmath_95_percent,engmath_94_percent"
KS4_2024 = "version,t_pupils,avg_att8,pt_l2basics_95,pt_l2basics_94"
ABSENCE = (
    "year_breakdown,school_type,t_pupils,pt_overall,pt_pupils_pa_10_exact,pt_pupils_pa_50_exact"
)
CINO = "CINO at 31 March"


def made(columns: str, *lines: str) -> bytes:
    return "\n".join([f"{PLACE},{columns}", *lines]).encode()


def year(period: str, authority: str, cells: str, group: str = CINO) -> str:
    level = "Local authority" if authority else "National"
    return f"{period},Academic year,{level},{authority},{group},{cells}"


def values(found):
    return {(b.measure, b.phase, b.year, b.cohort): b.text for b in found}


@pytest.mark.parametrize("columns", [KS4_2025, KS4_2024])
def test_both_formats_of_key_stage_4(columns: str) -> None:
    content = made(
        columns,
        year("202425", "", "Revised,13260,17.3,9.7,18.1"),
        year("202425", "Someshire", "Revised,368,18.0,12.5,19.0"),
        year("202425", "Elsewhere", "Revised,100,20.0,15.0,25.0"),
    )
    found = local_figures(content, "someshire")
    assert values(found) == {
        ("em_strong", "KS4", "2024/25", "CINO"): "12.5",
        ("em_standard", "KS4", "2024/25", "CINO"): "19.0",
        ("attainment8", "KS4", "2024/25", "CINO"): "18.0",
    }
    strong, _, attainment = found
    assert (strong.value, strong.comparator_value) == (Fraction("0.125"), Fraction("0.097"))
    assert (attainment.value, attainment.comparator_value) == (18, Fraction("17.3"))
    assert attainment.unit == "points"


def test_every_figure_carries_its_words() -> None:
    content = made(KS4_2025, year("202425", "Someshire", "Revised,368,18.0,12.5,c"))
    for b in local_figures(content):
        assert b.set == "local_authority"
        assert b.kind == "raw"
        assert all((b.cohort, b.comparator, b.definition, b.phase, b.year, b.confidence))
        assert b.source.startswith("Someshire: Department for Education, Outcomes")


def test_absence_goes_by_phase_and_whole_years_only() -> None:
    content = made(
        ABSENCE,
        year("202324", "Someshire", "Six half terms,State-funded primary,50,11.5,41.3,3.0"),
        year("202324", "Someshire", "Six half terms,State-funded secondary,60,24.0,64.2,21.0"),
        year("202324", "Someshire", "Six half terms,Total,120,18.0,48.2,12.0"),
        year("202324", "Someshire", "Five half terms,Total,120,1.0,2.0,3.0"),
        year("202324", "Someshire", "Six half terms,Nursery ship,9,1.0,2.0,3.0"),
        year("202324", "Someshire", "Six half terms,Total,9,1.0,58.8,3.0", "CPPO at 31 March"),
        year("202324", "Someshire", "Six half terms,Total,9,1.0,2.0,3.0", "CIN at any point"),
    )
    found = values(local_figures(content))
    persistent = {key[1:]: text for key, text in found.items() if key[0] == "persistent_absence"}
    assert persistent == {
        ("All", "2023/24", "CINO"): "48.2",
        ("All", "2023/24", "CPPO"): "58.8",
        ("Primary", "2023/24", "CINO"): "41.3",
        ("Secondary", "2023/24", "CINO"): "64.2",
    }


def test_absence_before_august_2024_says_what_changed() -> None:
    line = "Six half terms,Total,120,18.0,48.2,12.0"
    content = made(ABSENCE, year("202324", "A", line), year("202425", "A", line))
    notes = {b.year: b.note for b in local_figures(content)}
    assert "J1" in notes["2023/24"]
    assert "J1" not in notes["2024/25"]


@pytest.mark.parametrize("heading", ["school_type", "phase_type_grouping", "education_phase"])
def test_the_school_type_by_any_of_its_headings(heading: str) -> None:
    content = made(
        ABSENCE.replace("school_type", heading),
        year("202425", "A", "Six half terms,Special,7,14.2,37.5,7.5"),
    )
    assert {b.phase for b in local_figures(content)} == {"Special"}


def test_key_stage_2_by_subject_and_in_one_line() -> None:
    by_subject = made(
        "subject,expected_standard_pupil_percent",
        year("202425", "A", "Reading,40"),
        year("202425", "A", '"Reading, writing and maths",28'),
    )
    in_one = made("pt_rwm_met_expected_standard", year("202324", "A", "27"))
    assert values(local_figures(by_subject)) == {("ks2_rwm", "KS2", "2024/25", "CINO"): "28"}
    assert values(local_figures(in_one)) == {("ks2_rwm", "KS2", "2023/24", "CINO"): "27"}


def test_early_years_and_exclusions() -> None:
    early = made("t_pupils,pt_gld", year("202324", "A", "80,38.3", "CLA 12 months at 31 March"))
    out = made("pt_perm_excl,pt_one_plus_sus", year("202324", "A", "0.13,11.5"))
    assert values(local_figures(early)) == {("gld", "EYFS", "2023/24", "CLA12"): "38.3"}
    assert values(local_figures(out)) == {
        ("suspended", "All", "2023/24", "CINO"): "11.5",
        ("permanently_excluded", "All", "2023/24", "CINO"): "0.13",
    }


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("c", "no child can be recognised"),
        ("z", "Not applicable"),
        ("x", "Not available"),
        ("low", "not nought"),
        ("k", "not nought"),
        ("u", "unreliable"),
        (":", "Not available"),
        ("", "Not available"),
        ("C", "no child can be recognised"),
        ("12,5", "Could not be read"),
        ("=1+1", "Could not be read"),
        ("nan", "Could not be read"),
        ("1e1", "Could not be read"),
        ("101", "Could not be read"),
        ("-1", "Could not be read"),
        ("٣", "Could not be read"),
    ],
)
def test_what_is_no_number_has_no_value_and_a_reason(cell: str, reason: str) -> None:
    content = made("pt_gld", year("202324", "A", f'"{cell}"'))
    (only,) = local_figures(content)
    assert (only.value, only.text) == (None, "")
    assert reason in only.note


def test_a_true_nought_is_a_figure() -> None:
    (only,) = local_figures(made("pt_gld", year("202324", "A", "0")))
    assert (only.value, only.text) == (0, "0")


def test_the_last_version_of_a_figure_counts() -> None:
    lines = [
        year("202425", "A", f"{version},9,18.0,{share},19.0")
        for version, share in (("Final", "3"), ("Provisional", "1"), ("Revised", "2"))
    ]
    assert local_figures(made(KS4_2025, *lines))[0].text == "3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_and_line_ends_of_other_programs(encoding: str) -> None:
    text = made("pt_gld", year("202324", "Sömeshire", "38.3")).decode().replace("\n", "\r\n")
    assert read_local(text.encode(encoding)).authorities == ("Sömeshire",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\x00\xff\x00",
        b"PK\x03\x04 a workbook",
        b"UPN,Surname\nA1,Doe\n",
        made("t_pupils", year("202324", "A", "9")),
        b"time_period,la_name,pt_gld\n202324,A,38.3\n",
        b'time_period,"never closed\n' + b"x" * 200_000,
    ],
)
def test_an_unknown_file_gives_one_sentence(content: bytes) -> None:
    with pytest.raises(LocalFiguresError) as told:
        local_figures(content)
    assert str(told.value).startswith("This is not a file of local authority figures")
    assert str(told.value).count(".") == 1


def test_other_refusals_are_one_sentence_too() -> None:
    two = made("pt_gld", *(year("202324", name, "38.3") for name in ("A", "B")))
    none = made("pt_gld", year("202324", "", "38.3"))
    for content, name, words in (
        (two, "", "several local authorities"),
        (two, "Someshire", "is not in this file"),
        (none, "", "no local authority"),
        (b"x" * (MOST_BYTES + 1), "", "too large"),
        # Each line would fill in every heading: a hundred times the memory of the file.
        (made("attainment8_average" + ",x" * 50_000, *["a"] * 100), "", "too large"),
    ):
        with pytest.raises(LocalFiguresError, match=words) as told:
            local_figures(content, name)
        assert str(told.value).count(".") == 1


@pytest.mark.parametrize(
    "period", ["2024", "202426", "20242", "2024/25", "\uff12\uff10\uff12\uff14\uff12\uff15"]
)
def test_a_line_of_another_period_is_left_out(period: str) -> None:
    assert local_figures(made("pt_gld", year(period, "A", "38.3"))) == ()


def test_cells_too_many_or_too_few_do_no_harm() -> None:
    found = local_figures(made("pt_gld", year("202324", "A", "38.3,1,2"), "202324,Academic year"))
    assert [b.text for b in found] == ["38.3"]


def test_the_figures_to_stand_beside_a_school_s() -> None:
    lines = [
        year(period, "A", f"Six half terms,{kind},9,10.0,{share},1.0")
        for period, kind, share in (
            ("202223", "Total", "1"),
            ("202324", "Total", "2"),
            ("202324", "State-funded primary", "3"),
            ("202425", "State-funded primary", "4"),
        )
    ]
    found = local_figures(made(ABSENCE, *lines))

    def texts(year_begun: int, phase: str | None) -> list[str]:
        beside = local_benchmarks(found, "persistent_absence", year_begun, phase)
        return [b.text for b in beside]

    assert texts(2025, "primary") == ["4"]
    assert texts(2023, "primary") == ["3"]
    assert texts(2025, "secondary") == ["2"]
    assert texts(2022, None) == ["1"]
    assert texts(2021, None) == []


def test_years_of_another_definition_stand_beside_nothing() -> None:
    found = local_figures(made(KS4_2024, year("202021", "A", "Revised,9,22.0,14.4,27.5")))
    assert local_benchmarks(found, "em_strong", 2021, "secondary") == ()
