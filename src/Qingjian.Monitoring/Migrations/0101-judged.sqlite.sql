-- One row for the factors of one outlet in one hour or day: compliant and unjudged ones need no more than this, the rest is replayed.
CREATE TABLE monitoring_judged_outlet (no INTEGER PRIMARY KEY AUTOINCREMENT, outlet_id TEXT NOT NULL UNIQUE);
CREATE TABLE monitoring_judged_layout (no INTEGER PRIMARY KEY AUTOINCREMENT, codes TEXT NOT NULL UNIQUE);
-- What one commit judged: object of its evidence entry, whose digest is the root over the digests of its verdicts, in order.
CREATE TABLE monitoring_judged_batch (no INTEGER PRIMARY KEY AUTOINCREMENT, object_id TEXT NOT NULL, book TEXT NOT NULL, root TEXT NOT NULL, verdicts INTEGER NOT NULL, judged_at BIGINT NOT NULL);
CREATE TABLE monitoring_judged (
  period INTEGER NOT NULL, slot INTEGER NOT NULL, outlet INTEGER NOT NULL, layout INTEGER NOT NULL, batch INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (period, slot, outlet)) WITHOUT ROWID;
