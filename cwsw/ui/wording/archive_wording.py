"""Every sentence of the page on which a school's data are kept on this machine."""

TITLE = "Keep on this machine"
LEAD = "Off unless you switch it on: then what you load and add is there again after a restart."
HOW = (
    "Each upload, each thing your team adds and each publication becomes a file of its own, "
    "encrypted (AES-256) before it is written and never changed afterwards. The key is made from "
    "your passphrase and is stored nowhere."
)
LOSS = (
    "Without the passphrase nobody can open what is kept: not you, not we, not your technician. "
    "Nobody can reset it. Keep a written copy where you keep other keys."
)
COPYING = (
    "To use it on another computer, close it here, copy the whole folder, and open it there with "
    "the same passphrase."
)
BEGIN = "Begin to keep"
FOLDER = "Folder (a new or an empty one)"
FOLDER_HELP = "The usual place is your own data folder. Not a shared drive others can read."
PASSPHRASE = "Passphrase"  # noqa: S105 - the name of a box
NEW_PASSPHRASE = "Choose a passphrase"  # noqa: S105 - the name of a box
REPEAT = "The same passphrase again"
STRENGTH = "Strength, judged by length alone: "
UNTIL = "Keep until (on the day after, everything is erased)"
WRITTEN_DOWN = "I have written the passphrase down where it is safe"
BEGIN_BUTTON = "Keep on this machine"
NOT_THE_SAME = "The two passphrases are not the same."
NO_FOLDER = "Give the whole path of a folder."
NO_DAY = "Choose the day until which the data are kept: no longer than your retention policy says."
NOT_UNDERSTOOD = "Tick that the passphrase is written down."
NOTHING_LOADED = (
    "Nothing of your own is loaded yet. You can begin all the same: what you upload is kept then."
)

OPEN = "Open what is kept"
OPEN_BUTTON = "Open it"
OPEN_FOLDER = "Folder that holds archive.cwsw"
REPLACES = "Opening replaces what is loaded now, which is not kept. Download the workbook first."

NOT_OPEN = (
    "Something is kept on this machine and not open, so this upload would not be kept with it. "
    "To keep it, cancel, open what is kept on the start page, and upload again."
)
OPEN_FIRST = "Something is kept on this machine already. Open it, or begin anew in another folder."

OPEN_AGAIN = "Open it again"
OPENED_AGAIN = "Opened again: what was added in other places is here too."
OLDER = (
    "An older copy of this folder, or of a part of it, was put in its place: this computer had a "
    "newer one on {day}. What was added after the copy was made may be missing, and what was "
    "erased after it may be back. If you still have the newer folder, close this one and put that "
    "in its place."
)
ADOPTED = (
    "Two computers had this folder open at once. What was added on the other one ({count}) is here "
    "too, after what was added on this one: look through it. Have it open in one place only."
)
GO_ON_WITH_OLDER = "Go on with this older copy"
WENT_ON_WITH_OLDER = "Gone on with the older copy: from now on this is what is kept."
KEPT_TITLE = "What is kept"
NOTHING_YET = "No upload yet. The next one you confirm is kept."
CLOSE = "Close it and go on without keeping"
CLOSE_MEANS = (
    "The files stay as they are. What is loaded stays in memory; what is added from then on is not "
    "kept."
)
CLOSED = "Closed. The files are still in their folder."
NEW_DAY = "Keep until another day"
NEW_DAY_BUTTON = "Keep until this day"

ERASE = "Erase"
ERASE_CANNOT = (
    "Erasing removes the files. It cannot reach copies of the folder, backups, or workbooks and "
    "lists that were downloaded; and a solid-state disk may hold the encrypted bytes for a while "
    "after a file is removed. Without the passphrase they say nothing. Erasing one upload leaves "
    "the others as they are: former pupils of it go with each later one. Erasing everything also "
    "forgets what was first published: a year that is over could then be published again with "
    "other numbers, and two versions compared could show a child."
)
ERASE_ALL = "Everything that is kept, with what is loaded and published"
ERASE_WORD = "erase"
ERASE_CONFIRM = f"Type {ERASE_WORD} to confirm"
ERASE_BUTTON = "Erase for good"
ERASE_NOT_TYPED = f"Nothing was erased: type {ERASE_WORD} first."
ERASE_WITHOUT = "Erase it without opening it"
ERASE_UNOPENED = "Erase this folder's data for good"
ERASED_UNOPENED = "Erased: nothing is kept in that folder any more. You can begin anew here."
SHUT = (
    "Nothing was changed, and nothing can be uploaded until then. Ask whoever runs the server to "
    "put the file back from a copy: everything is then as it was. Or erase what is kept and begin "
    "anew: once it is erased, this page offers to begin."
)
DAY_UNKNOWN = (
    "Until which day these data were to be kept can no longer be read, so they will not be erased "
    "by themselves. Put the file archive.cwsw back from a copy, or erase them here."
)
ERASE_FORMER = "Erase former pupils"
ERASE_FORMER_MEANS = (
    "This removes everything your team wrote of all pupils listed here, from what is loaded and "
    "from the latest upload that is kept. It cannot be undone, and neither can then what was added "
    "before it. It does not come back if they return. Earlier uploads that are kept, and workbooks "
    "that were downloaded, still hold them: erase those too."
)
ERASE_FORMER_BUTTON = "Erase former pupils for good"
ERASED_FORMER = "Erased: what your team wrote of former pupils."
ERASED_ALL = "Erased: nothing is kept on this machine any more."
ERASED_ONE = "Erased: the upload and everything added after it."
PUBLISHED = (
    "Publications are kept here too, and nowhere else: they are not part of the workbook, and "
    "erasing everything erases them."
)

FORMER = "Pupils who are no longer in the data"
FORMER_MEANS = (
    "Your team wrote something about them, and later uploads no longer had them in Pupils. It "
    "counts in no figure. It is in every workbook you download, and counts again if they return."
)
HOSTED = (
    "On this server the key is made from the server's own secret, so no passphrase is asked for. "
    "Whoever runs the server can open what is kept. If the secret is lost, nobody can."
)
IN_THE_FOLDER = (
    "Removing the data forgets them here and closes the folder. What is kept stays in it: open or "
    "erase it on the page Keep on this machine."
)
ERASE_THERE = (
    "They are kept on this server, and opened whenever somebody of your school comes. To remove "
    "them, erase them on the page Keep on this machine, or ask somebody who may."
)
ADDED_IS_KEPT = (
    "What you add is kept on this machine at once, encrypted. The workbook holds everything too: "
    "uploading it brings it back anywhere."
)
SOON = "These data will be erased after {day}. To keep them longer, choose another day."
SOON_DAYS = 30
