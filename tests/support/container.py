"""What hosting/Containerfile says, line by line."""

import json

from cwsw.paths import APP

CONTAINERFILE = APP / "hosting" / "Containerfile"


def instructions() -> list[tuple[str, str]]:
    """Each instruction with its words, in order."""
    text = CONTAINERFILE.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, words.strip()) for name, _, words in (line.partition(" ") for line in lines)]


def words_of(name: str) -> list[str]:
    """The words of each instruction of a kind."""
    return [words for kind, words in instructions() if kind == name]


def copied() -> dict[str, str]:
    """What of the checkout stands in the image: its path here -> its path below the program's."""
    by_path = {}
    for words in words_of("COPY"):
        *sources, place = words.split()
        if not sources[0].startswith("--from"):
            by_path.update({name: _place(name, place) for name in sources})
    return by_path


def _place(name: str, place: str) -> str:
    """Where a copy stands: a folder's name ends with a stroke."""
    if not place.endswith("/"):
        return place
    return place.removeprefix("./") + name.rpartition("/")[2]


def start_command() -> list[str]:
    """The command that the container runs."""
    (command,) = words_of("CMD")
    return list(json.loads(command))


def variables() -> dict[str, str]:
    """The variables that it sets."""
    return dict(pair.split("=", 1) for words in words_of("ENV") for pair in words.split())
