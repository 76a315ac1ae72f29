-- What the flat sheet's words "now" and the Looked after column say: a plan active on the status
-- date of the School sheet's year, start unknown. Silent in every other year.
select
    pupil,
    year,
    coalesce(bool_or(cin_now), false) as cin_today,
    coalesce(bool_or(cp_now), false) as cp_today,
    coalesce(bool_or(looked_after), false) as looked_after_today
from roll
left join flat using (pupil)
where flags_speak
group by pupil, year
