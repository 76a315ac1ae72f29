"""A change of Pupils: who was there keeps their number, now and when it is made again."""

from cwsw.store import TableChange, Workspace
from tests.support.archives import all_rows, school


class Notes(list):
    """A journal."""

    def write(self, made):
        self.append(made)
        return len(self)


def rows(workspace):
    return {row["upn"]: row for row in workspace.rows("pupils").to_pylist()}


def numbers(workspace):
    with workspace.cursor() as cursor:
        return dict(cursor.execute("select upn, pupil from pupils").fetchall())


def test_a_row_put_in_takes_the_place_of_the_pupils_and_keeps_the_number():
    workspace = school(pupils=3, cohort=3)
    before, plans, notes = numbers(workspace), workspace.rows("plans"), Notes()
    first, upload = all_rows(workspace), workspace.as_upload()
    workspace.set_journal(notes)
    old = rows(workspace)["U1"]
    new = {**old, "upn": "A0", "surname": "Dale"}
    workspace.change("change", TableChange("pupils", (old,), ({**old, "form": "9Z"}, new)))
    assert rows(workspace)["U1"]["form"] == "9Z"
    assert numbers(workspace) == before | {"A0": 4}
    assert workspace.rows("plans").equals(plans)
    changed = all_rows(workspace)
    workspace.undo()
    assert all_rows(workspace) == first
    assert numbers(workspace) == before
    assert all_rows(Workspace.load(upload, after=notes[:1])) == changed
    assert all_rows(Workspace.load(upload, after=notes)) == first


def test_a_row_that_is_not_there_as_said_is_not_taken_out():
    workspace = school(pupils=2, cohort=0)
    notes, upload = Notes(), workspace.as_upload()
    workspace.set_journal(notes)
    workspace.change(
        "change", TableChange("pupils", out=({**rows(workspace)["U1"], "form": "9Z"},))
    )
    assert set(rows(workspace)) == {"U0", "U1"}
    assert all_rows(Workspace.load(upload, after=notes)) == all_rows(workspace)
