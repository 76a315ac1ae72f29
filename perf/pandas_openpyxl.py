"""The job as a short script would do it: pandas and openpyxl, cohort, absence and suspensions.

The yardstick for `perf/run.py`. It does less than the dashboard: three measures of one year, no
checks of rows, no intervals.
"""

from io import BytesIO

import pandas as pd


def answer(book: bytes) -> dict[str, float]:
    """Cohort on roll, and the shares persistently absent and suspended of cohort and others."""
    sheets = pd.read_excel(BytesIO(book), sheet_name=None, engine="openpyxl")
    as_at = pd.Timestamp(sheets["School"]["As at"].iloc[0])
    pupils = sheets["Pupils"].set_index("UPN")
    cohort = set(_cohort(sheets["Plans"], as_at))
    joined, leaving = pupils["Admission date"], pupils["Leaving date"]
    present = pupils.index[(joined <= as_at) & (leaving.isna() | (leaving >= as_at))]
    absent = _absent(sheets, as_at)
    suspended = set(_suspended(sheets["Exclusions"], as_at))
    shares = {"cohort": float(sum(upn in cohort for upn in present))}
    for name, members in (("cwsw", cohort), ("other", set(pupils.index) - cohort)):
        of_members = absent[absent.index.isin(members)]
        on_roll = [upn for upn in present if upn in members]
        shares[f"persistent_absence {name}"] = float(of_members.mean())
        shares[f"suspended {name}"] = sum(upn in suspended for upn in on_roll) / len(on_roll)
    return shares


def _cohort(plans: pd.DataFrame, as_at: pd.Timestamp) -> pd.Series:
    begun = plans["Start date"] <= as_at
    window = as_at - pd.DateOffset(years=6)
    in_window = plans["End date"].isna() | (plans["End date"] >= window)
    return plans.loc[plans["Plan"].isin(["CIN", "CP"]) & begun & in_window, "UPN"]


def _absent(sheets: dict[str, pd.DataFrame], as_at: pd.Timestamp) -> pd.Series:
    if "Register" in sheets:
        return _absent_by_register(sheets["Register"])
    rows = sheets["Attendance"]
    rows = rows[rows["Academic year"] == _label(as_at)].set_index("UPN")
    missed = rows["Authorised absence"] + rows["Unauthorised absence"]
    return missed * 10 >= rows["Possible sessions"]


def _absent_by_register(register: pd.DataFrame) -> pd.Series:
    marks = register.melt(id_vars=["UPN"], value_vars=["AM", "PM"], value_name="mark").dropna()
    marks = marks[marks["mark"] != "Y1"]
    missed = marks["mark"].isin(["I", "M", "C", "O", "U", "G"]).groupby(marks["UPN"]).sum()
    return missed * 10 >= marks.groupby("UPN").size()


def _suspended(exclusions: pd.DataFrame, as_at: pd.Timestamp) -> pd.Series:
    first = pd.Timestamp(as_at.year - (as_at.month < 9), 9, 1)
    in_year = exclusions["Start date"].between(first, as_at)
    return exclusions.loc[(exclusions["Type"] == "SUSP") & in_year, "UPN"]


def _label(as_at: pd.Timestamp) -> str:
    first = as_at.year - (as_at.month < 9)
    return f"{first}/{(first + 1) % 100:02d}"
