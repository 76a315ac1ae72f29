"""Two parts of the data-protection pack: what could go wrong, and what was read of guidance."""

from cwsw.reports.document import Section, Table
from cwsw.reports.folded_section import folded_section


def possible_harms(is_hosted: bool) -> Section:
    """What could go wrong for a child, what the program does about it, and what the school."""
    return folded_section(
        "7. What could go wrong for a child, and what is done about it",
        table=Table(
            "What could go wrong",
            ("What", "What the program does", "What the school does"),
            (*_MISHAPS, _SERVER if is_hosted else _COMPUTER),
        ),
        ask=("What else could go wrong here, and who has judged what remains",),
    )


_MISHAPS = (
    (
        "A child is recognised in what governors see",
        "Says ranges that keep five possible values, or nothing",
        "Reads a publication before it goes out",
    ),
    (
        "A child is wrongly on the list, or missing from it",
        "Shows why each child counts, compares lists, keeps who decided what and when",
        "Checks the list each half-term with the local authority",
    ),
    (
        "Staff treat a child differently because of the list",
        "Gives no score and suggests nothing about a child that was not counted",
        "Tells only those who need to know, and how to use it",
    ),
    (
        "A downloaded list gets lost or is passed on",
        "Hides names at one switch; makes a file only when it is asked for",
        "Keeps files where pupil records are kept, and deletes them",
    ),
)
_COMPUTER = (
    "Somebody sits down at the computer",
    "Leaves nothing on the disk that can be read without a passphrase",
    "Locks the screen, stops the program, encrypts the disk",
)
_SERVER = (
    "Somebody signs in who should not",
    "Shows a stranger one page and nothing else; ends idle visits",
    "Keeps the list of people right; uses sign-in with a second factor",
)


def guidance() -> Section:
    """What was read of law and guidance, none of it about data protection law itself."""
    return folded_section(
        "8. Guidance that was read, and how sure we are",
        ("None of it decides the lawful basis. Read the current edition before relying on it.",),
        table=Table(
            "Law and guidance",
            ("What", "Says", "How sure"),
            (
                (
                    "Keeping children safe in education (Department for Education)",
                    "Local authorities should share that a child has a social worker; the "
                    "designated safeguarding lead should hold and use it in decisions on safety, "
                    "welfare and educational outcomes",
                    "not checked against the page",
                ),
                (
                    "Children's Wellbeing and Schools Act 2026, section 6",
                    "Places a duty on local authorities, not on schools; no date was found from "
                    "which it applies",
                    "read",
                ),
                (
                    "Working together to safeguard children, December 2023",
                    "Strengthens education's part; attendance and exclusions data are shared",
                    "second-hand, by a council's summary",
                ),
            ),
        ),
    )
