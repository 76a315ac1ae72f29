-- Pupils suspended or permanently excluded in each year.
select
    pupil,
    academic_year(start_date) as year,
    bool_or(type = 'SUSP') as suspended,
    bool_or(type = 'PERM') as permanently_excluded
from exclusions
where start_date <= $as_at
group by pupil, academic_year(start_date)
