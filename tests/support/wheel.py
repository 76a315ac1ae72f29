"""The wheel, built from this checkout without asking anybody for anything."""

import subprocess
import sys
from pathlib import Path

from cwsw.paths import APP


def build_wheel(folder: Path) -> Path:
    """Build it into a folder with the backend that the lock installs."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=APP, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel
