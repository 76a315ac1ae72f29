-- Everybody of the Pupils sheet, with the academic year their Year group column speaks of: the
-- School sheet's, or for a leaver the year of leaving.
select
    pupil,
    academic_year(date_of_birth) as school_year_born,
    -- No admission date: here since before the data begin, so that no child is lost to a blank.
    coalesce(admission_date, date '0001-01-01') as admitted,
    coalesce(leaving_date, date '9999-12-31') as left_on,
    year_group,
    least(
        academic_year(coalesce(leaving_date, $school_as_at)),
        academic_year($school_as_at)
    ) as year_group_year,
    looked_after
from pupils
