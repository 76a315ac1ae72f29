-- One row per pupil and year: the group, and for every measure whether the pupil meets it.
-- Null means not eligible. Column names are the registry's keys.
select
    pupil,
    year,
    "group",
    current_cp,
    current_cin,
    ended,
    while_on_roll,
    looked_after_now,
    year_group_then,
    stage_result.gld,
    case when year_group_then = 1 then stage_result.phonics_mark >= $phonics_standard end as phonics,
    stage_result.ks2_rwm,
    english_maths.em_strong,
    english_maths.em_standard,
    stage_result.attainment8,
    case when counted_age and possible > 0 then absent end as overall_absence,
    case when counted_age and possible > 0 then possible end as possible_sessions,
    case
        -- Multiplied out: in whole numbers a child at exactly the threshold is never lost to
        -- rounding.
        when counted_age and possible > 0 then absent * 100 >= possible * $persistent_percent
        -- A bare percentage has no sessions: it answers this, and adds to no sum.
        when counted_age and possible is null then 100 - attendance_percent >= $persistent_percent
    end as persistent_absence,
    case
        when counted_age and possible > 0 then absent * 100 >= possible * $severe_percent
        when counted_age and possible is null then 100 - attendance_percent >= $severe_percent
    end as severe_absence,
    case
        when on_roll and year >= first_exclusion_year
            -- From the sheet's first year on, no row means none; before it, nothing is known
            -- (contract section 3).
            then exclusion.suspended is true or flat_year.suspended is true
        when on_roll then flat_year.suspended
    end as suspended,
    case
        when on_roll and year >= first_exclusion_year
            then exclusion.permanently_excluded is true or flat_year.permanently_excluded is true
        when on_roll then flat_year.permanently_excluded
    end as permanently_excluded,
    case
        when on_roll and year >= first_placement_year
            -- As for exclusions: no row means none once the sheet has begun.
            then placed.alternative_provision is true
    end as alternative_provision,
    case
        when on_roll and year >= first_placement_year
            then placed.part_time_timetable is true
    end as part_time_timetable,
    at_16.destination = 'A levels' as a_levels_at_16,
    at_16.destination = 'NEET' as neet_at_16,
    at_18.destination = 'Higher education' as he_at_18,
    sdq.raised as sdq_raised,
    case
        when $wellbeing_supplied and year = academic_year($as_at) and left_on >= $as_at
            -- Asked of children here today alone: it is about what the school knows now.
            then wellbeing_seen.pupil is not null
    end as wellbeing_known,
    $year_groups is null or list_contains($year_groups, year_group_then) as is_asked
from aged
cross join first_year
left join sessions using (pupil, year)
left join stage_result using (pupil, year)
left join english_maths using (pupil, year)
left join exclusion using (pupil, year)
left join flat_year using (pupil, year)
left join placed using (pupil, year)
left join (from destination where age = '16') as at_16 using (pupil, year)
left join (from destination where age = '18') as at_18 using (pupil, year)
left join sdq using (pupil, year)
left join wellbeing_seen using (pupil)
