"""The child of a row, disturbed at random: found, asked about or told by row.

Nobody is ever taken for another child without a question.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.intake.reading import read_in_process
from tests.support.cases import case_file, csv_file

ROLL = case_file("base/roll.csv")
PUPILS = [line.split(",") for line in ROLL.data.decode().splitlines()[1:]]
SCHOOL = case_file("base/School.csv")
EXAMPLES = settings.default.max_examples


def as_it_is(upn, _):
    return upn


def slipped(upn, draw):
    """One character wrong, missing, twice, or exchanged with its neighbour."""
    at = draw.randrange(len(upn))
    kind = draw.randrange(4)
    if kind == 0:
        return upn[:at] + draw.choice("0123456789") + upn[at + 1 :]
    if kind == 1:
        return upn[:at] + upn[at + 1 :]
    if kind == 2:
        return upn[:at] + upn[at : at + 1] + upn[at:]
    return upn[:at] + upn[at + 1 : at + 2] + upn[at : at + 1] + upn[at + 2 :]


UPNS = (
    as_it_is,
    slipped,
    lambda upn, _: f"'{upn}",
    lambda upn, _: f"{upn[:5]}-{upn[5:]}",
    lambda upn, _: upn.replace("0", "O"),
    lambda upn, _: f"{upn} (temp)",
    lambda upn, _: upn[1:],
    lambda _, draw: draw.choice(("", "TBC", "?", "A000000000000", "see SIMS", "000")),
    lambda _, draw: draw.choice(PUPILS)[0],
)
"""Ways to write a UPN; the last is a UPN of anybody, as a copied cell leaves it."""

NAMES = (
    lambda last, first, _: f"{first} {last}",
    lambda last, first, _: f"{last.upper()}, {first}",
    lambda last, first, _: f"{last} {first} (7B)",
    lambda last, first, _: f"{first[0]} {last}",
    lambda last, first, _: f"{first} {last[:-2]}{last[-1]}{last[-2]}",
    lambda last, first, _: f"{first} {last} - left?",
    lambda _last, _first, draw: f"{draw.choice(('Zed', 'Yan'))} {draw.choice(('Else', 'Where'))}",
    lambda _last, _first, _: "",
)
"""Ways to write a name; the last but one is of a child who is not on the roll."""

BIRTHS = (lambda day, _: day, lambda _, __: "", lambda _, draw: draw.choice(PUPILS)[3])


HEAD = ("UPN", "Pupil", "Date of birth", "Plan", "Start date")


@given(st.randoms(use_true_random=False))
@settings(max_examples=2 * EXAMPLES)
def test_a_child_of_a_list_is_never_lost_and_never_taken_for_another(draw):
    upn, last, first, born, *_ = draw.choice(PUPILS)
    spelled, name = draw.choice(UPNS)(upn, draw), draw.choice(NAMES)(last, first, draw)
    row = (spelled, name, draw.choice(BIRTHS)(born, draw))
    upload = read_in_process([ROLL, csv_file("List.csv", HEAD, (*row, "CP", "13/03/2025")), SCHOOL])
    offered = {join.upn for join in upload.joins}
    if upload.refused:
        assert len([p for p in upload.problems if p.code == "needs_confirmation"]) >= 1
        if {first.casefold(), last.casefold()} <= words_of(name):
            assert upn in offered, row
        return
    taken = upload.tables["plans"]["upn"].to_pylist()
    if taken:
        assert taken == [pupil_of(row)], row
    else:
        assert any(p.row == 2 and p.sheet == "List" for p in upload.problems), row


def words_of(name):
    return {"".join(filter(str.isalpha, word)).casefold() for word in name.split()}


def pupil_of(row):
    """The one pupil whom a row may be taken for at once, worked out in the plainest way."""
    written, name, _ = row
    bare = "".join(c for c in written.upper().replace("O", "0") if c.isalnum())
    for upn, last, first, *_ in PUPILS:
        fits = {first.casefold(), first[0].casefold(), last.casefold()} & words_of(name)
        if bare.startswith((upn, upn[1:])) and (fits or not name):
            return upn
    return None
