-- What is counted: pupils and years, of the year groups asked for. To count all measures at once,
-- count.py puts their sums in place of this step: far fewer rows to label.
select *
from pupil_year
where is_asked
