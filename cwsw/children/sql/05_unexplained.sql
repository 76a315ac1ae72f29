-- Marks of the as-at year that give no reason: not yet established (N), or other or unknown (O).
select
    pupil,
    count(*) filter (where code = 'N' and day >= $since) as no_reason_yet,
    count(*) filter (where code = 'O' and day >= $since) as unknown,
    count(*) as this_year,
    max(day) as last_day
from mark
where code in ('N', 'O') and academic_year(day) = academic_year($as_at)
group by pupil
