-- Pupils and years, and whether their year group is asked for. To count all measures at once,
-- count.py puts their sums in place of this step: far fewer rows to label.
select
    *,
    $year_groups is null or list_contains($year_groups, year_group_then) as is_asked
from pupil_year
