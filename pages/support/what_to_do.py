"""What to do next: what this school's figures suggest, and the library to choose from."""

import streamlit as st

from cwsw.advice import library
from cwsw.ui import session
from cwsw.ui.support import suggestions

session.require_page(__file__)
session.page_header("What to do", "Suggestions from your own figures, with how sure one can be.")
summary = session.summary()

suggestions.show_evidence_rules()
st.header("Suggested by your figures")
st.write(suggestions.about_suggestions(summary))
for suggestion in summary.suggestions:
    suggestions.suggestion_block(suggestion)

st.header("How to judge whether it worked")
st.markdown("\n".join(f"- {line}" for line in library.principles().judging))

st.header("The library")
suggestions.show_library(summary)

st.header("Not suggested, and why")
st.markdown("\n".join(f"- **{n.name}.** {n.reason}" for n in library.not_suggested()))
