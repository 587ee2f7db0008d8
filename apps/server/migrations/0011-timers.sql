-- Timers: due times are rows of job, and the time is the database's, so that servers whose own clocks differ agree.

-- What time it is for jobs. Tests of clocks that jump put their own in its place.
CREATE FUNCTION luoshi_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$;

-- A key is looked up before it is known whose it is (two people may use the same).
ALTER TABLE idempotency DROP CONSTRAINT idempotency_pkey;
ALTER TABLE idempotency ADD PRIMARY KEY (tenant_id, key, person_id);
