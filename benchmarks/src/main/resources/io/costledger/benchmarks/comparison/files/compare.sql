-- How many entries stand in one of the files only.
CREATE TEMP TABLE ours AS
SELECT charge_period_start, "from", "to", amount::DECIMAL(38,10) AS amount, kind
FROM read_csv('{ours}', all_varchar = true);
CREATE TEMP TABLE theirs AS
SELECT strftime(charge_period_start::TIMESTAMP, '%Y-%m-%dT%H:%M:%SZ') AS charge_period_start,
  "from", "to", amount::DECIMAL(38,10) AS amount, kind
FROM read_csv('{theirs}', all_varchar = true);
