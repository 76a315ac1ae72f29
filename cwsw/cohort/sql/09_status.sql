-- Plans, flags and overrides side by side: one row per pupil and year.
select
    roll.*,
    coalesce(plan_status.cin_or_cp_in_window, false)
        or coalesce(flag_status.cin_today, false)
        or coalesce(flag_status.cp_today, false) as cin_or_cp_in_window,
    coalesce(plan_status.cp_today, false) or coalesce(flag_status.cp_today, false) as cp_today,
    coalesce(plan_status.cin_today, false) or coalesce(flag_status.cin_today, false) as cin_today,
    coalesce(plan_status.looked_after_in_window, false)
        or coalesce(flag_status.looked_after_today, false) as looked_after_in_window,
    coalesce(plan_status.looked_after_today, false)
        or coalesce(flag_status.looked_after_today, false) as looked_after_today,
    coalesce(plan_status.while_on_roll, false)
        or (
            (coalesce(flag_status.cin_today, false) or coalesce(flag_status.cp_today, false))
            and admitted <= status_date
            and left_on >= status_date
        ) as plan_while_on_roll,
    plan_status.pupil is not null as plan_has_begun,
    undated_plan.pupil is not null as has_undated_plan,
    override."group" as override_group
from roll
left join plan_status using (pupil, year)
left join flag_status using (pupil, year)
left join undated_plan using (pupil)
left join override using (pupil, year)
