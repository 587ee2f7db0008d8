-- Timers: due times are rows of job, and the time is the database's, so that servers whose own clocks differ agree.

-- What time it is for jobs. Tests of clocks that jump put their own in its place.
CREATE FUNCTION luoshi_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$;
