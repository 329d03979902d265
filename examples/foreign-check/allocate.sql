-- An allocation as it is often written, and an exact one, of the same 1,000 lines over 7 teams.
-- Runs in DuckDB; ${dir} is the folder that gets the files.

CREATE TABLE origins AS
SELECT 'line-' || i AS line_id,
       CAST(CAST(i * 7919 % 100000 AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2)) AS cost,
       'USD' AS currency,
       '2026-0' || (i % 3 + 7) AS month
FROM range(1, 1001) t(i);

CREATE TABLE teams AS SELECT 'team-' || i AS team, i AS weight FROM range(1, 8) t(i);

-- Float and round: each share alone, by a double.
CREATE TABLE rounded AS
SELECT line_id, team, round(CAST(cost AS DOUBLE) * weight / 28, 2) AS cost, currency, month
FROM origins CROSS JOIN teams;

-- Exact: whole cents, each up to the line's cumulative weight (prefix rounding).
CREATE TABLE exact AS
SELECT line_id, team,
       CAST(CAST(floor_to - lag(floor_to, 1, 0) OVER (PARTITION BY line_id ORDER BY weight) AS DECIMAL(18, 0)) * 0.01
            AS DECIMAL(18, 2)) AS cost,
       currency, month
FROM (
  SELECT line_id, team, weight, currency, month,
         CAST(cost * 100 AS BIGINT) * CAST(weight * (weight + 1) / 2 AS BIGINT) // 28 AS floor_to
  FROM origins CROSS JOIN teams
);

COPY (SELECT line_id, cost, currency, month FROM origins ORDER BY line_id) TO '${dir}/origins.csv' (HEADER);
COPY (SELECT * FROM rounded ORDER BY line_id, team) TO '${dir}/rounded.csv' (HEADER);
COPY (SELECT * FROM exact ORDER BY line_id, team) TO '${dir}/exact.csv' (HEADER);
