-- Whether any SDQ total of the latest day with a known informant, in each year, is high or very
-- high. Cut-points: the four-band scoring (Teacher 16, Parent 17, Self 18).
select
    pupil,
    academic_year(date) as year,
    arg_max(raised, date) as raised
from (
    select
        pupil,
        date,
        bool_or(score >= case informant when 'Teacher' then 16 when 'Parent' then 17 else 18 end) as raised
    from wellbeing
    where upper(instrument) = 'SDQ'
        and informant is not null
        and date <= $as_at
        and $sdq_permission
    group by pupil, date
)
group by pupil, academic_year(date)
