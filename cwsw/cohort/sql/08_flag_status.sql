-- What the flat sheet's words "now" and the Looked after column say: a plan active on the status
-- date of the School sheet's year, start unknown. Silent of everybody else and in other years.
select
    roll.pupil,
    roll.year,
    coalesce(bool_or(cin_now and ended_flag.cin is not true), false) as cin_today,
    coalesce(bool_or(cp_now and ended_flag.cp is not true), false) as cp_today,
    coalesce(bool_or(roll.looked_after and ended_flag.looked_after is not true), false) as looked_after_today,
    bool_or(admitted <= status_date and left_on >= status_date) as on_roll_that_day
from roll
left join flat using (pupil)
left join ended_flag using (pupil, year)
where flags_speak and (roll.looked_after or cin_now or cp_now)
group by roll.pupil, roll.year
