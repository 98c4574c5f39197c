-- Repeats of one outlet and matter within a natural day are one alarm until it is answered.
ALTER TABLE monitoring_duty_alarm ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
