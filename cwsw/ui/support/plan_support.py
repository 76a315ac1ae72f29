"""Planning support: the gap, the children, the reasons, one thing with its evidence, the dates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from cwsw.access import Right, User
from cwsw.advice import library
from cwsw.advice.model import Rule
from cwsw.advice.why import FEWEST_ANSWERS, candidates, in_words, topic_of, warned_of
from cwsw.cohort import Member
from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.today import list_day
from cwsw.measures.registry import MEASURES
from cwsw.measures.school_phases import suits
from cwsw.records import Intervention, facts, record
from cwsw.store import Workspace
from cwsw.ui.children.choice import chosen_children
from cwsw.ui.forms.edit_forms import attempt, may_change
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.support import rule_text
from cwsw.ui.support.support_table import WHOLE_COHORT
from cwsw.ui.widgets.name_visibility import Names, by_place
from cwsw.ui.wording import text

OWN = "Something of our own"
OTHER = "Something else"
CHOSEN_CHILDREN = "Chosen children"
ASK_FIRST = (
    f"Answer at least {FEWEST_ANSWERS} questions before you choose: the same gap has many causes. "
    "“Not known yet” is an answer. Write facts, as if the child will read them, and no social-care "
    "detail."
)
OWN_MEANS = (
    "There is no evidence to show for it here. Set a measure and a review date all the same, and "
    "write down what would make you stop."
)
WHO_MISSING = "Choose at least one child, or the whole cohort."
NAME_MISSING = "Say what it is."
LEAD_MISSING = "Fill in who leads it: one person, by name or role."
REVIEW_MISSING = "Set a review date after the start."
ON_RECORD = "The same support is already on record for one of them from that day."
SIX_WEEKS = timedelta(weeks=6)


@dataclass(frozen=True)
class SupportPlan:
    """What was chosen above the form. `rule` is None for something that the library has not."""

    upns: tuple[str | None, ...]
    measure: str | None
    why: str
    rule: Rule | None


def plan(user: User, workspace: Workspace, cohort: Sequence[Member], names: Names) -> None:
    """Show the steps in order; the choice opens when enough questions are answered."""
    if not may_change(user, workspace, Right.WORK):
        return
    nth = round_of("plan")
    measure = _gap(workspace.school.phase, nth)
    upns = _children(workspace, cohort, names, nth)
    reasons, answered = _ask(measure, nth)
    # What can be chosen depends on the cause: it is offered only once somebody has asked for one.
    if answered < FEWEST_ANSWERS:
        st.info(ASK_FIRST)
        return
    rule = _choose(measure, nth)
    _form(workspace, SupportPlan(upns, measure, reasons, rule), nth)


def _gap(phase: str | None, nth: int) -> str | None:
    """Ask for the measure to improve; None for something else."""
    titles = {m.title: m.key for m in MEASURES if suits(m.page, phase)}
    options = [*titles, OTHER]
    measure_key = st.query_params.get("measure")
    # The last option, Something else, where no link named a measure: the first would be a guess.
    begin = next((n for n, title in enumerate(titles) if titles[title] == measure_key), len(titles))
    choice = st.selectbox("What should get better?", options, begin, key=f"plan_gap_{nth}")
    return titles.get(choice)


def _children(
    workspace: Workspace, cohort: Sequence[Member], names: Names, nth: int
) -> tuple[str | None, ...]:
    """The UPNs chosen, beginning with the children of the address; (None,) for all on the list."""
    in_address = chosen_children(workspace)
    pupils = _with_others(cohort, in_address)
    options = names.options(pupils)
    chosen_upns = {child.upn for child in in_address}
    begin = [words for words, place in options.items() if pupils[place].upn in chosen_upns]
    scope = st.radio(
        "For whom?",
        (CHOSEN_CHILDREN, WHOLE_COHORT),
        index=0 if begin else 1,
        horizontal=True,
        key=f"plan_scope_{nth}",
    )
    if scope == WHOLE_COHORT:
        return (None,)
    key = f"plan_children_{nth}_{names.hidden}"
    options_chosen = st.multiselect("Children", list(options), begin, key=key)
    return tuple(pupils[options[words]].upn for words in options_chosen)


def _with_others(cohort: Sequence[Member], others: Sequence[Pupil]) -> list[Member | Pupil]:
    """The children on the list and the others, by place."""
    # A child's page leads here for children who are not on the list too.
    listed = {member.upn for member in cohort}
    return sorted([*cohort, *(child for child in others if child.upn not in listed)], key=by_place)


def _ask(measure: str | None, nth: int) -> tuple[str, int]:
    """Ask the topic's questions; return the answers as one text, and how many there are."""
    topic = topic_of(measure)
    st.header(f"Why? {topic.title}")
    answers = [
        (q, st.text_input(q.ask, help=q.hint, key=f"plan_why_{topic.key}_{number}_{nth}"))
        for number, q in enumerate(topic.questions)
    ]
    return in_words(answers), sum(bool(answer.strip()) for _, answer in answers)


def _choose(measure: str | None, nth: int) -> Rule | None:
    """Ask for one entry of the library and show its evidence; None for something of their own."""
    st.header("Choose one thing")
    first, second, *_ = library.principles().evidence
    st.write(f"{second} {first}")
    rules = {f"{rule.title} (evidence {rule.strength})": rule for rule in candidates(measure)}
    rule_id = st.query_params.get("rule")
    begin = next((n for n, rule in enumerate(rules.values()) if rule.id == rule_id), 0)
    option = st.selectbox("Support", [*rules, OWN], begin, key=f"plan_rule_{nth}")
    rule = rules.get(option)
    if rule is None:
        st.write(OWN_MEANS)
        return None
    st.markdown(f"{rule_text.strength(rule)} {text.capital(rule.tested)}.")
    st.markdown(f"**Cautions.** {rule.cautions}")
    with st.expander("What to do, the evidence, who leads, how to tell it worked"):
        rule_text.rule_block(rule)
    return rule


def _form(workspace: Workspace, plan_: SupportPlan, nth: int) -> None:
    """Show the form for lead, sessions and dates; saved as one step for all pupils chosen."""
    rule = plan_.rule
    with st.form(f"plan_{nth}"):
        name = _name(rule, nth)
        lead = st.text_input("Lead", help=rule.leads if rule else None, key=f"plan_lead_{nth}")
        measure = plan_.measure or st.text_input("What we will look at", key=f"plan_measure_{nth}")
        dose = st.number_input(
            "Sessions planned for each pupil (0: none)", 0, 400, key=f"plan_dose_{nth}"
        )
        start, review_day = _dates(list_day(workspace), nth)
        if not st.form_submit_button("Start this support", type="primary"):
            return
    support = Intervention(
        intervention=" ".join(name.split()),
        lead=" ".join(lead.split()),
        start_date=start,
        measure=" ".join(measure.split()) or None,
        why=plan_.why,
        review_date=review_day,
        sessions_planned=int(dose) or None,
    )
    new = [replace(support, upn=upn) for upn in plan_.upns]
    attempt(partial(_start, workspace, new), *_problems(workspace, new))


def _dates(day: date, nth: int) -> tuple[date, date]:
    """The day of the start and of the review, six weeks apart to begin with."""
    first, second = st.columns(2)
    start = first.date_input("Start", day, format="DD/MM/YYYY", key=f"plan_start_{nth}")
    review_day = second.date_input(
        "Review", day + SIX_WEEKS, format="DD/MM/YYYY", key=f"plan_review_{nth}"
    )
    return start, review_day


def _name(rule: Rule | None, nth: int) -> str:
    """Ask what the support is called: the suggestion, one of its actions, or typed words."""
    if rule is None:
        return st.text_input("What it is called", key=f"plan_name_{nth}")
    return st.selectbox(
        "What exactly", (rule.title, *rule.actions), key=f"plan_name_{rule.id}_{nth}"
    )


def _start(workspace: Workspace, new: Sequence[Intervention]) -> str:
    """Save the support, and have the next plan begin empty."""
    record(workspace, "start support", new)
    reset_form("plan")
    # The address still names the children and the rule that this plan began with.
    st.query_params.clear()
    return _confirmation(new)


def _problems(workspace: Workspace, new: Sequence[Intervention]) -> list[str]:
    """What is wrong with new support, each in a sentence."""
    if not new:
        return [WHO_MISSING]
    first = new[0]
    on_record = {(fact.about, fact.on) for fact in facts(workspace, Intervention)}
    checks = {
        NAME_MISSING: bool(first.intervention),
        LEAD_MISSING: bool(first.lead),
        REVIEW_MISSING: first.review_date is not None and first.review_date > first.start_date,
        ON_RECORD: not any((fact.about, fact.on) in on_record for fact in new),
    }
    return [words for words, is_right in checks.items() if not is_right]


def _confirmation(new: Sequence[Intervention]) -> str:
    """What was saved, with a warning where it is on the list of what is not suggested."""
    recipients = (
        "the whole cohort" if new[0].upn is None else text.counted(len(new), "child", "children")
    )
    warning = warned_of(new[0].intervention)
    more = f". It is on the list of what is not suggested: {warning.reason}" if warning else ""
    return f"kept: support for {recipients}{more}"
