-- quotient and remainder of a division whose quotient was guessed in DOUBLE, and whose
-- remainder by the guess is `off`, exactly: the guess is one too high or too low at most.
CREATE OR REPLACE TEMP MACRO quotient(guess, off, total) AS
  guess + CASE WHEN off < 0 THEN -1 WHEN off >= total THEN 1 ELSE 0 END;
CREATE OR REPLACE TEMP MACRO remainder(off, total) AS
  off + CASE WHEN off < 0 THEN total WHEN off >= total THEN -total ELSE 0 END;
