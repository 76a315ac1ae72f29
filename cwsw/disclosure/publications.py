"""A school's publications: frozen, dated, withdrawable, and safe to compare with each other."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from secrets import token_hex
from threading import Lock

from cwsw.disclosure.first_published import as_first_published
from cwsw.disclosure.model import PublishedSummary
from cwsw.disclosure.rounded import RoundedSummary
from cwsw.tables.half_terms import TermBlock
from cwsw.tables.typed_data import plain, typed

Save = Callable[[str, bytes], None]
"""Function (school key, content) that saves a publication beyond this program's memory."""
_ROUNDED, _RANGES = 1, 2
"""Versions of the stored form: counts rounded to 5 (the first rules), ranges.

One is added when a field changes its meaning; a field added later has a default.
"""


class PublishedAlreadyError(ValueError):
    """Something stands published in this half-term."""


@dataclass(frozen=True)
class Publication:
    """What governors were shown from a day on. `by` is a role or a name."""

    id: str
    summary: PublishedSummary | RoundedSummary
    published: date
    by: str
    withdrawn: date | None = None


@dataclass(frozen=True)
class _RangesStored(Publication):
    """How a publication is stored now."""

    summary: PublishedSummary


@dataclass(frozen=True)
class _RoundedStored(Publication):
    """How publications of the first rules are stored."""

    summary: RoundedSummary


def prepare(
    draft: PublishedSummary,
    former: Iterable[Publication],
    half_term: TermBlock,
    on: date,
    comment: str = "",
    actions: Iterable[str] = (),
) -> PublishedSummary:
    """What would be published on a day: the preview and the publication are both made here.

    `former` are all publications before it, withdrawn ones included, since somebody may have read
    them. A second one in the same half-term keeps every figure of the first and changes the head's
    words only. In later ones each figure is taken from the first publication that gave it.
    """
    before = sorted(former, key=lambda p: p.published)
    summaries = [(p.published, p.summary) for p in before]
    # Only what was published by ranges can be taken over whole: the first rules' publications have
    # another form.
    same = (
        summary
        for day, summary in summaries
        if half_term.covers(day) and isinstance(summary, PublishedSummary)
    )
    frozen = next(same, None) or as_first_published(draft, summaries)
    return replace(frozen, published=on, comment=comment, actions=tuple(actions))


class Publications:
    """The publications of each school, by its key. Safe to use from many threads.

    They live in memory; `keep` is told of each one made or withdrawn, before anybody can see it.
    """

    def __init__(self, keep: Save | None = None) -> None:
        self.keep = keep
        self._by_school: dict[str, dict[str, Publication]] = {}
        self._lock = Lock()

    def of(self, school: str) -> tuple[Publication, ...]:
        """Every publication of a school, withdrawn ones too, the latest first."""
        with self._lock:
            return self._of(school)

    def current(self, school: str) -> Publication | None:
        """The latest that has not been withdrawn; None where there is none."""
        return next((p for p in self.of(school) if p.withdrawn is None), None)

    def publish(
        self,
        school: str,
        draft: PublishedSummary,
        half_term: TermBlock,
        on: date,
        by: str,
        comment: str = "",
        actions: Iterable[str] = (),
    ) -> Publication:
        """Publish a draft (see `prepare`). PublishedAlreadyError where this half-term has one."""
        with self._lock:
            former = self._of(school)
            # Two in a half-term would be of nearly the same children.
            if any(p.withdrawn is None and half_term.covers(p.published) for p in former):
                raise PublishedAlreadyError("at most one publication each half-term")
            summary = prepare(draft, former, half_term, on, comment, actions)
            return self._store(school, Publication(token_hex(8), summary, on, by))

    def withdraw(self, school: str, id: str, on: date) -> Publication:  # noqa: A002
        """Take a publication from governors' sight. KeyError where there is no such one."""
        with self._lock:
            publication = self._by_school.get(school, {})[id]
            # The first day of withdrawal stays: governors may have been told of it.
            return self._store(school, replace(publication, withdrawn=publication.withdrawn or on))

    def fill(self, school: str, saved: Iterable[bytes]) -> None:
        """Bring back what `keep` was given, in any order; a withdrawal is never lost."""
        publications = [from_json(content) for content in saved]
        with self._lock:
            by_id = self._by_school.setdefault(school, {})
            # Withdrawn ones last, so that they win over the same publication as it was made.
            for publication in sorted(publications, key=lambda p: p.withdrawn is not None):
                if publication.id not in by_id or by_id[publication.id].withdrawn is None:
                    by_id[publication.id] = publication

    def forget(self, school: str) -> None:
        """Remove every publication of a school."""
        with self._lock:
            self._by_school.pop(school, None)

    def _of(self, school: str) -> tuple[Publication, ...]:
        publications = self._by_school.get(school, {}).values()
        return tuple(sorted(publications, key=lambda p: p.published)[::-1])

    def _store(self, school: str, publication: Publication) -> Publication:
        if self.keep is not None:
            # Before memory: what cannot be kept must not be seen.
            self.keep(school, to_json(publication))
        self._by_school.setdefault(school, {})[publication.id] = publication
        return publication


def to_json(publication: Publication) -> bytes:
    """A publication as bytes that `from_json` makes the same publication of."""
    is_rounded = isinstance(publication.summary, RoundedSummary)
    body = {"version": _ROUNDED if is_rounded else _RANGES, "content": publication}
    return json.dumps(body, default=plain, ensure_ascii=False).encode()


def from_json(data: bytes) -> Publication:
    """The publication behind bytes of `to_json`. ValueError where they are anything else."""
    kinds: dict[int, type[Publication]] = {_ROUNDED: _RoundedStored, _RANGES: _RangesStored}
    try:
        body = json.loads(data)
        stored = typed(kinds[body["version"]], body["content"])
    except (KeyError, TypeError) as error:
        raise ValueError("not a publication that this version of the dashboard knows") from error
    return Publication(**{field.name: getattr(stored, field.name) for field in fields(stored)})
