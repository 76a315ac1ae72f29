-- Results of one pupil and year side by side, the best of several.
select
    pupil,
    year,
    bool_or(result = 'Y') filter (where stage = 'EYFS') as gld,
    -- Codes stand among the scores, and a code is no score: try_cast leaves it out.
    max(try_cast(result as integer)) filter (where stage = 'PHONICS') as phonics_mark,
    bool_or(stage = 'KS2') as has_ks2,
    bool_or(stage = 'KS2' and subject = 'Reading') as has_reading,
    bool_or(stage = 'KS2' and subject = 'Writing') as has_writing,
    bool_or(stage = 'KS2' and subject = 'Maths') as has_maths,
    coalesce(bool_or(met) filter (where subject = 'Reading'), false) as met_reading,
    coalesce(bool_or(met) filter (where subject = 'Writing'), false) as met_writing,
    coalesce(bool_or(met) filter (where stage = 'KS2' and subject = 'Maths'), false) as met_maths,
    max(try_cast(result as decimal(18, 9))) filter (where subject = 'Attainment 8') as attainment8
from (
    select
        *,
        result in ('EXS', 'GDS')
            -- Writing is judged by teachers and has no scaled score.
            or (subject <> 'Writing' and coalesce(try_cast(result as decimal(18, 9)) >= $expected_score, false)) as met
    from result
)
group by pupil, year
