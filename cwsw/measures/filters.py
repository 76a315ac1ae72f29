"""Filters that a reader has set on the figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Filters:
    """Year groups to keep, as numbers (Reception 0), in the academic year of each figure."""

    year_groups: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everybody is kept."""
        return not self.year_groups
