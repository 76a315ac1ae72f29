"""The one font of screen, charts and paper, for programs that read no web fonts.

Source Sans 3 (Adobe, version 3.052), the same that Streamlit serves to the screen. It is free under
the SIL Open Font License, which lies beside it. Letters it lacks come from those inside typst.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
