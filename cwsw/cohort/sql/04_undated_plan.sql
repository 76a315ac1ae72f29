-- Pupils with a plan of any kind that cannot be placed in time.
select pupil
from plans
where (start_date is null and end_date is null)
    or end_date < start_date
