-- The years in which anybody at all has a row for each subject that a measure cannot do without.
select
    year,
    coalesce(bool_or(has_reading), false)
        and coalesce(bool_or(has_writing), false)
        and coalesce(bool_or(has_ks2_maths), false) as ks2_supplied,
    coalesce(bool_or(has_gcse_english), false) and coalesce(bool_or(has_gcse_maths), false) as gcse_supplied
from counted
group by year
