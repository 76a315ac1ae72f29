-- The override that counts: the latest From date reached, then the latest On. Where two are alike
-- in both, the first group in the contract's order, so that row order never matters.
select
    roll.pupil,
    roll.year,
    arg_min(
        overrides."group",
        row(
            -- Negative, because arg_min takes the smallest; without a From date, behind every one
            -- with it.
            -coalesce(epoch(from_date), -1e15),
            -epoch("on"),
            list_position(['cwsw', 'looked_after', 'undated', 'earlier', 'other'], overrides."group")
        )
    ) as "group"
from roll
join overrides using (pupil)
where from_date is null or from_date <= roll.status_date
group by roll.pupil, roll.year
