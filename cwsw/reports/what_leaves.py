"""What leaves this machine, and how anybody can check it: texts for the page and to take away."""

from cwsw.reports.document import Bullets, Document, Paragraph, Section, Table
from cwsw.reports.folded_section import folded_section

TITLE = "What leaves this machine"
NOTHING_LEAVES = (
    "Nothing. What you upload stays on this computer: in memory while the program runs, and on its "
    "disk only where you chose to keep it, encrypted."
)
HOSTED = (
    "You are using a server. Your pages travel between it and your browser, and nowhere else; who "
    "signs in is asked of your organisation's own sign-in service, which learns that you did."
)
IN_BROWSER = (
    "Nothing. The dashboard runs inside this browser tab, and what you choose is read by the tab "
    "itself. Closing or reloading the tab forgets it."
)


def guide(is_hosted: bool, in_browser: bool = False) -> Document:
    """In order: the answer, checks for everybody, checks for a technician, what is not promised."""
    return Document(TITLE, _sections(is_hosted, in_browser))


def _sections(is_hosted: bool, in_browser: bool) -> tuple[Section, ...]:
    if in_browser:
        answer = _answer(IN_BROWSER, _LOADED_FIRST)
        return (answer, _UNPLUGGED, _in_the_browser(True), _NOT_PROMISED)
    if is_hosted:
        return (_answer(HOSTED), _in_the_browser(is_hosted), _ON_THE_SERVER, _NOT_PROMISED)
    return (
        _answer(NOTHING_LEAVES),
        _UNPLUGGED,
        _in_the_browser(is_hosted),
        _FOR_TECHNICIANS,
        _NOT_PROMISED,
    )


_SET_UP = (
    "Once only, to be set up, the program was fetched from pypi.org and files.pythonhosted.org. No "
    "upload existed then."
)
_LOADED_FIRST = (
    "The program itself came from the address in your address bar, before you chose any file. "
    "Parts that read spreadsheets and make PDFs come from there when they are first needed."
)


def _answer(words: str, came_from: str = _SET_UP) -> Section:
    points = (
        "No usage statistics, no fonts, scripts or pictures from elsewhere.",
        "A link to a publication opens its page only when you click it; nothing about your "
        "school or your pupils goes with it.",
        came_from,
    )
    return Section("The short answer", (Paragraph(words), Bullets(points)))


_UNPLUGGED = folded_section(
    "Check it yourself in one minute: unplug",
    (
        "Pull out the network cable or switch off wireless, then go on working: upload, look at "
        "every page, download. All of it works, since none of it needs the network. Only links to "
        "publications do not open.",
    ),
)


def _in_the_browser(is_hosted: bool) -> Section:
    expected = "the address in your address bar" if is_hosted else "127.0.0.1 or localhost"
    return folded_section(
        "Check it yourself in two minutes: your browser's own list",
        points=(
            "Press F12 (on a Mac: Option, Command and I) and choose Network.",
            "Reload the page, then open other pages of the dashboard and upload a file.",
            f"Each line is something the browser asked for. Every one should name {expected} (or "
            "begin with data: or blob:, which is inside the browser). Add the column Domain if you "
            "do not see it.",
            "Something else in the list? Extensions of the browser ask too: try a private window "
            "without them.",
        ),
    )


_FOR_TECHNICIANS = folded_section(
    "For a technician: the computer's own list",
    (
        "The program is python, with a second python for a moment while a file is read. Expect one "
        "listener on 127.0.0.1 (8501, or the first free port up to 8520) and connections whose two "
        "ends are both 127.0.0.1. No other, at any time, and no listener on 0.0.0.0 or [::].",
    ),
    table=Table(
        "What to look at",
        ("System", "Look at", "Expect"),
        (
            (
                "Windows",
                "Resource Monitor (resmon), Network, tick python.exe; or in PowerShell: "
                "Get-NetTCPConnection | Where-Object OwningProcess -in (Get-Process python*).Id",
                "Remote address 127.0.0.1 in every row; listening on 127.0.0.1",
            ),
            (
                "Linux",
                "ss -tunap | grep python",
                "127.0.0.1 on both sides; LISTEN on 127.0.0.1",
            ),
            (
                "macOS",
                "lsof -nP -i | grep -i python",
                "127.0.0.1 on both sides; LISTEN on 127.0.0.1",
            ),
            (
                "Any firewall",
                "Block all outgoing traffic of python and work on",
                "Nothing changes and nothing is reported as blocked",
            ),
            (
                "Disk",
                "Watch the temporary folder and this program's folder while a file is uploaded",
                "No file of the upload appears, unless you chose to keep data here",
            ),
        ),
    ),
)

_ON_THE_SERVER = folded_section(
    "For a technician: the server's own list",
    (
        "The program talks to browsers through your proxy, and to the sign-in service that its "
        "settings name. On the server, ss -tunap shows no other connection of python.",
    ),
)

_NOT_PROMISED = folded_section(
    "What we cannot promise",
    points=(
        "Files you download are yours to keep safe. A folder copied to a cloud takes them along.",
        "Extensions of the browser can read every page it shows.",
        "The system may write memory to its own disk (swap, hibernation): encrypt the disk.",
        "Who shares or photographs a screen shares what is on it.",
    ),
)
