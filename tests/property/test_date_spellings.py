"""Dates of plans in random spellings: the right day, a question, or a problem with its row."""

import random
from calendar import monthrange
from datetime import date, timedelta
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.intake import SourceFile
from cwsw.intake.cells import Unreadable
from cwsw.intake.exports.date_texts import DateRole, is_date_text, is_no_day, read_text
from cwsw.intake.exports.dates import readings
from cwsw.intake.exports.periods import period_in
from cwsw.intake.exports.plan_headings import read_heading, state_heading
from cwsw.intake.exports.planwords import read_plan_word, suggestions, without_category
from cwsw.intake.telling_headings import mentions_end
from cwsw.tables.proposal import with_answer
from cwsw.tables.upload import rows_of
from tests.support.cases import FILES, Case

UPNS = [line.split(",")[0] for line in (FILES / "base/roll.csv").read_text().splitlines()[1:]]
FIRST, LAST = date(2016, 1, 1), date(2026, 7, 1)


def ordinal(number: int) -> str:
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


DAYS = (
    lambda d: f"{d:%d/%m/%Y}", lambda d: f"{d.day}/{d.month}/{d:%y}", lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%d-%m-%y}", lambda d: f"{d:%Y-%m-%d}", lambda d: f"{d.day} {d:%b %Y}",
    lambda d: f"{ordinal(d.day)} {d:%B %Y}", lambda d: f"{ordinal(d.day)} of {d:%B}, {d.year}",
    lambda d: f"{d:%b} {d.day}, {d.year}", lambda d: f"{d:%d-%b-%y}", lambda d: f"{d:%d%b%Y}",
)  # fmt: skip
ALONE = (
    *DAYS, lambda d: f"{d:%a %d %b %Y}", lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d:%Y-%m-%d} 00:00:00", lambda d: f" {d:%d/%m/%Y} ",
    lambda d: f"{d:%d %B %Y}".upper(),
    lambda d: str((d - date(1899, 12, 30)).days),
)  # fmt: skip
MONTHS = (
    lambda d: f"{d:%b %Y}", lambda d: f"{d:%B} {d.year}", lambda d: f"{d:%m/%Y}",
    lambda d: f"{d:%Y-%m}", lambda d: f"{d:%b-%y}", lambda d: f"{d:%B} '{d:%y}",
)  # fmt: skip
AROUND_START = ("{}", "from {}", "Since {}", "started {}", "Opened: {}", "w/c {}", "({})", "on {}")
AROUND_END = (
    "{}",
    "Closed {}",
    "ended {}",
    "until {}",
    "stepped down {}",
    "De-planned - {}",
    "- {}",
)
OPEN = ("ongoing", "Current", "still open", "31/12/9999", "01/01/1900", "N/A", "-", "", "to date")
BETWEEN = (" - ", " – ", " to ", " until ", "-", " till ", " closed ")
DOUBTFUL = (
    "not {}", "{} (reopened)", "review {}", "{} or {}", "before {}", "after {}", "{}, {}",
    "due {}", "{}?", "c. {}", "{} tbc", "no later than {}", "{} and again", "Yr 7 {}", "{} {} {}",
    "77 {}", "{}1",
)  # fmt: skip
NO_DATES = ("2023", "soon", "Year 9", "13/13/2023", "31/02/2024", "9/23", "12/03", "Mayday 2023",
            "Autumn 2023", "Q2 2024", "2023/24", "#REF!", "12 March", "00/13/2023")  # fmt: skip


def spelled(rng: random.Random) -> tuple[str, str, tuple[date | None, date | None] | None]:
    """Start and end as texts, and the days they mean; None where nobody can know."""
    start = FIRST + timedelta(rng.randrange((LAST - FIRST).days))
    end = start + timedelta(rng.randrange(1, 900))
    kind = rng.randrange(5)
    if kind == 0:
        first = rng.choice(AROUND_START).format(rng.choice(DAYS)(start))
        last = rng.choice(AROUND_END).format(rng.choice(DAYS)(end))
        return first, last, (start, end)
    if kind == 1:
        last_day = end.replace(day=monthrange(end.year, end.month)[1])
        texts = rng.choice(MONTHS)(start), rng.choice(MONTHS)(end)
        return *texts, (start.replace(day=1), last_day)
    if kind == 2:
        return rng.choice(ALONE)(start), rng.choice(OPEN), (start, None)
    if kind == 3:
        span = rng.choice(DAYS)(start) + rng.choice(BETWEEN) + rng.choice(DAYS)(end)
        return span, "", (start, end)
    text = rng.choice((*DOUBTFUL, *NO_DATES))
    fill = [rng.choice(DAYS)(start), rng.choice(DAYS)(end), rng.choice(DAYS)(start)]
    return text.format(*fill), rng.choice(DAYS)(end), None


@settings(max_examples=25)
@given(seed=st.integers(0, 10**9))
def test_a_spelling_is_read_right_or_asked_or_told(seed):
    rng = random.Random(seed)
    rows = [spelled(rng) for _ in UPNS[:-1]]
    rows.append(("25/12/2019", "26/12/2019", (date(2019, 12, 25), date(2019, 12, 26))))
    lines = [f'{u},CP,"{s}","{e}"' for u, (s, e, _) in zip(UPNS, rows, strict=True)]
    text = "\n".join(["UPN,Plan,Start date,End date", *lines])
    file = SourceFile("List.csv", text.encode())
    case = Case(file)
    mapping: dict[str, object] = {}
    for question in case.upload.proposal.questions:
        assert question.section == "values", question.text
        mapping = with_answer(mapping, question, "not known")
    asked = {q.path[-1] for q in case.upload.proposal.questions}
    settled = Case(file, mapping=mapping)
    read = rows_of(settled.upload.tables["plans"].select(["upn", "start_date", "end_date"]))
    plans = {upn: days for upn, *days in read}
    told = settled.told_rows()
    for number, (upn, (start, end, meant)) in enumerate(zip(UPNS, rows, strict=True), 2):
        if meant is None:
            assert number in told or asked & {start, end}, (start, end)
        else:
            assert plans[upn] == [*meant], (start, end)


HOSTILE = ("1/", "1 ", "-", "a", "A1", " to ", "May ", "closed ", "12/12/2023 ", "(", "1st of ",
           "CP ", "child in ", "stepped ", "Q1", "autumn ", " 2", "Mon ", "\u2003")  # fmt: skip


def test_texts_made_to_be_slow_are_not():
    started = perf_counter()
    for piece in HOSTILE:
        text = piece * 20_000
        for role in DateRole:
            assert isinstance(read_text(text, role, lambda _: None), Unreadable)
        assert not readings(text)
        assert not is_date_text(text)
        assert not is_no_day(text)
        assert period_in(text) is None
        assert read_heading(text) is None
        assert state_heading(text) is None
        assert read_plan_word(text) is None
        suggestions(text)
        without_category(text)
        mentions_end(text)
    assert perf_counter() - started < 20  # a quadratic one takes minutes
