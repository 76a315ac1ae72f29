"""What a terminal would obey: nothing of it is printed, whoever wrote it into a name or a cell."""

import pytest

from cwsw.cli.main import main

CODES = "\x1b]0;x\x07\x1b[2J\x9b31m\u202e\r"
SHEET = f"""UPN,Surname,Forename,Year group,Admission date,Odd{CODES}heading
A1,Adams,Ava,8,01/09/2022,x
A2,Brown,Ben,9{CODES}9,{CODES}soon,x
"""


@pytest.mark.parametrize("command", ["check", "measures"])
@pytest.mark.parametrize("content", [SHEET, "\0\x1b[2J", "", None])
def test_no_code_of_a_name_or_a_cell_reaches_the_terminal(tmp_path, capsys, command, content):
    path = tmp_path / f"list{CODES}.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main([command, str(path)]) in (2, 3)
    printed = capsys.readouterr()
    whole = printed.out + printed.err
    assert "list" in whole
    assert not set(whole) & set(CODES) - set("]0;x[2J31m")
