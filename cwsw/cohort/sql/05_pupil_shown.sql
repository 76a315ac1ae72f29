-- One row per pupil and year shown, with the year's status date and the first day of its window.
-- Six calendar years back from 29 February is 28 February. Flags speak in the School sheet's year, and
-- on today's list until an end is recorded.
select
    pupil.*,
    shown.*,
    year_group - (year_group_year - year) as year_group_then,
    admitted <= status_date and left_on >= year_begins as on_roll
from pupil
cross join (
    select
        year,
        make_date(year, 9, 1) as year_begins,
        least($as_at, make_date(year + 1, 8, 31)) as status_date,
        cast(least($as_at, make_date(year + 1, 8, 31)) - interval 6 years as date) as window_begins,
        year = academic_year($school_as_at)
            or ($on_list and year > academic_year($school_as_at)) as flags_speak
    from shown_year
) as shown
