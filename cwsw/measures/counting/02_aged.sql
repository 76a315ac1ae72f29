-- Whether national absence figures count a pupil of this age: 5 to 15 on the 31 August before the
-- year, so born in the school year 6 to 16 before it; without a date of birth, Years 1 to 11.
select
    *,
    coalesce(
        case
            when school_year_born is null then year_group_then between 1 and 11
            else year - school_year_born between 6 and 16
        end,
        false
    ) as counted_age
from membership
