-- The years in which anybody at all has a row for each subject that a measure cannot do without.
select
    year,
    bool_or(has_reading) and bool_or(has_writing) and bool_or(has_ks2_maths) as ks2_supplied,
    bool_or(has_gcse_english) and bool_or(has_gcse_maths) as gcse_supplied
from (
    select pupil, year, has_reading, has_writing, has_maths as has_ks2_maths
    from stage_result
    union all by name
    select pupil, year, has_english as has_gcse_english, has_maths as has_gcse_maths
    from english_maths
)
semi join pupil using (pupil)
group by year
