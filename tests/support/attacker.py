"""A curious reader with a computer: what can be worked out from all that can be read at once.

The attacker reads a neutral list of numbers (`Seen`), wherever they stood: on the page, in the
text of a PDF, in the JSON, in a return. It knows the rules and the legend, the totals of the whole
school (as the Department for Education publishes them) and which tables count the same pupils. An
integer programme over all tables that share pupils then gives the least and the most that every
count of the school can be.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from cwsw.disclosure.rules import BASE, SMALLEST_COUNT, SPREAD, Tally, release, size_band

FAR = 10_000
"""More than any school has pupils."""


@dataclass(frozen=True)
class Seen:
    """What is read of one table (a measure in a year): two rounded numbers; None: hidden."""

    table: str
    count: int | None
    of: int | None


@dataclass(frozen=True)
class SeenSize:
    """What is read of the cohort's size: a range, or that it is hidden."""

    table: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Known:
    """What the attacker knows before reading.

    `everyone`: each table's whole school. `on_roll`: the same for each size. `same`: tables that
    count the same children, sizes among them. `sizes`: the exact number of children in a table.
    `linked` is False for an attacker of rules without secondary suppression.
    """

    everyone: Mapping[str, Tally]
    on_roll: Mapping[str, int] = field(default_factory=dict)
    same: tuple[tuple[str, str], ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    linked: bool = True


@dataclass(frozen=True)
class Pinned:
    """A count that is narrower than it may be: from `low` to `high`."""

    table: str
    what: str
    low: int
    high: int


def attack(seen: Iterable[Seen | SeenSize], known: Known) -> tuple[Pinned, ...]:
    """Every count that what was read narrows to a range under 5; none where it clears.

    A count that had a smaller range before may keep it. That all or none of a group meet a measure
    is a range of one number, so that it is found as well.
    """
    found = list(dict.fromkeys(seen))
    pinned = (_attack_together(part, known) for part in _sharing_pupils(found, known))
    return tuple(chain.from_iterable(pinned))


def _sharing_pupils(found: list[Seen | SeenSize], known: Known) -> list[list[Seen | SeenSize]]:
    """The tables in groups that share no pupils with one another."""
    group = {s.table: {s.table} for s in found}
    for one, other in known.same:
        if one in group and other in group:
            together = group[one] | group[other]
            group.update(dict.fromkeys(together, together))
    kinds = {id(tables): tables for tables in group.values()}
    return [[s for s in found if s.table in tables] for tables in kinds.values()]


def _attack_together(seen: list[Seen | SeenSize], known: Known) -> list[Pinned]:
    programme = _Programme()
    of = {s.table: _add(programme, s, known) for s in seen}
    for one, other in known.same:
        if one in of and other in of:
            programme.add({**of[one], **_negative(of[other])}, 0, 0)
    for table, size in known.sizes.items():
        if table in of:
            programme.add(of[table], size, size)
    for school in _likely(seen, known):
        programme.offer(school)
    pinned = []
    for s in seen:
        if isinstance(s, Seen):
            for what, (before, sum_of) in _secrets(s.table, of[s.table], known).items():
                enough = min(BASE, before[1] - before[0] + 1)
                low, high = programme.range(sum_of, enough)
                if high - low + 1 < enough:
                    pinned.append(Pinned(s.table, what, low, high))
    return pinned


def _likely(seen: list[Seen | SeenSize], known: Known) -> Iterator[dict[str, int]]:
    """Schools that may fit what was read, so that a programme is solved only where they do not do.

    All tables that share pupils count the same children here, as they do in every school.
    """
    tables = [s for s in seen if isinstance(s, Seen)]
    most = min(
        [known.everyone[s.table].of for s in tables]
        + [known.on_roll.get(s.table, FAR) for s in seen]
    )
    known_size = {known.sizes[s.table] for s in seen if s.table in known.sizes}
    read = [s.of + step for s in tables if s.of is not None for step in (-SPREAD, SPREAD)]
    for of in known_size or read or (0, 4, 8, 12, 17, 18, 37, 38, most // 2, most):
        counts = [_ends(s, of, known) for s in tables]
        if 0 <= of <= most and all(counts):
            for end in (0, -1):
                found = {s.table: of for s in seen if isinstance(s, SeenSize)}
                for s, ends in zip(tables, counts, strict=True):
                    found[f"{s.table} meets"] = ends[end]
                    found[f"{s.table} does not"] = of - ends[end]
                yield found


def _ends(seen: Seen, of: int, known: Known) -> list[int]:
    """Small and large counts of a table of so many children that would read as this one does."""
    everyone = known.everyone[seen.table]
    low, high = max(0, of - (everyone.of - everyone.n)), min(of, everyone.n)
    if seen.count is not None:
        return [n for n in (seen.count - SPREAD, seen.count + SPREAD) if low <= n <= high]
    tried = (n for n in (low, low + BASE, high - BASE, high) if low <= n <= high)
    return sorted(n for n in tried if release(Tally(n, of), everyone) is None)


def _secrets(table: str, of: Mapping[str, int], known: Known):
    """Each count an attacker is after: its range before reading, and what it is the sum of.

    The other pupils' counts are the whole school's less these: as wide, and so not asked apart.
    """
    everyone = known.everyone[table]
    missing = everyone.of - everyone.n
    meets, not_meets = f"{table} meets", f"{table} does not"
    if table in known.sizes:
        size = known.sizes[table]
        low, high = max(0, size - missing), min(size, everyone.n)
        return {
            "meets": ((low, high), {meets: 1}),
            "does not": ((size - high, size - low), {not_meets: 1}),
        }
    return {
        "meets": ((0, everyone.n), {meets: 1}),
        "does not": ((0, missing), {not_meets: 1}),
        "children": ((0, everyone.of), of),
    }


def _add(programme: "_Programme", seen: Seen | SeenSize, known: Known) -> dict[str, int]:
    """The variables and conditions of one table; the sum that is its number of children."""
    if isinstance(seen, SeenSize):
        return _add_size(programme, seen, known.on_roll[seen.table])
    everyone = known.everyone[seen.table]
    meets, not_meets = f"{seen.table} meets", f"{seen.table} does not"
    programme.variable(meets, 0, everyone.n)
    programme.variable(not_meets, 0, everyone.of - everyone.n)
    of = {meets: 1, not_meets: 1}
    if seen.count is None or seen.of is None:
        _hidden(programme, seen.table, of, known)
    else:
        programme.add({meets: 1}, seen.count - SPREAD, seen.count + SPREAD)
        programme.add(of, seen.of - SPREAD, seen.of + SPREAD)
    return of


def _add_size(programme: "_Programme", seen: SeenSize, on_roll: int) -> dict[str, int]:
    if seen.low is None or seen.high is None:
        hidden_from = next(n for n in range(on_roll + 1) if size_band(n, on_roll) is None)
        programme.variable(seen.table, hidden_from, on_roll)
    else:
        programme.variable(seen.table, seen.low, min(seen.high, on_roll))
    return {seen.table: 1}


def _hidden(programme: "_Programme", table: str, of: Mapping[str, int], known: Known) -> None:
    """One of the reasons to hide must hold: of the rounded counts, as in `rules.reasons`."""
    everyone = known.everyone[table]
    count, size = f"{table} fives", f"{table} fives of all"
    far = everyone.of + 4 * BASE
    programme.variable(count, 0, far)
    programme.variable(size, 0, far)
    programme.add({f"{table} meets": 1, count: -BASE}, -SPREAD, SPREAD)
    programme.add({**of, size: -BASE}, -SPREAD, SPREAD)
    least = SMALLEST_COUNT + SPREAD
    reasons = [
        ({count: BASE}, least - 1),
        ({size: BASE, count: -BASE}, least + SPREAD - 1),
    ]
    if known.linked:
        reasons += [
            ({count: -BASE}, least - 1 - everyone.n),
            ({size: -BASE, count: BASE}, least + SPREAD - 1 - (everyone.of - everyone.n)),
        ]
    programme.fives[count], programme.fives[size] = {f"{table} meets": 1}, of
    switches = [f"{table} reason {number}" for number in range(len(reasons))]
    for switch, (sum_of, at_most) in zip(switches, reasons, strict=True):
        programme.variable(switch, 0, 1)
        programme.switches[switch] = (sum_of, at_most)
        programme.add({**sum_of, switch: 2 * far}, -np.inf, at_most + 2 * far)
    programme.add(dict.fromkeys(switches, 1), 1, len(switches))


def _negative(sum_of: Mapping[str, int]) -> dict[str, int]:
    return {name: -factor for name, factor in sum_of.items()}


def _value(sum_of: Mapping[str, int], values: Mapping[str, int]) -> int:
    return sum(factor * values[name] for name, factor in sum_of.items())


class _Programme:
    """Whole-number variables with bounds, and conditions on sums of them."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}
        self._bounds: list[tuple[float, float]] = []
        self._rows: list[tuple[Mapping[str, int], float, float]] = []
        self._schools: list[np.ndarray] = []
        self.fives: dict[str, Mapping[str, int]] = {}
        self.switches: dict[str, tuple[Mapping[str, int], int]] = {}

    def variable(self, name: str, low: float, high: float) -> None:
        if name not in self._place:
            self._place[name] = len(self._place)
            self._bounds.append((low, high))

    def add(self, sum_of: Mapping[str, int], low: float, high: float) -> None:
        self._rows.append((dict(sum_of), low, high))

    def offer(self, values: dict[str, int]) -> None:
        """Take a school into account where it fits every bound and condition."""
        for name, sum_of in self.fives.items():
            values[name] = (_value(sum_of, values) + SPREAD) // BASE
        for name, (sum_of, at_most) in self.switches.items():
            values[name] = int(_value(sum_of, values) <= at_most)
        bounds = zip(self._place, self._bounds, strict=True)
        fits = all(low <= values[name] <= high for name, (low, high) in bounds) and all(
            low <= _value(sum_of, values) <= high for sum_of, low, high in self._rows
        )
        if fits:
            self._schools.append(np.array([values[name] for name in self._place], dtype=float))

    def range(self, sum_of: Mapping[str, int], enough: int) -> tuple[int, int]:
        """The least and the most that a sum can be, or any range of `enough` numbers within.

        ValueError where no school fits.
        """
        row = self._row(sum_of)
        for sign in (1, -1):
            low, high = self._met(row)
            if high - low + 1 >= enough:
                break
            self._schools.append(self._solve(sign * row))
        return self._met(row)

    def _met(self, row: np.ndarray) -> tuple[int, int]:
        """The least and the most of a sum in the schools that were found to fit so far."""
        sums = [round(float(row @ school)) for school in self._schools] or [0]
        return min(sums), max(sums)

    def _solve(self, row: np.ndarray) -> np.ndarray:
        """The school that fits all conditions and has the least of a sum."""
        matrix = np.array([self._row(row) for row, _, _ in self._rows] or [self._row({})])
        lows = [low for _, low, _ in self._rows] or [0]
        highs = [high for _, _, high in self._rows] or [0]
        low, high = zip(*self._bounds, strict=True)
        found = milp(
            row,
            constraints=LinearConstraint(matrix, lows, highs),
            bounds=Bounds(low, high),
            integrality=np.ones(len(self._place)),
        )
        if found.x is None:
            raise ValueError(f"no school fits what was read: {found.message}")
        return np.round(found.x)

    def _row(self, sum_of: Mapping[str, int]) -> np.ndarray:
        row = np.zeros(len(self._place))
        for name, factor in sum_of.items():
            row[self._place[name]] += factor
        return row
