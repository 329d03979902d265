-- Exact.
-- first: w3/start.sql
-- first: w3/tier.sql
-- first: w3/tier.sql
-- first: w3/tier.sql
-- first: w3/tier.sql
CREATE OR REPLACE TABLE lineage AS
WITH sums AS (
  SELECT day, bearer, sum(r0)::BIGINT AS r0, sum(r1)::BIGINT AS r1, sum(r2)::BIGINT AS r2
  FROM borne GROUP BY day, bearer
)
SELECT (day * 3 + root) * (centers() + 1) + bearer AS cell,
  CASE root WHEN 0 THEN r0 WHEN 1 THEN r1 ELSE r2 END AS units
FROM sums, (VALUES (0), (1), (2)) AS roots (root);
