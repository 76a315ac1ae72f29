-- GCSE English and maths, counted in the pupil's Year 11 year: rows up to it, none after it, and
-- only once that year has begun.
select
    pupil,
    year_group_year + 11 - year_group as year,
    bool_or(has_gcse_english) as has_english,
    bool_or(has_gcse_maths) as has_maths,
    -- A subject not taken is a pass not reached, not a pupil left out.
    coalesce(max(gcse_english) >= $strong_pass and max(gcse_maths) >= $strong_pass, false) as em_strong,
    coalesce(max(gcse_english) >= $standard_pass and max(gcse_maths) >= $standard_pass, false) as em_standard
from stage_result
join pupil using (pupil)
where (has_gcse_english or has_gcse_maths)
    and stage_result.year <= year_group_year + 11 - year_group
    and year_group_year + 11 - year_group <= academic_year($as_at)
group by pupil, year_group_year + 11 - year_group
