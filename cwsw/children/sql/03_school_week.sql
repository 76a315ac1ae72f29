-- The weeks of the as-at year in which anybody could attend, the latest with place 1.
select
    monday,
    max(last_day) as last_day,
    row_number() over (order by monday desc) as place
from week
where year = academic_year($as_at) and possible > 0
group by monday
