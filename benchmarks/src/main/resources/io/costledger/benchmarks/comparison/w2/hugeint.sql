-- Exact.
-- first: cells.sql
-- first: shares-hugeint.sql
CREATE OR REPLACE TABLE result AS SELECT cell, share AS units FROM shares;
