-- GCSE English and maths, counted in the pupil's Year 11 year: rows up to it, none after it, and
-- only once that year has begun. U is grade 0.
select
    pupil,
    year_group_year + 11 - year_group as year,
    bool_or(subject <> 'Maths') as has_english,
    bool_or(subject = 'Maths') as has_maths,
    -- Either English counts. A subject not taken is a pass not reached, not a pupil left out.
    coalesce(max(grade) filter (where subject <> 'Maths'), 0) as english,
    coalesce(max(grade) filter (where subject = 'Maths'), 0) as maths
from (
    select
        pupil,
        year as result_year,
        subject,
        case when result = 'U' then 0 else try_cast(result as decimal(18, 9)) end as grade
    from result
    where stage = 'KS4' and subject in ('English Language', 'English Literature', 'Maths')
)
join pupil using (pupil)
where result_year <= year_group_year + 11 - year_group
    and year_group_year + 11 - year_group <= academic_year($as_at)
group by pupil, year_group_year + 11 - year_group
