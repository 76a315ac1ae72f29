-- Pupils with a placement on any day of a year, by kind.
select
    pupil,
    year,
    bool_or(kind = 'AP') as alternative_provision,
    bool_or(kind = 'Part-time timetable') as part_time_timetable
from roll
join placement_kind using (pupil)
where first_day <= status_date and last_day >= year_begins
group by pupil, year
