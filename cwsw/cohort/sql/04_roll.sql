-- One row per pupil and year shown, with the year's status date and the first day of its window.
-- Six calendar years back from 29 February is 28 February. Flags speak in the School sheet's year, and
-- on today's list until an end is recorded.
select
    pupil.*,
    year,
    make_date(year, 9, 1) as year_begins,
    least($as_at, make_date(year + 1, 8, 31)) as status_date,
    cast(least($as_at, make_date(year + 1, 8, 31)) - interval 6 years as date) as window_begins,
    year_group - (year_group_year - year) as year_group_then,
    admitted <= least($as_at, make_date(year + 1, 8, 31)) and left_on >= make_date(year, 9, 1) as on_roll,
    year = academic_year($school_as_at)
        or ($on_list and year > academic_year($school_as_at)) as flags_speak
from pupil
cross join shown_year
