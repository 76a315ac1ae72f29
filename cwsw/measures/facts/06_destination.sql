-- The one known destination of a pupil at 16 and at 18, in the first year it is given.
-- Unknown beside a known one is ignored; two different known ones count as none.
select
    pupil,
    age,
    min(academic_year) as year,
    min(destination) as destination
from destinations
where academic_year <= academic_year($as_at) and destination <> 'Unknown'
group by pupil, age
having min(destination) = max(destination)
