-- Exact.
-- first: numbering.sql
-- first: cells.sql
-- first: shares.sql
CREATE OR REPLACE TABLE result AS SELECT cell, share AS units FROM shares;
