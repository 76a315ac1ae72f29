-- Sessions of each pupil in the latest four school weeks, and in the four before them.
select
    pupil,
    coalesce(sum(possible) filter (where place <= 4), 0) as recent_possible,
    coalesce(sum(authorised + unauthorised) filter (where place <= 4), 0) as recent_missed,
    coalesce(sum(possible) filter (where place > 4), 0) as before_possible,
    coalesce(sum(authorised + unauthorised) filter (where place > 4), 0) as before_missed
from week
join (
    select monday, place
    from school_week
    where place <= 8
) using (monday)
where year = academic_year($as_at)
group by pupil
