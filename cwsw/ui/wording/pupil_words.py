"""A pupil in words before an upload is confirmed: name, year group and form, without the UPN."""

from collections.abc import Mapping
from typing import Any

from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.upload import Upload

_GROUPS = {number: name for name, number in YEAR_GROUPS.items()}


def class_words(year_group: int | None, form: str | None) -> str:
    """'Year 7, 7B', as far as it is known."""
    year = "" if year_group is None else f"Year {_GROUPS[year_group]}"
    return ", ".join(part for part in (year, form) if part)


def name_words(forename: str | None, surname: str | None) -> str:
    """'Ada Ashdown', or that there is no name."""
    return " ".join(part for part in (forename, surname) if part) or "No name"


def by_upn(upload: Upload) -> Mapping[str, str]:
    """UPN -> 'Ada Ashdown, Year 7, 7B' for every pupil of an upload that is not refused."""
    pupils = upload.tables.get("pupils")
    if pupils is None:
        return {}
    rows = pupils.select(["upn", "surname", "forename", "year_group", "form"]).to_pylist()
    return {row["upn"]: _words(row) for row in rows}


def _words(row: Mapping[str, Any]) -> str:
    about = class_words(row["year_group"], row["form"])
    return ", ".join(part for part in (name_words(row["forename"], row["surname"]), about) if part)
