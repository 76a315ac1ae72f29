-- The first year of exclusions and of placements; with no rows, the as-at year. Null where the
-- sheet was not supplied.
select
    case when $exclusions_supplied then coalesce(
        (select min(year) from exclusion semi join pupil using (pupil)),
        academic_year($as_at)
    ) end as first_exclusion_year,
    case when $placements_supplied then coalesce(
        (select min(academic_year(first_day)) from placement_kind semi join pupil using (pupil)),
        academic_year($as_at)
    ) end as first_placement_year
