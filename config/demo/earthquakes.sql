-- Makes the table of the demo when the database is opened for the first time, and does nothing ever after.
-- The paths start at the folder in which the process was started; the command starts it in the home.
CREATE TABLE IF NOT EXISTS earthquakes (
    id             VARCHAR(20) PRIMARY KEY,
    magnitude      DECIMAL(4, 2) NOT NULL,
    magnitude_type VARCHAR(10) NOT NULL,
    place          VARCHAR(200) NOT NULL,
    occurred_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    updated_at     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    depth_km       DECIMAL(7, 3) NOT NULL,
    latitude       DECIMAL(10, 7) NOT NULL,
    longitude      DECIMAL(10, 7) NOT NULL,
    felt           INTEGER,
    tsunami        BOOLEAN NOT NULL,
    status         VARCHAR(20) NOT NULL
) AS SELECT * FROM CSVREAD('./config/demo/earthquakes.csv', NULL, 'charset=UTF-8');

CREATE INDEX IF NOT EXISTS earthquakes_by_update ON earthquakes (updated_at, id);
