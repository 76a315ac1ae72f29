-- Whether national absence figures count a pupil of this age: 5 to 15 on the 31 August before the
-- year; without a date of birth, Years 1 to 11.
select
    *,
    coalesce(
        case
            when date_of_birth is null then year_group_then between 1 and 11
            else date_of_birth <= make_date(year - 5, 8, 31)
                and date_of_birth > make_date(year - 16, 8, 31)
        end,
        false
    ) as counted_age
from membership
