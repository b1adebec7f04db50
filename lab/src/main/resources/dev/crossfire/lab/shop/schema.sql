-- The shop's tables. Safe to run again.

CREATE TABLE IF NOT EXISTS events (
    id          bigint PRIMARY KEY,
    name        text NOT NULL,
    price_cents integer NOT NULL CHECK (price_cents >= 0),
    -- Seats are numbered 1 to seats; a seat without an order is free, so a million seats cost one row.
    seats       integer NOT NULL CHECK (seats > 0)
);

-- No foreign key to events: checking it would lock the one row of the event that everybody buys from.
-- The statement that inserts reads the event instead, and events are never deleted.
CREATE TABLE IF NOT EXISTS orders (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        bigint NOT NULL,
    seat            integer NOT NULL CHECK (seat >= 1),
    buyer           text NOT NULL,
    idempotency_key text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    -- These two constraints, and not the counters below, are what makes overselling and doubling impossible.
    CONSTRAINT orders_one_per_seat UNIQUE (event_id, seat),
    CONSTRAINT orders_one_per_key UNIQUE (idempotency_key)
);

-- Where the search for a free seat goes on, for buyers to whom any seat is as good.
CREATE SEQUENCE IF NOT EXISTS next_seat;

-- How many seats are sold, spread over 64 rows: a single counter would be locked for the length of every commit.
-- The fill factor leaves room for new versions on the same page.
CREATE TABLE IF NOT EXISTS event_sales (
    event_id bigint NOT NULL,
    shard    integer NOT NULL CHECK (shard BETWEEN 0 AND 63),
    sold     bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (event_id, shard)
) WITH (fillfactor = 20);

INSERT INTO events (id, name, price_cents, seats)
VALUES (42, 'The Crossfire Tour', 5900, 1000000)
ON CONFLICT DO NOTHING;

INSERT INTO event_sales (event_id, shard)
SELECT id, shard FROM events CROSS JOIN generate_series(0, 63) AS shard
ON CONFLICT DO NOTHING;
