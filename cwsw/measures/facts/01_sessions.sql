-- Possible and missed sessions of each pupil and year. The Attendance sheet beats the flat sheet,
-- that beats the registers, and those beat a bare attendance percentage.
select
    pupil,
    year,
    arg_min(possible, rank) as possible,
    arg_min(absent, rank) as absent,
    max(attendance_percent) as attendance_percent
from (
    select
        pupil,
        academic_year as year,
        1 as rank,
        sum(possible_sessions) as possible,
        sum(authorised_absence + unauthorised_absence) as absent,
        null as attendance_percent
    from attendance
    where academic_year <= academic_year($as_at)
    group by pupil, academic_year

    union all

    select
        pupil,
        academic_year($school_as_at),
        2,
        possible_sessions,
        authorised_absence + unauthorised_absence,
        attendance_percent
    from flat
    where academic_year($school_as_at) <= academic_year($as_at)
        and coalesce(possible_sessions, attendance_percent) is not null

    union all

    select
        pupil,
        academic_year(date),
        3,
        count(*) filter (where mark <> 'not possible'),
        count(*) filter (where mark in ('authorised', 'unauthorised')),
        null
    from (
        select pupil, date, unnest([am, pm]) as code
        from register
        where date <= $as_at
    )
    join register_codes using (code)
    group by pupil, academic_year(date)
)
group by pupil, year
