"""CSV files: their letters, line ends and delimiters."""

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.problems import FileRefusedError
from cwsw.intake.reading import read_in_process
from cwsw.intake.sniff import Format, sniff
from cwsw.intake.texts import LOST, csv_rows, decode
from tests.support.cases import Case
from tests.support.uploads import PUPILS, SCHOOL, column, problems_of

TEXT = "UPN,Zoë\n1,O’Hare\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_letters_are_read_by_mark_by_zeros_or_by_trial(encoding):
    data = TEXT.encode(encoding)
    assert decode(data) == TEXT
    assert sniff(data) is Format.TEXT


def test_what_an_old_mac_wrote_is_read():
    text = TEXT.replace("\n", "\r")
    assert decode(text.encode("mac_roman")) == text
    assert csv_rows(text) == ([["UPN", "Zoë"], ["1", "O’Hare"]], 1)


def test_text_with_a_mark_or_many_zeros_is_no_damaged_text():
    with pytest.raises(FileRefusedError, match="text_not_readable"):
        decode(TEXT.encode("utf-16")[:-1])


def test_some_spoilt_bytes_cost_their_letters_and_not_the_others():
    spoilt = ("Zoë,Éva\n" * 50).encode().replace(b"\xc3\xab", b"\xc3", 1)
    assert decode(spoilt) == f"Zo{LOST},Éva\n" + "Zoë,Éva\n" * 49


def test_a_row_with_letters_that_could_not_be_read_is_read_and_told():
    pupils = PUPILS.replace("Brown", "Br@wn").encode().replace(b"@", b"\x81")
    files = [SourceFile("pupils.csv", pupils), SourceFile("school.csv", SCHOOL.encode())]
    upload = read_in_process(files)
    assert [(p.row, p.severity) for p in problems_of(upload, "letters_lost")] == [(3, "warning")]
    assert column(upload, "pupils", "surname")[1] == f"Br{LOST}wn"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(mark, end):
    assert csv_rows(f"UPN{mark}Name{end}A1{mark}x{end}") == ([["UPN", "Name"], ["A1", "x"]], 1)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "line", ["sep={0}", "SEP={0}", '"sep={0}"', "\ufeffsep={0}", "sep={0}{0}{0}"]
)
def test_excels_own_delimiter_line_is_no_row(line, mark, end):
    text = f"{line.format(mark)}{end}UPN{mark}a, b; c{end}"
    if mark in ",;":
        text = text.replace("a, b; c", '"a, b; c"')
    assert csv_rows(text) == ([["UPN", "a, b; c"]], 2)


def test_the_delimiter_is_not_fooled_by_commas_within_quotes():
    rows, _ = csv_rows('"a, b, c";Name;UPN\n1;2;3\n')
    assert rows[0] == ["a, b, c", "Name", "UPN"]


def test_the_case_without_a_mark_is_read():
    case = Case("20_utf16le_no_mark.csv", roll=None)
    assert case.cohort == {"on_roll": 30, "other": 30}
