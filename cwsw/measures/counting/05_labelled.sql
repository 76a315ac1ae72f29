-- What is counted once under each label of its pupils, sub-cohorts included.
select
    unnest(list_filter(
        [
            "group",
            case when current_cp then 'current_cp' end,
            case when current_cin then 'current_cin' end,
            case when ended then 'ended' end,
            case when while_on_roll then 'while_on_roll' end,
            case when looked_after_now then 'looked_after_now' end,
            case when "group" = 'cwsw' and not looked_after_now then 'without_looked_after_now' end
        ],
        lambda label: label is not null
    )) as label,
    *
from counted
