"""Streamlit's own command, without its old ways with a folder named pages: `-m cwsw.ui.server`.

Until app.py has run once, Streamlit takes the folder for pages to show by file name. The first
visitor after a start, with the address of a page, would find "Page not found" over that page.
"""

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main


def serve() -> None:
    """Run Streamlit's command line with app.py alone saying which pages there are."""
    PagesManager.uses_pages_directory = False
    main(prog_name="streamlit")


if __name__ == "__main__":
    serve()
