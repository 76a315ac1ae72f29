-- Every result, from the Results sheet and, for the School sheet's year, from the flat sheet.
select pupil, academic_year as year, stage, subject, result
from results
where academic_year <= academic_year($as_at)

union all

select
    pupil,
    academic_year($school_as_at),
    split_part(name, '|', 1),
    split_part(name, '|', 2),
    result
from (
    unpivot (
        select
            pupil,
            case gld when true then 'Y' when false then 'N' end as "EYFS|GLD",
            cast(phonics_mark as varchar) as "PHONICS|Mark",
            ks2_reading as "KS2|Reading",
            ks2_writing as "KS2|Writing",
            ks2_maths as "KS2|Maths",
            english_language as "KS4|English Language",
            english_literature as "KS4|English Literature",
            maths as "KS4|Maths",
            cast(attainment_8 as varchar) as "KS4|Attainment 8"
        from flat
        where academic_year($school_as_at) <= academic_year($as_at)
    )
    on columns(* exclude (pupil))
    into name name value result
)
