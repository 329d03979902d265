-- Usage summed; what the bill put into the roots, one column for each root of the origin.
-- first: numbering.sql
-- first: cells.sql
CREATE OR REPLACE TABLE result (cell INTEGER, units BIGINT);
CREATE OR REPLACE TEMP TABLE passed (platform INTEGER, day INTEGER, r0 BIGINT, r1 BIGINT, r2 BIGINT);
INSERT INTO passed
SELECT platform, day, CASE platform WHEN 0 THEN units ELSE 0 END,
  CASE platform WHEN 1 THEN units ELSE 0 END, CASE platform WHEN 2 THEN units ELSE 0 END
FROM pools WHERE units > 0;
CREATE OR REPLACE TEMP TABLE borne (day INTEGER, bearer INTEGER, r0 BIGINT, r1 BIGINT, r2 BIGINT);
SET VARIABLE tier = 0;
