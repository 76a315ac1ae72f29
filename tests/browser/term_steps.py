"""The steps of a term in order, in the parts of the tutorial."""

from tests.browser import term_first as first
from tests.browser import term_second as second
from tests.browser.term_walk import Part

PARTS = (
    Part("The first upload", (first.upload, first.overview)),
    Part(
        "A list you can trust",
        (first.compare_lists, first.missing, first.override, first.told),
    ),
    Part("From a figure to support", (first.behind, first.why, first.plan)),
    Part("The children, week by week", (first.child, first.work_lists)),
    Part("The meeting", (first.pack, first.recap)),
    Part("Keep what you have", (first.keep,)),
    Part("The next term", (second.next_term, second.side_by_side)),
    Part("Does it help?", (second.before_and_after, second.review, second.next_meeting)),
    Part("Governors", (second.publish, second.governors, second.withdraw)),
    Part("Away, and back again", (second.take_away, second.erase, second.bring_back)),
)

STEPS = tuple(step for part in PARTS for step in part.steps)
