-- Plans, flags and overrides together: one row per pupil and year of whom any of them speaks.
select
    pupil,
    year,
    bool_or(cin_or_cp_in_window) as cin_or_cp_in_window,
    bool_or(cin_today) as cin_today,
    bool_or(cp_today) as cp_today,
    bool_or(looked_after_in_window) as looked_after_in_window,
    bool_or(looked_after_today) as looked_after_today,
    bool_or(while_on_roll) as plan_while_on_roll,
    bool_or(has_begun) as plan_has_begun,
    bool_or(is_undated) as has_undated_plan,
    any_value(override_group) as override_group
from (
    select *, true as has_begun
    from plan_status
    union all by name
    select
        pupil,
        year,
        cin_today,
        cp_today,
        looked_after_today,
        cin_today or cp_today as cin_or_cp_in_window,
        looked_after_today as looked_after_in_window,
        (cin_today or cp_today) and on_roll_that_day as while_on_roll
    from flag_status
    union all by name
    select pupil, year, true as is_undated
    from roll
    semi join undated_plan using (pupil)
    union all by name
    select pupil, year, "group" as override_group
    from override
)
group by pupil, year
