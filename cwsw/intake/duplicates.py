"""Rows that stand in an upload more than once."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from cwsw.intake.exports.listed_names import folded_words
from cwsw.intake.grids import Rows
from cwsw.intake.problems import COUNTED_ONCE, Findings, rows_named


def count_once(rows: Rows, findings: Findings) -> None:
    """Set aside all but the first of the rows whose read columns have the same values."""
    # Only columns that are read: two exports of one list may differ in others, as the time of
    # printing.
    keys = [*zip(*rows.fields.values(), strict=True)]
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[object, ...], int] = {}
    for index in rows.live():
        before = first.setdefault(keys[index], index)
        if before != index:
            rows.set_aside([index])
            place, earlier = rows.place(index), rows.place(before)
            text = f"Row {place.row} of {place.sheet} is the same as "
            text += f"row {earlier.row} of {earlier.sheet}"
            is_one_file = place.file == earlier.file
            text += " and was counted once." if is_one_file else f" in {earlier.file}."
            findings.note("same_row", place, text, COUNTED_ONCE)


def set_pupils_aside(rows: Rows, findings: Findings) -> None:
    """Set aside all rows of a UPN that stands in Pupils with different values.

    One of them cannot be picked: it might be another child's.
    """
    for (upn,), indices in _repeated(rows, ("upn",)).items():
        text = f"UPN {upn} is in {_named(rows, indices)} of Pupils with different values: "
        text += "keep the right one."
        findings.error(
            "pupil_twice",
            rows.place(indices[0], "UPN"),
            text,
            "None of these rows is used.",
            str(upn),
        )
        rows.set_aside(indices)


def warn_of_same_child(rows: Rows, findings: Findings) -> None:
    """Warn where one name and date of birth stand on the roll under different UPNs."""
    names = ("surname", "forename", "date_of_birth")
    facts = {i: tuple(rows.values(name)[i] for name in names) for i in rows.live()}
    births = Counter(birth for _, _, birth in facts.values() if birth)
    by_name: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, (surname, forename, birth) in facts.items():
        # Folding a name takes time: only those that share their date of birth are looked at.
        words = folded_words(f"{surname or ''} {forename or ''}") if births[birth] > 1 else ()
        if words:
            by_name[frozenset(words), birth].append(index)
    for indices in by_name.values():
        if len({rows.values("upn")[i] for i in indices}) > 1:
            _warn_twice(rows, indices, findings)


def _warn_twice(rows: Rows, indices: list[int], findings: Findings) -> None:
    """A warning for each of the rows, which names them all."""
    for index in indices:
        place = rows.place(index, "UPN")
        text = f"{_named(rows, indices).capitalize()} of {place.sheet} have one name and date of "
        text += "birth under different UPNs: if this is one child, remove the old row."
        effect = "Each row counts as a pupil of its own, so a child may be counted twice."
        findings.warning("same_child_twice", place, text, effect)


def set_marks_aside(rows: Rows, findings: Findings) -> None:
    """Set aside the register rows of a pupil and day whose marks differ: neither is known right."""
    for (upn, _day), indices in _repeated(rows, ("upn", "date")).items():
        text = f"Register has different marks for one pupil and day in {_named(rows, indices)}: "
        text += "keep the right one."
        findings.warning(
            "register_twice", rows.place(indices[0], "UPN"), text, "Neither row counts.", str(upn)
        )
        rows.set_aside(indices)


def _repeated(rows: Rows, names: tuple[str, ...]) -> Mapping[tuple[object, ...], list[int]]:
    """Values of some fields that several rows share -> the indices of those rows."""
    keys = [*zip(*map(rows.values, names), strict=True)]
    if len(set(keys)) == len(keys):
        return {}
    by_key: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in rows.live():
        by_key[keys[index]].append(index)
    return {key: indices for key, indices in by_key.items() if len(indices) > 1}


def _named(rows: Rows, indices: list[int]) -> str:
    return rows_named([rows.numbers[index] for index in indices])
