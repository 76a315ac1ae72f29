"""The trail: lines are only added, a child is a pseudonym, and a change on disk is seen."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from cwsw.access import AuditEvent, Role, Trail, User
from cwsw.access.trail_file import TrailFile

HEAD = User("head@hill.example", Role.HEADTEACHER, "hill")
OTHER = User("head@dale.example", Role.HEADTEACHER, "dale")
UPN = "A123456789012"


def kept_in(folder):
    return Trail(b"pseudonyms", TrailFile(folder / "trail", b"seals"))


def test_a_line_says_who_what_when_and_a_pseudonym():
    line = Trail(b"key").note(HEAD, AuditEvent.CHILD_OPENED, UPN)
    assert (line.user, line.role, line.school) == ("head@hill.example", "headteacher", "hill")
    assert line.event is AuditEvent.CHILD_OPENED
    assert line.when.utcoffset().total_seconds() == 0
    assert len(line.about) == 12
    assert UPN not in repr(line)


def test_lines_can_not_be_changed():
    line = Trail(b"key").note(HEAD, AuditEvent.UPLOADED)
    with pytest.raises(AttributeError):
        line.user = "somebody else"


def test_a_pseudonym_depends_on_child_school_and_key():
    trail = Trail(b"key")
    same = trail.pseudonym("hill", UPN)
    assert trail.pseudonym("hill", f" {UPN.lower()}") == same
    others = {
        trail.pseudonym("hill", "A123456789013"),
        trail.pseudonym("dale", UPN),
        Trail(b"another").pseudonym("hill", UPN),
    }
    assert same not in others
    assert len(others) == 3


@pytest.mark.parametrize("on_disk", [False, True])
def test_each_school_reads_its_own_lines_in_order(tmp_path, on_disk):
    trail = kept_in(tmp_path) if on_disk else Trail(b"key")
    trail.note(HEAD, AuditEvent.SIGNED_IN)
    trail.note(OTHER, AuditEvent.SIGNED_IN)
    trail.note(HEAD, AuditEvent.PUBLISHED)
    assert [line.event for line in trail.lines("hill")] == [
        AuditEvent.SIGNED_IN,
        AuditEvent.PUBLISHED,
    ]
    assert [line.user for line in trail.lines("dale")] == [OTHER.name]
    assert trail.lines("elsewhere") == ()


@pytest.mark.parametrize("on_disk", [False, True])
def test_no_line_is_lost_when_many_write_at_once(tmp_path, on_disk):
    trail = kept_in(tmp_path) if on_disk else Trail(b"key")
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda _: trail.note(HEAD, AuditEvent.EXPORTED), range(200)))
    assert len(trail.lines("hill")) == 200
    assert trail.read("hill").intact


def test_the_file_is_for_the_program_alone_and_holds_no_upn(tmp_path):
    kept_in(tmp_path).note(HEAD, AuditEvent.CHILD_OPENED, UPN)
    file = tmp_path / "trail" / "hill.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert UPN not in file.read_text()


def test_a_restart_finds_the_lines_and_goes_on(tmp_path):
    kept_in(tmp_path).note(HEAD, AuditEvent.CHILD_OPENED, UPN)
    again = kept_in(tmp_path)
    again.note(HEAD, AuditEvent.CHILD_OPENED, UPN)
    first, second = again.lines("hill")
    assert first.about == second.about
    assert kept_in(tmp_path).read("hill").intact


def cut_out(lines):
    return [lines[0], *lines[2:]]


def cut_off_the_front(lines):
    return lines[1:]


def swapped(lines):
    return [lines[1], lines[0], *lines[2:]]


def twice(lines):
    return [*lines, lines[-1]]


def somebody_else(lines):
    return [line.replace("head@hill", "dsl@hill") for line in lines]


def renumbered(lines):
    """The second line cut out and the others numbered anew."""
    cells = [json.loads(line) for line in cut_out(lines)]
    return [json.dumps([number, *rest[1:]]) for number, rest in enumerate(cells, 1)]


def garbled(lines):
    return [*lines[:-1], lines[-1][:20]]


@pytest.mark.parametrize(
    "change", [cut_out, cut_off_the_front, swapped, twice, somebody_else, renumbered, garbled]
)
def test_a_change_of_the_file_is_seen(tmp_path, change):
    trail = kept_in(tmp_path)
    for event in (
        AuditEvent.SIGNED_IN,
        AuditEvent.UPLOADED,
        AuditEvent.EXPORTED,
        AuditEvent.SIGNED_OUT,
    ):
        trail.note(HEAD, event)
    file = tmp_path / "trail" / "hill.jsonl"
    assert kept_in(tmp_path).read("hill").intact
    file.write_text("\n".join(change(file.read_text().splitlines())) + "\n")
    assert not kept_in(tmp_path).read("hill").intact


def test_another_schools_lines_are_not_shown_and_seen_to_be_there(tmp_path):
    trail = kept_in(tmp_path)
    trail.note(HEAD, AuditEvent.SIGNED_IN)
    trail.note(OTHER, AuditEvent.UPLOADED)
    folder = tmp_path / "trail"
    theirs = (folder / "dale.jsonl").read_text()
    for content in (theirs, (folder / "hill.jsonl").read_text() + theirs):
        (folder / "hill.jsonl").write_text(content)
        found = kept_in(tmp_path).read("hill")
        assert OTHER.name not in {line.user for line in found.lines}
        assert not found.intact


def test_a_line_cut_off_the_end_is_seen_by_the_program_that_wrote_it(tmp_path):
    trail = kept_in(tmp_path)
    trail.note(HEAD, AuditEvent.SIGNED_IN)
    trail.note(HEAD, AuditEvent.EXPORTED)
    file = tmp_path / "trail" / "hill.jsonl"
    file.write_text(file.read_text().splitlines()[0] + "\n")
    assert not trail.read("hill").intact


def test_a_line_torn_by_a_power_cut_is_said_and_takes_no_other_with_it(tmp_path):
    trail = kept_in(tmp_path)
    trail.note(HEAD, AuditEvent.SIGNED_IN)
    trail.note(HEAD, AuditEvent.UPLOADED)
    file = tmp_path / "trail" / "hill.jsonl"
    file.write_bytes(file.read_bytes()[:-30])
    again = kept_in(tmp_path)
    again.note(HEAD, AuditEvent.EXPORTED)
    found = again.read("hill")
    assert [line.event for line in found.lines] == [AuditEvent.SIGNED_IN, AuditEvent.EXPORTED]
    assert not found.intact


def test_what_cannot_be_kept_is_an_error(tmp_path):
    (tmp_path / "trail").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="trail"):
        kept_in(tmp_path).note(HEAD, AuditEvent.EXPORTED)


@pytest.mark.parametrize("school", ["../hill", "Hill", "", "this machine", "hill/../dale"])
def test_a_school_is_no_path(tmp_path, school):
    with pytest.raises(ValueError, match="key of a school"):
        kept_in(tmp_path).note(User("x", Role.DSL, school), AuditEvent.SIGNED_IN)
