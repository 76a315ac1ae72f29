"""What the advice is made of: rules, the evidence behind them, and who can help."""

from collections.abc import Mapping
from dataclasses import dataclass

ATTAINMENT = "attainment, all pupils"
NOT_TESTED = "not tested on children with a social worker"
CONFIRM = "confirm on the EEF page"


@dataclass(frozen=True)
class Rule:
    """One thing to try.

    It fires on a clear gap in one of `measures`, or else on `child_fact`; with neither it is in the
    library only (data/triggers.toml). `page_measures` are further measures on whose page it is
    shown. `strength` A to D is for this outcome. `strands` and `helpers` are keys; `phases` the
    school phases it is meant for (none: all). `tested_on_cwsw` is true only after a sound trial
    with these children (there is none so far); `trial` is what else is known of trials with them.
    """

    id: str
    area: str
    title: str
    actions: tuple[str, ...]
    evidence: str
    strength: str
    cautions: str
    leads: str
    helpers: tuple[str, ...]
    first_steps: tuple[str, ...]
    success: str
    review: str
    confidence: str
    measures: tuple[str, ...] = ()
    child_fact: str = ""
    page_measures: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    trial: str = ""
    tested_on_cwsw: bool = False

    @property
    def tested(self) -> str:
        """What is known of trials with these children, in words."""
        return self.trial or NOT_TESTED


@dataclass(frozen=True)
class Strand:
    """An EEF Toolkit strand. `months`, `cost`, `padlocks` may be ranges; `confirm` says so.

    `url` is empty where no address is known.
    """

    key: str
    name: str
    months: str
    cost: str
    padlocks: str
    year: str
    confidence: str
    url: str
    confirm: bool = False
    note: str = ""

    @property
    def progress(self) -> str:
        """'+4 months (attainment, all pupils)'; never the months without those words."""
        amount = f"{self.months} months" if self.months else "no figure given"
        return f"{amount} ({ATTAINMENT})"

    @property
    def sentence(self) -> str:
        """Progress, cost, evidence, year and confidence in one line."""
        parts = (
            f"{self.name}: {self.progress}",
            f"{self.cost} cost",
            f"{self.padlocks} evidence",
            f"EEF {self.year}, {self.confidence}",
            CONFIRM if self.confirm else "",
        )
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True)
class Guidance:
    """A guidance report, its recommendations in our own words, one line each."""

    key: str
    title: str
    published: str
    confidence: str
    recommendations: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Finding:
    """What is known about an approach for these children, with its source and how sure it is."""

    topic: str
    says: str
    source: str
    confidence: str


@dataclass(frozen=True)
class Route:
    """Somebody who can help: what they give and when to ask.

    `request`: what a school asks for when it writes to the virtual school; empty where it is not
    asked for there.
    """

    key: str
    name: str
    gives: str
    ask_when: str
    confidence: str
    request: str = ""


@dataclass(frozen=True)
class QuickLink:
    """A quick link; `url` is empty where no address was given."""

    name: str
    url: str


@dataclass(frozen=True)
class Area:
    """What one local authority's virtual school offers (data/local.toml)."""

    local_authority: str
    team: str
    url: str
    contact: str
    limits: str
    offer: tuple[str, ...]
    links: tuple[QuickLink, ...]


@dataclass(frozen=True)
class NotSuggested:
    """What is never suggested, and why. `terms` are words no suggestion may contain."""

    name: str
    reason: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Principles:
    """The principles of evidence, of judging a try, of the law and of questionnaire licences."""

    evidence: tuple[str, ...]
    judging: tuple[str, ...]
    law: str
    licence: str
    strength: Mapping[str, str]
    confidence: Mapping[str, str]
