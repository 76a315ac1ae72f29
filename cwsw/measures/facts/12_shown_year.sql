-- The academic years shown: those with rows of pupils admitted by the as-at date; for exclusions
-- and placements, every year from the first row's to the as-at year.
select distinct year
from (
    select year
    from (
        select pupil, year from sessions
        union all select pupil, year from stage_result
        union all select pupil, year from english_maths
        union all select pupil, year from destination
        union all select pupil, year from sdq
        union all select pupil, year from flat_year
    )
    -- Those admitted later are few: to look among them is quicker than among all others.
    anti join (select pupil from known_pupil anti join pupil using (pupil)) using (pupil)
    where pupil is not null
    union all select academic_year($as_at)
    union all
    select unnest(range((select first_exclusion_year from first_year), academic_year($as_at)))::integer
    union all
    select unnest(range((select first_placement_year from first_year), academic_year($as_at)))::integer
)
