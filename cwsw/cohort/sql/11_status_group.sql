-- The one group on each status date (first match wins) of those of whom anything speaks, and the
-- cohort's sub-cohorts. Null is no: nothing speaks of it.
select
    *,
    "group" = 'cwsw' and cp_today is true as current_cp,
    "group" = 'cwsw' and cin_today is true and cp_today is not true as current_cin,
    "group" = 'cwsw' and cin_today is not true and cp_today is not true as ended,
    "group" = 'cwsw' and plan_while_on_roll is true as while_on_roll,
    "group" = 'cwsw' and looked_after_today is true as looked_after_now
from (
    select
        *,
        case
            -- The order of contract section 2: a decision of staff beats every rule.
            when override_group is not null then override_group
            when cin_or_cp_in_window then 'cwsw'
            when looked_after_in_window then 'looked_after'
            when has_undated_plan then 'undated'
            when plan_has_begun then 'earlier'
            else 'other'
        end as "group"
    from status
)
