"""Every small school there can be, and what the rules, or worse rules, say of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from cwsw.disclosure.rules import (
    Range,
    SchoolCount,
    beside_others,
    count_range,
    school_range,
    size_range,
    total,
)


@dataclass(frozen=True)
class Table:
    """`n` of `of` children of the group meet a measure, and so many of the whole school."""

    n: int
    of: int
    school: SchoolCount

    @property
    def counts(self) -> dict[str, int]:
        """Every hidden count: who meets it and who does not, in the group and outside."""
        missing, school = self.of - self.n, self.school
        outside = school.of - school.n - missing
        return {"meets": self.n, "not": missing, "others": school.n - self.n, "others not": outside}


Statement = Callable[[Table], object]


def possible(of: int, school: SchoolCount) -> range:
    """The counts that a group of a size can have."""
    return range(max(0, of - (school.of - school.n)), min(of, school.n) + 1)


def tables(largest: int) -> Iterator[Table]:
    """Every table of every school up to a size."""
    for everyone in range(1, largest + 1):
        for meeting in range(everyone + 1):
            yield from tables_of(SchoolCount(meeting, everyone))


def tables_of(school: SchoolCount) -> Iterator[Table]:
    """Every table of one school."""
    for of in range(school.of + 1):
        yield from (Table(n, of, school) for n in possible(of, school))


def linked(schools: tuple[SchoolCount, ...], fewer: tuple[int, ...]) -> Iterator[tuple[Table, ...]]:
    """Every way in which tables of the same children can turn out.

    `fewer`: so many of them at most are left out of each table (too young for absence, say).
    """
    for of in range(schools[0].of + 1):
        for less in product(*(range(most + 1) for most in fewer)):
            sizes = [of - number for number in less]
            if all(0 <= s <= school.of for s, school in zip(sizes, schools, strict=True)):
                counts = (possible(s, school) for s, school in zip(sizes, schools, strict=True))
                for counts_of in product(*counts):
                    yield tuple(map(Table, counts_of, sizes, schools))


def statement(table: Table) -> object:
    """What the rules say of a table."""
    return said_of_parts((table,))


def said_of_parts(parts: tuple[Table, ...]) -> object:
    """What the rules say of one number made of several groups of different children."""
    count = sum(part.n for part in parts)
    return _statement(count, tuple(p.of for p in parts), tuple(p.school for p in parts))


@cache
def _statement(count: int, sizes: tuple[int, ...], schools: tuple[SchoolCount, ...]) -> object:
    everyone = total(schools)
    range_ = count_range(count, sizes, schools)
    size = size_range(sum(sizes), everyone.of)
    if range_ is None or size is None:
        return None
    return range_, size, _comparison(range_, size, everyone), school_range(everyone.n)


@cache
def _comparison(count: Range, size: Range, school: SchoolCount) -> str:
    return beside_others(count, size, school)


def exact_but_few(table: Table) -> object:
    """A worse rule: exact, with 1 to 5 hidden."""
    return None if 1 <= table.n <= 5 else table.n


def rounded_to_five(table: Table) -> object:
    """A worse rule: every count and size rounded to 5."""
    return (table.n + 2) // 5, (table.of + 2) // 5


def ranges_with_every_cut(table: Table) -> object:
    """A worse rule: 5 or fewer, 6-10, 11-15, ..., whatever is possible."""
    return max(0, table.n - 1) // 5, table.of > 10
