-- Pupils admitted by the as-at date. A step of its own, and those admitted later are looked for in the
-- step before it: DuckDB takes a filter on a table to leave a fifth, and would then build the largest
-- joins from the wrong side (docs/decisions/0002-one-statement.md).
select *
from known_pupil
where admitted <= $as_at
