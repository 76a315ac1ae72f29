-- What the flat sheet says of suspensions and exclusions in the School sheet's year.
-- The reader has taken blanks beside filled cells for none: what is null here is unknown, and the
-- pupil is not eligible.
select
    pupil,
    academic_year($school_as_at) as year,
    suspensions > 0 as suspended,
    permanently_excluded
from flat
where academic_year($school_as_at) <= academic_year($as_at)
