"""The texts of the upload screens that show how a school's spreadsheets were understood."""

from collections.abc import Sequence

from cwsw.ui.wording.text import counted

WHAT_TO_CHOOSE = (
    "Whatever your system exports: Excel (.xlsx, .xlsm, .xls, .xlsb), OpenDocument (.ods), text "
    "(.csv, .tsv, .txt) or a zip of them. Several files about the same pupils work as one upload: "
    "the pupil list, attendance, the safeguarding lead's list. Nothing has to be renamed or tidied."
)
PASTE_TITLE = "Paste a list of plans"
PASTE_MEANS = (
    "One child on each line: name, date of birth, CIN or CP, and when the plan started and ended. "
    "Lines copied from a spreadsheet, a document or an email will do. Dates are read with the day "
    "first. The children are looked up among your pupils, and you confirm each."
)
PASTE_LABEL = "Names, dates of birth and plan dates"
PASTE_EXAMPLE = "Ava Adams, 02/03/2012, CIN, 08/01/2024"
OWNER_LABEL = "Whose list is it?"
OWNERS = {
    "Our safeguarding lead's": "DSL",
    "The local authority's": "local authority",
    "Another": "",
}
"""Who made a pasted list -> the answer of the section `lists` of a mapping."""
SAVED_TITLE = "Use answers saved before"
SAVED_MEANS = (
    "The file of answers that this page offers after reading your spreadsheets, from an earlier "
    "upload or another computer."
)
SAVED_LABEL = "Saved answers (.json)"
SAVED_BAD = "This is no file of saved answers: choose the .json file this page gave you."
WHAT_IT_IS = "What is this upload?"
IN_PLACE = "New data, in place of what is loaded now"
IN_ADDITION = "More about the pupils loaded now, such as the safeguarding lead's list"
PASTED_ALONE = (
    "A pasted list needs the pupils it is about: choose the pupil list too, or load it first."
)
ADD_TITLE = "Add the safeguarding lead's list"
ADD_BUTTON = "Add the list and read again"
ADD_FILES = "Or choose the list as a file"

READING = "Reading the files"
OPENING = "Opening the files, finding the sheets and their headings"
FIGURES = "Working out the figures"
READ = "Read"

QUESTIONS_LEAD = (
    "Nothing is guessed: what is not certain is asked. What is most likely is chosen already where "
    "there is such an answer; change it where it is wrong."
)
ANSWER = "Answer and read again"
CHANGE = "Read again with these changes"
SUGGESTED = "suggested"
LAST_TIME = "your answer last time"
USED_AGAIN = "Your answers from before were used again. They are listed below."
ASK_AGAIN = "Forget these answers and ask again"
SAME_CHILD = "Yes, the same child"
OTHER_CHILD = "No, somebody else"
NO_PUPIL = "None of your pupils"
JOINS_TITLE = "Are these children your pupils?"
JOINS_LEAD = (
    "Their UPN on the list is missing, or is no UPN of this school. Two children can share a name, "
    "so look at each. A child who is not on your roll is left out and only counted."
)
NOT_ON_ROLL_LEAD = (
    "They are set aside and count for nothing. If one is on your roll, correct the UPN, or the "
    "name and date of birth, in the list and read it again. Once you confirm, only their number is "
    "kept."
)
CHOOSE_ROLL_TOO = (
    "Choose your pupil list as well: several files about the same pupils are read together."
)
ALL_WELL = "All is well: nothing here needs your answer."
NOBODY_COUNTS = "no social-care plans were found, so no child counts"
LOOK_FIRST = "Before you go on, look at this"
PARSED_TITLE = "How your files were understood"
COLUMNS = "Your headings, and what they are read as"
COLUMNS_LEAD = (
    "Sample values are masked: x is a letter, 9 is a figure. To change what a column is "
    "read as, choose another and read again."
)
NOT_READ = "Not read"
UNREAD_COLUMN = "A column that was not read"
UNREAD_AS = "Read it as"
NO_COLUMN = "None"
RULES = "Rules that were used"
SAVE_TITLE = "Keep these answers"
SAVE_MEANS = (
    "Your answers are used again for your next upload, until this program is closed or the data "
    "are removed. The file keeps them longer, and serves the command line's --mapping. It holds "
    "your headings, the words you explained and your answers."
)
SAVE_BUTTON = "Download the answers"
DIFFERENCES = "Your files say different things"
DIFFERENCES_LEAD = (
    "No file overwrites another: the value of the first counts until you say otherwise."
)
DIFFERENCES_BUTTON = "Use these values"
SPOT_TITLE = "Five pupils as understood: right?"
SPOT_LEAD = (
    "Taken at random. Compare them with what you know. If anything is wrong, go back to the check "
    "and change what the columns are read as."
)
SPOT_CONFIRM = "They are right: confirm"
TAKE_AWAY = "Mend it in your own sheets, or take the list away"
MARKED_BUTTON = "Download your sheets with the bad cells marked"
MARKED_MEANS = (
    "A copy of your sheets with the cells to mend in colour, and a last column that says what is "
    "wrong with each row. Mend it there and upload that file in place of yours."
)
WRONG_REPORT = "This looks like another report"
ABOUT_SCHOOL = "About your school"
ABOUT_SCHOOL_MEANS = (
    "Your files do not say this. It is asked once; the phase decides with which national figures "
    "your school is compared."
)


def questions_title(number: int) -> str:
    """'2 questions before the figures'."""
    return f"{counted(number, 'question')} before the figures"


def clear_columns(number: int) -> str:
    """'12 columns were clear'."""
    return f"{counted(number, 'column')} {'was' if number == 1 else 'were'} clear"


def unread_columns(number: int) -> str:
    """'3 columns were not read'."""
    return f"{counted(number, 'column')} {'was' if number == 1 else 'were'} not read"


def reading(names: tuple[str, ...]) -> str:
    """'Opening roll.csv and list.xlsx ...' for at most three files, else their number."""
    if len(names) > 3:
        return f"{OPENING} ({len(names)} files)"
    return f"{OPENING}: {', '.join(names)}"


def unread_files(number: int) -> str:
    """'1 file or sheet could not be used'."""
    return f"{counted(number, 'file or sheet', 'files or sheets')} could not be used"


def differing(number: int) -> str:
    """'3 values differ between your files'."""
    return f"{counted(number, 'value')} {'differs' if number == 1 else 'differ'} between your files"


def rows_read(read: int, aside: int) -> str:
    """'What was read: 133 rows, 16 of them set aside'."""
    words = f"What was read: {counted(read, 'row')}"
    return f"{words}, {aside:,} of them set aside" if aside else words


def rows_so_far(read: int, used: int) -> str:
    """'What was read so far: 133 rows, 90 of them used', while something is asked."""
    return f"What was read so far: {counted(read, 'row')}, {used:,} of them used"


def matched(number: int, how: str) -> str:
    """'14 children matched by name and date of birth'."""
    return f"{counted(number, 'child', 'children')} matched {how}"


def not_on_roll(number: int) -> str:
    """'3 children of your lists are not on your roll'."""
    named = "1 child of your lists is" if number == 1 else f"{number:,} children of your lists are"
    return f"{named} not on your roll"


def joined_by_name(accepted: int, refused: int) -> str:
    """How many children were found by name, as somebody decided."""
    sentence = (
        f"{counted(accepted, 'child', 'children')} found by name and date of birth, as you said"
    )
    return f"{sentence}; {refused:,} said to be somebody else." if refused else f"{sentence}."


LOCKED_TITLE = "A password is needed"
LOCKED_MEANS = (
    "The file is opened in memory. The password is used once, here and now: it is not kept, and "
    "written to no log and no file."
)
LOCKED_BUTTON = "Open and read"
LOCKED_OPENING = "Opening. This can take some seconds."


def locked_without(names: Sequence[str]) -> str:
    """The button that goes on without protected files."""
    return f"Go on without {names[0] if len(names) == 1 else f'these {len(names)} files'}"


LEFT_OUT_SEEN = "I have seen this. Go on with the other files."


def left_out_title(number: int) -> str:
    """Above the list of what could not be used."""
    return "**One file could not be used**" if number == 1 else f"**{number} could not be used**"
