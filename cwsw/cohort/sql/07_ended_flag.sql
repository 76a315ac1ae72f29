-- Kinds of plan of which no flag speaks any more on today's list: staff recorded that the plan has
-- ended, and no upload has answered yet. Figures are as at a day on which the flag was true.
select
    pupil,
    year,
    bool_or(plan = 'CIN') as cin,
    bool_or(plan = 'CP') as cp,
    bool_or(plan = 'CLA') as looked_after
from roll
join list_changes using (pupil)
where $on_list
    and change = 'plan ended'
    and settled is null
    and end_date < status_date
group by pupil, year
