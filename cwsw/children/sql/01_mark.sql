-- Every register mark to the as-at date, of one pupil or ($pupil null) of all.
select pupil, day, code, mark
from (
    select pupil, date as day, unnest([am, pm]) as code
    from register
    where date <= $as_at and ($pupil is null or pupil = $pupil)
)
join register_codes using (code)
