-- The last child in need or child protection plan of each pupil that has ended by the as-at date.
select
    pupil,
    max(last_day) as ended_on,
    arg_max(plan, row(last_day, plan)) as plan
from dated_plan
where plan <> 'CLA' and last_day <= $as_at
group by pupil
