"""docs/measures.md, made from the registry and from the examples that are tested.

`python -m tests.spec.docs` writes it again; a test fails while it is stale.
"""

from collections.abc import Iterable
from pathlib import Path

from cwsw.compare.alarms import LEVEL
from cwsw.compare.verdicts import FEWEST, SESSIONS_TO_JUDGE
from cwsw.measures.registry import MEASURES, Better, Measure
from cwsw.tables.schema import BY_NAME
from tests.spec.spec import Spec
from tests.spec.specs_cohort import COHORT
from tests.spec.specs_gap import GAP
from tests.spec.specs_measures import SPECS

PATH = Path("docs/measures.md")
BETTER = {
    Better.HIGHER: "higher",
    Better.LOWER: "lower",
    Better.NONE: "neither way",
    Better.CONTEXT: "shown for context only",
}

INTRODUCTION = f"""# How each measure is worked out

Made from the registry (`cwsw/measures/registry.py`) and from examples that are worked out by hand
and tested (`tests/spec`). Do not edit: `python -m tests.spec.docs` writes it.

- **Groups.** The cohort (`cwsw`) is set beside the school's other pupils (`other`). Children who
  were only looked after, whose plan has no usable dates, or whose plans all ended more than six
  years ago stand on neither side.
- **When.** A pupil's group is taken on the year's status date: the as-at date, or 31 August of a
  year that has ended.
- **Chance.** Proportions have Wilson's 95% interval, differences Newcombe's, ratios Koopman's
  score interval, means and rates of absence a t interval over pupils.
- **Verdict.** From the like-for-like national figure alone, and never on fewer than {FEWEST}
  children. An alarm is an exact test, corrected (Holm) over all measures judged, at {LEVEL:.0%}.
- **Same phase.** Absence, suspensions and exclusions differ so much by phase that a figure of all
  schools judges none but an all-through one. For any other it is drawn with the words "all
  schools", has its position, and gives no verdict, no alarm and no gap beside the nation.
- **Gap.** `here`: the cohort beside the school's own other pupils, by the 95% interval of the
  difference; never on fewer than {FEWEST} pupils on either side. Beside the nation: wider or
  narrower where that interval lies wholly beyond the national gap (children in need minus all
  pupils). All pupils hold the cohort too, so the national gap is first turned into one to the
  others. A six-year group usually looks narrower than children in need today: no strength by
  itself.
- **So far.** Before 15 July the year is "so far": absence is judged once the cohort's median
  possible sessions reach {SESSIONS_TO_JUDGE}, every other measure not at all.
"""


def markdown() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## The measures\n", *(_measure(m) for m in MEASURES)]
    parts += ["## Who is in the cohort: examples\n", *(_example(s) for s in COHORT)]
    parts += ["## The measures: examples\n", *(_example(s) for s in SPECS)]
    parts += ["## The gap: examples\n", *(_example(s) for s in GAP)]
    return "\n".join(parts)


def _measure(measure: Measure) -> str:
    sheets = (BY_NAME[name].sheet for name in measure.needs if name in BY_NAME)
    return (
        f"### {measure.title} (`{measure.key}`)\n\n"
        f"- **Who is counted:** {measure.eligible}\n"
        f"- **Who meets it:** {measure.meets}\n"
        f"- **Left out:** {measure.left_out}\n"
        f"- **Better:** {BETTER[measure.better]}\n"
        f"- **Sheets:** {', '.join(sheets)}\n"
    )


def _example(spec: Spec) -> str:
    tables = "\n".join(f"{_name(n)}\n\n{_table(text)}\n" for n, text in spec.tables.items())
    results = "\n".join(f"- {name}: {text}" for name, text in spec.expected.items())
    when = f"{spec.as_at or spec.school_as_at:%d %B %Y}".lstrip("0")
    why = " ".join(spec.why.split())
    return f"### {spec.title}\n\n{why} As at {when}.\n\n{tables}\nResult:\n\n{results}\n"


def _name(table: str) -> str:
    return "Flat sheet:" if table == "flat" else f"{BY_NAME[table].sheet}:"


def _table(text: str) -> str:
    lines = [_row(line) for line in text.strip().splitlines()]
    bars = lines[0].count("|") - 1
    return "\n".join([lines[0], "|" + " --- |" * bars, *lines[1:]])


def _row(line: str) -> str:
    cells: Iterable[str] = (cell.strip() for cell in line.strip().strip("|").split("|"))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PATH.write_text(markdown(), encoding="utf-8")
