-- What staff have added that bears on the checklist: meetings of the year, support that is running,
-- children who were asked.
select
    (select count(*) from meetings where date between $since and $as_at) as meetings,
    (
        select count(*)
        from interventions
        where start_date <= $as_at and coalesce(end_date, $as_at) >= $as_at
    ) as interventions,
    (
        select count(distinct pupil)
        from interventions
        where start_date <= $as_at and coalesce(end_date, $as_at) >= $as_at
    ) as supported,
    (select count(distinct pupil) from voice where date <= $as_at) as heard
