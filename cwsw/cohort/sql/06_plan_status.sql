-- What a pupil's dated plans amount to on each status date.
select
    pupil,
    year,
    bool_or(plan <> 'CLA' and last_day >= window_begins) as cin_or_cp_in_window,
    bool_or(plan = 'CLA' and last_day >= window_begins) as looked_after_in_window,
    -- That each has begun is asked below, once for all.
    bool_or(plan = 'CP' and last_day >= status_date) as cp_today,
    bool_or(plan = 'CIN' and last_day >= status_date) as cin_today,
    bool_or(plan = 'CLA' and last_day >= status_date) as looked_after_today,
    bool_or(
        plan <> 'CLA'
        and last_day >= window_begins
        -- Contract section 2: one day in common with the time on roll is enough.
        and last_day >= admitted
        and first_day <= left_on
    ) as while_on_roll
from roll
join dated_plan using (pupil)
where first_day <= status_date
group by pupil, year
