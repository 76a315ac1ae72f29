"""Children for the places of a made-up school: names, needs, dates, and a social-care story."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cwsw.sample import places
from cwsw.sample.calendar import days_between, first_school_day
from cwsw.sample.child import Child
from cwsw.sample.levels import ATTAINMENT, COHORT, NEEDS, SHARES, CareHistory
from cwsw.sample.names import BOYS, GIRLS, STAFF, SURNAMES
from cwsw.sample.phases import ENTRIES, SIZES
from cwsw.sample.places import RollPlace
from cwsw.sample.upn import made_up_upn

_COHORT_FACTOR = {"special": 1.15, "AP": 1.2}
_MOVER_SHARE = {True: 0.18, False: 0.07}
_LEAVERS_SHARE = 2.0
_MOST = 1.28  # keeps the cohort within about 1 in 6
_YOUNGEST_EARLIER = 4
_CLASS = 30


def make_children(phase: str, pupils: int, as_at: date, rng: Random) -> list[Child]:
    """All children of a school: exactly `pupils` on roll on the as-at date, leavers, newcomers."""
    share = min(_COHORT_FACTOR.get(phase, 1.0) * rng.uniform(0.88, 1.2), _MOST)
    leavers = places.left_in_year(phase, pupils, as_at, rng)
    placed_stories = _assign_stories(places.on_roll(phase, pupils, as_at), share, rng)
    for batch in places.left_in_july(phase, pupils, as_at):
        placed_stories += _assign_stories(batch, share, rng)
    # Children with a social worker change schools more often.
    placed_stories += _assign_stories(leavers, share * _LEAVERS_SHARE, rng)
    placed_stories += _assign_stories(places.yet_to_come(phase, pupils, as_at), share, rng)
    # Shuffled: in order, the UPNs would show who has a social worker.
    numbers = list(range(len(placed_stories)))
    rng.shuffle(numbers)
    forms = {
        group: max(1, round(pupils * weight / sum(SIZES[phase].values()) / _CLASS))
        for group, weight in SIZES[phase].items()
    }
    children = [
        _child(
            phase, place, story, made_up_upn(n, place.year - place.year_group), forms, as_at, rng
        )
        for n, (place, story) in zip(numbers, placed_stories, strict=True)
    ]
    return sorted(children, key=lambda c: (c.year_group, c.surname, c.forename, c.upn))


def _assign_stories(
    batch: Sequence[RollPlace], share: float, rng: Random
) -> list[tuple[RollPlace, CareHistory]]:
    """Each place with a story: the cohort in the proportions of SHARES, times `share`."""
    # Drawn by weight and without putting back: the method of Efraimidis and Spirakis.
    ordered = sorted(batch, key=lambda place: rng.random() ** (1 / place.pull), reverse=True)
    cohort = _stories(COHORT, len(batch), share)
    other_stories = _stories([s for s in SHARES if s not in COHORT], len(batch), 1.0)
    rng.shuffle(cohort)
    other_stories += [CareHistory.OTHER] * (len(batch) - len(cohort) - len(other_stories))
    rng.shuffle(other_stories)
    # Rounding may make more stories than there are places.
    stories = zip(ordered, cohort + other_stories, strict=False)
    return [(place, _possible(place, story)) for place, story in stories]


def _stories(kinds: Sequence[CareHistory], number: int, share: float) -> list[CareHistory]:
    return [story for story in kinds for _ in range(round(number * SHARES[story] * share))]


def _possible(place: RollPlace, story: CareHistory) -> CareHistory:
    # Their plans ended more than six years ago, when the child was already born.
    too_young = story is CareHistory.EARLIER and place.year_group < _YOUNGEST_EARLIER
    return CareHistory.OTHER if too_young else story


def _child(
    phase: str,
    place: RollPlace,
    story: CareHistory,
    upn: str,
    forms: dict[int, int],
    as_at: date,
    rng: Random,
) -> Child:
    sex = rng.choice("FM")
    sen, fsm = _needs(phase, story, rng)
    looked_after = story is CareHistory.LOOKED_AFTER or (
        story is CareHistory.ENDED and rng.random() < 0.06
    )
    return Child(
        upn=upn,
        surname=rng.choice(SURNAMES),
        forename=rng.choice(GIRLS if sex == "F" else BOYS),
        sex=sex,
        born=_birthday(place, rng),
        year_group=place.year_group,
        base_year=place.year,
        form=_form(place.year_group, forms.get(place.year_group, 1), rng),
        sen=sen,
        fsm=fsm,
        pupil_premium=fsm or looked_after or rng.random() < 0.05,
        eal=rng.random() < 0.19,
        looked_after=looked_after,
        admission=_admission(phase, place, story, as_at, rng),
        leaving=place.leaving,
        key_adult=rng.choice(STAFF) if story in COHORT and rng.random() < 0.85 else None,
        story=story,
        ability=rng.gauss(0.0, 1.0) + ATTAINMENT[story],
        habit=rng.random(),
    )


def _needs(phase: str, story: CareHistory, rng: Random) -> tuple[str, bool]:
    support, plan, meals = NEEDS[story]
    chance = rng.random()
    if phase == "special" or chance < plan:
        sen = "E"
    else:
        sen = "K" if chance < plan + support or (phase == "AP" and chance < 0.8) else "N"
    return sen, rng.random() < meals


def _birthday(place: RollPlace, rng: Random) -> date:
    return date(place.year - place.year_group - 5, 9, 1) + timedelta(days=rng.randrange(365))


def _form(group: int, forms: int, rng: Random) -> str:
    year = {-2: "N1", -1: "N2", 0: "R"}.get(group, str(group))
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return year + letters[rng.randrange(min(forms, len(letters)))]


def _admission(phase: str, place: RollPlace, story: CareHistory, as_at: date, rng: Random) -> date:
    if place.coming is not None:
        return place.coming
    entries = {g: w for g, w in ENTRIES[phase].items() if g <= place.year_group}
    group = rng.choices(list(entries), list(entries.values()))[0]
    entry_year = place.year - (place.year_group - group)
    if phase != "AP" and rng.random() >= _MOVER_SHARE[story in COHORT]:
        return min(first_school_day(entry_year), as_at)
    year = rng.randint(max(entry_year, place.year - 2), place.year)
    limit = min(as_at, place.leaving or as_at)
    days = days_between(year, first_school_day(year), limit)
    return (
        rng.choice(days[: max(1, len(days) * 3 // 4)])
        if days
        else min(first_school_day(entry_year), as_at)
    )
