"""What to do next: what this school's figures suggest, what is running, and the library."""

from cwsw.ui.state import session
from cwsw.ui.support import suggestions

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("What to do")
    session.no_data_yet()
summary = session.summary()
asked = suggestions.asked_suggestion(summary)
session.page_header(suggestions.finding(summary, asked))

if asked is not None:
    suggestions.show_asked(asked)
suggestions.show_first(summary, asked)
suggestions.show_running_line(workspace, user)
suggestions.show_evidence_rules()
suggestions.show_more(summary, asked)
