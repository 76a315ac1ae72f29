"""Which year groups the made-up schools of each phase have, and where pupils join and leave."""

from collections.abc import Mapping


def _same(first: int, last: int, weight: float = 1.0) -> dict[int, float]:
    return dict.fromkeys(range(first, last + 1), weight)


SIZES: Mapping[str, Mapping[int, float]] = {
    "nursery": {-2: 0.8, -1: 1.0},
    "primary": {-1: 0.75} | _same(0, 6),
    "secondary": _same(7, 11) | {12: 0.5, 13: 0.45},
    "all-through": {-1: 0.4} | _same(0, 6, 0.6) | _same(7, 11) | {12: 0.4, 13: 0.35},
    "special": _same(0, 6, 0.6) | _same(7, 11) | {12: 0.5, 13: 0.4, 14: 0.3},
    "AP": {7: 0.2, 8: 0.4, 9: 0.8, 10: 1.4, 11: 1.6},
    "post-16": {12: 1.0, 13: 0.85, 14: 0.15},
}
"""Phase -> year group -> its size beside the others."""

ENTRIES: Mapping[str, Mapping[int, float]] = {
    "nursery": {-2: 1.0, -1: 0.5},
    "primary": {-1: 1.2, 0: 1.0},
    "secondary": {7: 1.0, 12: 0.25},
    "all-through": {-1: 0.5, 0: 0.6, 7: 1.0, 12: 0.2},
    "special": {0: 1.0, 7: 1.0, 12: 0.2},
    "AP": {7: 0.5, 8: 0.5, 9: 1.0, 10: 1.0, 11: 0.5},
    "post-16": {12: 1.0, 13: 0.05},
}
"""Phase -> year group in which pupils join in September -> how many do."""

EXITS: Mapping[str, Mapping[int, float]] = {
    "nursery": {-1: 1.0},
    "primary": {6: 1.0},
    "secondary": {11: 0.5, 13: 1.0},
    "all-through": {11: 0.55, 13: 1.0},
    "special": {11: 0.4, 13: 0.2, 14: 1.0},
    "AP": {11: 1.0},
    "post-16": {13: 0.85, 14: 1.0},
}
"""Phase -> year group -> share of it that leaves in July."""


def allocate(total: int, weights: Mapping[int, float]) -> dict[int, int]:
    """Share `total` out by weight in whole numbers that add up to it (largest remainder)."""
    scale = total / sum(weights.values())
    exact = {key: weight * scale for key, weight in weights.items()}
    shared = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shared[key] - exact[key])
    for key in by_remainder[: total - sum(shared.values())]:
        shared[key] += 1
    return shared
