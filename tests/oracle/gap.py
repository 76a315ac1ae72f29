"""How wide the gap is, here and beside the nation (contract section 4, "Gap")."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from cwsw.benchmarks.model import Benchmark

Row = dict[str, Any]

VERDICT_WORDS = {"worse": "behind", "better": "ahead"}
NATION = {"worse": "wider", "better": "narrower"}


def gap(
    entry: Row,
    better: str,
    marks: Sequence[Benchmark],
    so_far: bool,
    same_phase: Callable[[Benchmark], bool],
) -> Row:
    """The contract's `gap` object of an entry whose other parts are known."""
    few = _too_few(entry)
    answer: Row = {"here": "too_few" if few else _side(entry, Fraction(0), better, VERDICT_WORDS)}
    for name in ("2018", "like_for_like"):
        of_set = [mark for mark in marks if mark.set == name]
        word = _no_comparison(entry, name, better, of_set, same_phase)
        if word == "":
            word = "so_far" if so_far else "too_few" if few else _nation(entry, better, of_set)
        answer[f"national_{name}"] = word
    return answer


def _too_few(entry: Row) -> bool:
    few = any(side["pupils"] < 6 for side in entry["groups"].values())
    return few or entry["difference"] is None or entry["difference"]["low"] is None


def _side(entry: Row, point: Fraction, better: str, words: Row) -> str:
    """On which side of a point the whole interval lies."""
    if entry["difference"]["low"] > point:
        side = {"higher": "better", "lower": "worse"}.get(better, "higher")
    elif entry["difference"]["high"] < point:
        side = {"higher": "worse", "lower": "better"}.get(better, "lower")
    else:
        return "not_clear"
    return str(words.get(side, side))


def _no_comparison(
    entry: Row,
    name: str,
    better: str,
    marks: Sequence[Benchmark],
    same_phase: Callable[[Benchmark], bool],
) -> str | None:
    """Why there is nothing to set it beside, in the order of the contract; "" where there is."""
    if "not_comparable" in [m["position"] for m in entry["benchmarks"] if m["set"] == name]:
        return "not_comparable"
    if any(not same_phase(mark) for mark in marks if mark.cohort == "CINO"):
        return "not_same_phase"
    return "" if _pairs(marks) and better in ("higher", "lower") else None


def _pairs(marks: Sequence[Benchmark]) -> list[tuple[Fraction, Fraction, str]]:
    return [
        (mark.value, mark.comparator_value, mark.comparator)
        for mark in marks
        if mark.cohort == "CINO"
        and mark.kind == "raw"
        and mark.value is not None
        and mark.comparator_value is not None
    ]


def _nation(entry: Row, better: str, marks: Sequence[Benchmark]) -> str:
    ((value, comparator_value, comparator),) = _pairs(marks)
    nation = value - comparator_value
    if comparator == "all pupils":
        cwsw, other = (entry["groups"][name]["of"] for name in ("cwsw", "other"))
        nation *= Fraction(cwsw + other, other)
    return _side(entry, nation, better, NATION)
