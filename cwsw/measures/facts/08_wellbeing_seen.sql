-- Pupils with any wellbeing score in the 12 months to the as-at date.
select distinct pupil
from wellbeing
where date <= $as_at and date > cast($as_at - interval 12 months as date)
