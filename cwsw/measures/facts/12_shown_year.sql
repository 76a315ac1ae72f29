-- The academic years shown: those with rows of pupils admitted by the as-at date; for exclusions
-- and placements, every year from the first row's to the as-at year.
select distinct year
from (
    select academic_year($as_at) as year
    union all select year from sessions semi join pupil using (pupil)
    union all select year from stage_result semi join pupil using (pupil)
    union all select year from english_maths
    union all select year from destination semi join pupil using (pupil)
    union all select year from sdq semi join pupil using (pupil)
    union all select year from flat_year semi join pupil using (pupil)
    union all select unnest(range((select first_exclusion_year from first_year), academic_year($as_at)))
    union all select unnest(range((select first_placement_year from first_year), academic_year($as_at)))
)
