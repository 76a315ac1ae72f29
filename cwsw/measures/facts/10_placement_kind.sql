-- Placements that have begun, by kind.
select
    pupil,
    kind,
    start_date as first_day,
    coalesce(end_date, date '9999-12-31') as last_day
from placements
where start_date <= $as_at
