-- Each pupil's one group on each status date, and the cohort's sub-cohorts. Of most pupils nothing
-- speaks: they are worked out apart from the few, which is quicker.
select
    roll.*,
    coalesce(status_group."group", 'other') as "group",
    current_cp is true as current_cp,
    current_cin is true as current_cin,
    ended is true as ended,
    while_on_roll is true as while_on_roll,
    looked_after_now is true as looked_after_now
from roll
left join status_group using (pupil, year)
