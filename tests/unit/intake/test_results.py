import pytest

from cwsw.tables.upload import RowCount, Severity
from tests.support.uploads import column, read


def one(stage: str, subject: str, result: str):
    text = f"UPN,Academic year,Stage,Subject,Result\nA1,2025/26,{stage},{subject},{result}\n"
    upload = read(results=text)
    kept = list(zip(*(column(upload, "results", n) for n in ("subject", "result")), strict=True))
    return kept, upload


@pytest.mark.parametrize(
    ("stage", "subject", "result", "expected"),
    [
        ("eyfs", "gld", "yes", ("GLD", "Y")),
        ("EYFS", "GLD", "n", ("GLD", "N")),
        ("PHONICS", "mark", "0", ("Mark", "0")),
        ("PHONICS", "Mark", "40.0", ("Mark", "40")),
        ("KS2", "reading", "100.0", ("Reading", "100")),
        ("KS2", "Writing", "exs", ("Writing", "EXS")),
        ("KS2", "Maths", "hnm", ("Maths", "HNM")),
        ("KS4", "english language", "7.0", ("English Language", "7")),
        ("KS4", "Maths", "u", ("Maths", "U")),
        ("KS4", "Attainment 8", "45.30", ("Attainment 8", "45.3")),
        ("KS4", "Progress 8", "-0.52", ("Progress 8", "-0.52")),
        ("KS4", "Attainment 8", "50", ("Attainment 8", "50")),
    ],
)
def test_results_come_out_in_one_spelling(stage, subject, result, expected):
    kept, upload = one(stage, subject, result)
    assert kept == [expected]
    assert not upload.problems


@pytest.mark.parametrize(
    ("stage", "subject", "result", "code", "bad_column"),
    [
        ("KS5", "Maths", "A", "value_not_known", "Stage"),
        ("KS2", "GLD", "Y", "subject_not_known", "Subject"),
        ("KS4", "Reading", "7", "subject_not_known", "Subject"),
        ("EYFS", "GLD", "2", "result_not_readable", "Result"),
        ("PHONICS", "Mark", "41", "result_not_readable", "Result"),
        ("PHONICS", "Mark", "Wa", "result_not_readable", "Result"),
        ("PHONICS", "Mark", "3.5", "result_not_readable", "Result"),
        ("KS4", "Maths", "A*", "result_not_readable", "Result"),
        ("KS4", "Attainment 8", "U", "result_not_readable", "Result"),
        ("KS4", "Maths", "", "cell_missing", "Result"),
    ],
)
def test_other_results_set_their_row_aside(stage, subject, result, code, bad_column):
    kept, upload = one(stage, subject, result)
    (problem,) = upload.problems
    assert not kept
    assert (problem.code, problem.column, problem.row) == (code, bad_column, 2)
    assert problem.severity is Severity.ERROR
    assert upload.counts["results"] == RowCount(1, 0)


def test_the_same_result_written_in_two_ways_counts_once():
    text = "UPN,Academic year,Stage,Subject,Result\n"
    text += "A1,2025/26,KS4,Maths,7\nA1,2025/26,ks4,maths,7.0\n"
    assert read(results=text).counts["results"] == RowCount(2, 1)
