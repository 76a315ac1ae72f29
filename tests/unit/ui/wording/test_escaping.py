"""What somebody wrote, as it is sent to Markdown and to labels."""

import pytest

from cwsw.tables.controls import one_line
from cwsw.ui.wording.escaping import in_html, label, plain
from tests.support.hostile_school import HOSTILE, LEADING, not_plain

JOINER = "\u2060"


@pytest.mark.parametrize("start", LEADING)
@pytest.mark.parametrize("make", [plain, label])
@pytest.mark.parametrize("around", ["{}", "**{}** is here", "Form: {}.", "# {}", "- {}\n- {}"])
def test_hostile_words_stand_as_typed_wherever_they_stand(start, make, around):
    words = make(start + HOSTILE)
    assert not_plain(around.format(words, words)) == ""


def test_the_check_would_find_what_is_not_made_plain():
    assert not_plain(HOSTILE) == "what follows is turned round"
    assert not_plain(one_line(HOSTILE)) == "read in the source: $"
    assert not_plain(plain(HOSTILE).replace("\\*", "*")).startswith("formatting")
    assert not_plain(plain(HOSTILE).replace(JOINER, "")).startswith("read as more")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Hill School", "Hill School"),
        ("St John’s & St Mary’s (half-term). 5 + 6!", "St John’s & St Mary’s (half-term). 5 + 6!"),
        ("8:30 to 9.15: x", r"8\:30 to 9.15: x"),
        ("a@b.example", f"a@{JOINER}b.example"),
        ("https://x", rf"https\:{JOINER}//x"),
        ("WWW.x", f"WWW{JOINER}.x"),
        ("a -> b", f"a -{JOINER}> b"),
        (":smile:", rf"\:{JOINER}smile:"),
        ("a * b_c", r"a \* b\_c"),
        ("&lt; & &#60;", r"\&lt; & \&#60;"),
        ("12. twelfth", r"12\. twelfth"),
        ("- item", r"\- item"),
        ("|-|-|", r"\|-|-|"),
        (":small", r"\:small"),
    ],
)
def test_markdown_is_sent_escapes_and_joiners_only_where_they_are_needed(typed, sent):
    assert plain(typed) == sent


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Hill School, Year 9: 12 of 30", "Hill School, Year 9: 12 of 30"),
        ("snake_case", "snake_case"),
        ("*bold*", "∗bold∗"),  # noqa: RUF001
        ("1. first", f"{JOINER}1. first"),
        ("1 column", "1 column"),
        ("8:30, x", "8:30, x"),
        (":small ::help", "∶small ∶∶help"),  # noqa: RUF001
        ("Tom & Jerry", "Tom & Jerry"),
    ],
)
def test_a_label_is_sent_without_anything_that_would_be_spoken(typed, sent):
    assert label(typed) == sent
    assert "\\" not in label(HOSTILE)


def test_what_is_not_seen_and_what_turns_round_goes():
    assert one_line("a\u202eb\u200bc\x00\x1b[31m\r\n\n d\te\x85f") == "abc[31m d e f"
    assert in_html("<\u202eb\x9b>'\"") == "&lt;b&gt;&#x27;&quot;"
