"""Help and guidance: the virtual school's offer, who can help, reports, findings, evidence."""

from functools import partial

import streamlit as st

from cwsw.advice import library
from cwsw.advice.model import Area, Guidance, QuickLink
from cwsw.store import Workspace
from cwsw.ui.widgets.tabs import show_tabs

TOOLKIT = "https://educationendowmentfoundation.org.uk/education-evidence/teaching-learning-toolkit"
NO_ADDRESS = "ask your virtual school where to find it"


TAB = "guide"
"""The name of the open view in the address."""
TABS = (
    "Your virtual school",
    "Who can help",
    "Guidance reports",
    "What is known",
    "The law",
    "Evidence",
)


def show_guide(workspace: Workspace | None) -> None:
    """Show the views of the page; the school's own virtual school comes first."""
    views = (
        partial(show_area, workspace),
        show_routes,
        show_guidance,
        show_findings,
        show_law,
        show_evidence,
    )
    show_tabs(dict(zip(TABS, views, strict=True)), TAB)


def show_area(workspace: Workspace | None) -> None:
    """Show the virtual school of the school's own area, or an example where it is not known."""
    # What a virtual school offers differs by authority: another's offer is an example and no more.
    own = library.area_of(workspace.school.local_authority) if workspace else None
    if own is not None:
        st.header(own.team)
        st.markdown(area_text(own))
        return
    st.write(
        "The offer of your own local authority is not set up here: ask its virtual school what it "
        "gives schools. This is what one area offers, as an example."
    )
    for area in library.areas():
        with st.expander(f"{area.local_authority}: {area.team}"):
            st.markdown(area_text(area))


def area_text(area: Area) -> str:
    """An area's offer, limits, contact and quick links (Markdown)."""
    offer = "\n".join(f"- {line}" for line in area.offer)
    quick = "\n".join(f"- {link_text(link)}" for link in area.links)
    team_link = f" [{area.team}]({area.url})" if area.url else ""
    return (
        f"What it offers schools:\n\n{offer}\n\n{area.limits} {area.contact}{team_link}\n\n"
        f"Quick links:\n\n{quick}"
    )


def link_text(link: QuickLink) -> str:
    """A quick link, or its name alone where no address is known."""
    return f"[{link.name}]({link.url})" if link.url else f"{link.name}: {NO_ADDRESS}"


def show_routes() -> None:
    """Show everybody outside the classroom who can help."""
    st.markdown(
        "\n".join(f"- **{r.name}.** {r.gives} {r.ask_when}" for r in library.routes().values())
    )


def show_guidance() -> None:
    """Show every report with its recommendations, one line each."""
    st.markdown(
        f"The [Teaching and Learning Toolkit]({TOOLKIT}) gives months of progress, cost and "
        "strength of evidence for each approach (attainment, all pupils)."
    )
    for report in library.guidance():
        with st.expander(report.title):
            st.markdown(guidance_text(report))


def guidance_text(report: Guidance) -> str:
    """A report's date, confidence and recommendations (Markdown)."""
    lines = "\n".join(f"{n}. {line}" for n, line in enumerate(report.recommendations, 1))
    report_link = f" [Read it]({report.url})." if report.url else ""
    return f"{report.published}. In our own words ({report.confidence}).{report_link}\n\n{lines}"


def show_findings() -> None:
    """Show what trials and reviews say about these children, nurture first."""
    for finding in library.findings():
        with st.expander(finding.topic):
            st.markdown(f"{finding.says} *Source: {finding.source} ({finding.confidence}).*")


def show_law() -> None:
    """Show the law, in one line."""
    st.write(library.principles().law)


def show_evidence() -> None:
    """Show the rules of honest evidence, the strengths A to D and the words of confidence."""
    principles = library.principles()
    lines = [*principles.evidence, principles.licence]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.subheader("Strength of evidence, for the outcome in question")
    st.markdown("\n".join(f"- **{k}**: {v}" for k, v in principles.strength.items()))
    st.subheader("How sure we are of a source")
    st.markdown("\n".join(f"- **{k}**: {v}" for k, v in principles.confidence.items()))
