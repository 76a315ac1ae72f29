-- Pupils and years that a measure can count: those on roll in the year, and who has results or sessions
-- of a year in which they were not.
select *
from pupil_shown
where on_roll

union all

select *
from pupil_shown
semi join (
    select pupil, year from sessions
    union all select pupil, year from stage_result
    union all select pupil, year from english_maths
    union all select pupil, year from destination
    union all select pupil, year from sdq
) using (pupil, year)
where not on_roll
