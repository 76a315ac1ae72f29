"""What the wheel asks for: exactly the packages of requirements.txt, as everywhere else."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LOCKED = re.compile(r"^([A-Za-z0-9][^\\\n]*==[^\\\n]*?) *\\?$", re.MULTILINE)


class LockedRequirements(MetadataHookInterface):
    """Reads the lock, whose checksums a wheel cannot carry."""

    def update(self, metadata: dict[str, object]) -> None:
        """Fill in `project.dependencies`."""
        lock = Path(self.root, "requirements.txt").read_text(encoding="utf-8")
        metadata["dependencies"] = _LOCKED.findall(lock)
