-- Plans that can be placed in time. No end: open. No start but an end: its end date only.
select
    pupil,
    plan,
    coalesce(start_date, end_date) as first_day,
    case when start_date is null then end_date else coalesce(end_date, date '9999-12-31') end as last_day
from plans
where coalesce(start_date, end_date) is not null
    and (start_date is null or end_date is null or end_date >= start_date)
