-- Possible and missed sessions of each pupil and year. The Attendance sheet beats the flat sheet,
-- that beats the registers, and those beat a bare attendance percentage.
select
    pupil,
    year,
    coalesce(of_sheet.possible, of_flat.possible, of_registers.possible) as possible,
    coalesce(of_sheet.absent, of_flat.absent, of_registers.absent) as absent,
    of_flat.attendance_percent
from (
    select
        pupil,
        academic_year as year,
        cast(sum(possible_sessions) as bigint) as possible,
        cast(sum(authorised_absence + unauthorised_absence) as bigint) as absent
    from attendance
    where academic_year <= academic_year($as_at)
    group by pupil, academic_year
) as of_sheet
full join (
    select
        pupil,
        academic_year($school_as_at) as year,
        possible_sessions as possible,
        authorised_absence + unauthorised_absence as absent,
        attendance_percent
    from flat
    where academic_year($school_as_at) <= academic_year($as_at)
        and coalesce(possible_sessions, attendance_percent) is not null
) as of_flat using (pupil, year)
full join (
    select
        pupil,
        academic_year(date) as year,
        count(*) filter (where mark <> 'not possible') as possible,
        count(*) filter (where mark in ('authorised', 'unauthorised')) as absent
    from (
        select pupil, date, unnest([am, pm]) as code
        from register
        where date <= $as_at
    )
    join register_codes using (code)
    group by pupil, academic_year(date)
) as of_registers using (pupil, year)
