-- Whether any SDQ total of the latest day with a known informant, in each year, is high or very
-- high by the four-band scoring of each informant.
select
    pupil,
    academic_year(date) as year,
    arg_max(raised, date) as raised
from (
    select
        pupil,
        date,
        bool_or(
            score >= case informant
                when 'Teacher' then $sdq_teacher
                when 'Parent' then $sdq_parent
                else $sdq_self
            end
        ) as raised
    from wellbeing
    where upper(instrument) = 'SDQ'
        and informant is not null
        and date <= $as_at
        -- The questionnaire's licence: without the school's word its totals are not used.
        and $sdq_permission
    group by pupil, date
)
group by pupil, academic_year(date)
