-- Each record with its share, and a guess of its quotient in DOUBLE.
CREATE OR REPLACE TEMP VIEW guessed AS
SELECT id, cell, weight, share, w, floor(w * (share::DOUBLE / weight))::BIGINT AS guess
FROM (
  SELECT id, cell, weight, share, rate * micros AS w
  FROM usage JOIN rates USING (sku) JOIN shares ON shares.cell = cell(platform, day, consumer)
);
CREATE OR REPLACE TEMP VIEW parts AS
SELECT id, cell, weight, share,
  quotient(guess, off, weight) AS floor_units, remainder(off, weight) AS rest
FROM (SELECT *, (share::HUGEINT * w - guess::HUGEINT * weight)::BIGINT AS off FROM guessed);
