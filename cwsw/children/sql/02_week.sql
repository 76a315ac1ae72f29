-- The sessions of each pupil, academic year and week (by its Monday).
select
    pupil,
    academic_year(day) as year,
    cast(date_trunc('week', day) as date) as monday,
    count(*) filter (where mark <> 'not possible') as possible,
    count(*) filter (where mark = 'authorised') as authorised,
    count(*) filter (where mark = 'unauthorised') as unauthorised,
    max(day) as last_day
from mark
group by pupil, academic_year(day), cast(date_trunc('week', day) as date)
