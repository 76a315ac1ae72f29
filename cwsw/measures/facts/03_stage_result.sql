-- Results of one pupil and year side by side, the best of several. Every result is read in this one
-- step: going through their words takes most of its time.
select
    pupil,
    year,
    bool_or(result = 'Y') filter (where stage = 'EYFS') as gld,
    max(case when stage = 'PHONICS' then try_cast(result as integer) end) as phonics_mark,
    bool_or(stage = 'KS2' and subject = 'Reading') as has_reading,
    bool_or(stage = 'KS2' and subject = 'Writing') as has_writing,
    bool_or(stage = 'KS2' and subject = 'Maths') as has_maths,
    -- A subject not taken is a standard not met, not a pupil left out.
    case
        when bool_or(stage = 'KS2')
            then bool_or(subject = 'Reading' and met)
                and bool_or(subject = 'Writing' and met)
                and bool_or(stage = 'KS2' and subject = 'Maths' and met)
    end as ks2_rwm,
    max(case when subject = 'Attainment 8' then score end) as attainment8,
    bool_or(is_english) as has_gcse_english,
    bool_or(is_gcse_maths) as has_gcse_maths,
    max(case when is_english then grade end) as gcse_english,
    max(case when is_gcse_maths then grade end) as gcse_maths
from (
    select
        *,
        -- Either English counts.
        subject in ('English Language', 'English Literature') as is_english,
        stage = 'KS4' and subject = 'Maths' as is_gcse_maths,
        case when result = 'U' then 0 else score end as grade,
        result in ('EXS', 'GDS')
            -- Writing is judged by teachers and has no scaled score.
            or (subject <> 'Writing' and coalesce(score >= $expected_score, false)) as met
    from (
        -- Codes stand among the scores, and a code is no score: try_cast leaves it out.
        select *, try_cast(result as decimal(18, 9)) as score
        from result
    )
)
group by pupil, year
