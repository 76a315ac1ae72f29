"""Files that a password protects: each opened, or a sentence on why not. For the child process."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cwsw.intake.containers import check_container, members
from cwsw.intake.file_texts import sentence
from cwsw.intake.grids import SourceFile
from cwsw.intake.problems import FileRefusedError, Findings, Place
from cwsw.tables.upload import Problem


@dataclass(frozen=True)
class Unlocked:
    """Files with the protection taken from those that opened; a problem for each that did not."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def belongs_to(file: SourceFile, name: str) -> bool:
    """Whether a name is that of a file, or of one in it."""
    return name == file.name or name.startswith(f"{file.name}/")


def unlock(files: Sequence[SourceFile], passwords: Mapping[str, str]) -> Unlocked:
    """Open each file with its password."""
    findings = Findings()
    unlocked = []
    for file in files:
        file_passwords = {name: word for name, word in passwords.items() if belongs_to(file, name)}
        for name, word in file_passwords.items():
            try:
                file = _opened(file, name, word)
            except FileRefusedError as error:
                findings.refuse(error.code, Place(name), sentence(name, error.code))
        unlocked.append(file)
    return Unlocked(tuple(unlocked), findings.problems())


def _opened(file: SourceFile, name: str, word: str) -> SourceFile:
    from cwsw.intake.formats.password import decrypted, is_locked

    if name == file.name:
        return SourceFile(name, decrypted(file.data, word)) if is_locked(file.data) else file
    check_container(file.data)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members(file.data):
            if data is not None:
                own = name == f"{file.name}/{member}"
                archive.writestr(member, decrypted(data, word) if own else data)
    return SourceFile(file.name, buffer.getvalue())
