CREATE TABLE IF NOT EXISTS transmission (
    id TEXT PRIMARY KEY,             -- the sender's message id, or made from the digest
    sender TEXT NOT NULL,
    kind TEXT NOT NULL,              -- '' if unreadable
    digest TEXT NOT NULL,            -- SHA-256 of the bytes
    body BLOB NOT NULL,
    received_at REAL NOT NULL,
    arrivals INTEGER NOT NULL DEFAULT 1,
    UNIQUE (sender, digest)
);
CREATE TABLE IF NOT EXISTS arrival ( -- every record of every transmission
    id INTEGER PRIMARY KEY,
    transmission TEXT NOT NULL REFERENCES transmission,
    kind TEXT NOT NULL,
    business_key TEXT NOT NULL,
    order_no TEXT NOT NULL,
    app_type TEXT NOT NULL,
    app_time TEXT NOT NULL,
    digest TEXT NOT NULL,            -- SHA-256 of the record
    outcome TEXT NOT NULL            -- 'accepted' or the negative status
);
CREATE INDEX IF NOT EXISTS arrival_order ON arrival (order_no);
CREATE INDEX IF NOT EXISTS arrival_key ON arrival (kind, business_key);
CREATE TABLE IF NOT EXISTS document ( -- what is on file at customs under a business key
    kind TEXT NOT NULL,
    business_key TEXT NOT NULL,
    order_no TEXT NOT NULL,
    transmission TEXT NOT NULL,
    app_time TEXT NOT NULL,
    record TEXT NOT NULL,            -- JSON
    state TEXT NOT NULL,             -- draft, received, stored, rejected, review, inspection,
                                     -- detained, released, closed, concluded, cancelled
    pre_no TEXT NOT NULL DEFAULT '',
    invt_no TEXT NOT NULL DEFAULT '', -- customs' own number: invtNo, rkdNo or sumNo
    buyer TEXT NOT NULL DEFAULT '',  -- lists only: identity number, year, dutiable value in fen
    year TEXT NOT NULL DEFAULT '',
    value INTEGER NOT NULL DEFAULT 0,
    return_time TEXT NOT NULL DEFAULT '',
    declared_at REAL NOT NULL,
    released_at REAL NOT NULL DEFAULT 0,
    about TEXT NOT NULL DEFAULT '',  -- invtNo of the list a cancellation or return is about
    PRIMARY KEY (kind, business_key)
);
CREATE INDEX IF NOT EXISTS document_order ON document (order_no, kind);
CREATE INDEX IF NOT EXISTS document_number ON document (invt_no) WHERE invt_no <> '';
CREATE INDEX IF NOT EXISTS document_key ON document (business_key);
CREATE INDEX IF NOT EXISTS document_declared ON document (declared_at);
CREATE INDEX IF NOT EXISTS document_about ON document (about) WHERE about <> '';
CREATE INDEX IF NOT EXISTS document_buyer ON document (buyer, year);
CREATE TABLE IF NOT EXISTS tax_bill (
    tax_no TEXT PRIMARY KEY,
    invt_no TEXT NOT NULL,
    status TEXT NOT NULL             -- 1 made, 2 summed up, 3 void
);
CREATE INDEX IF NOT EXISTS tax_bill_list ON tax_bill (invt_no);
CREATE TABLE IF NOT EXISTS job (
    id INTEGER PRIMARY KEY,
    due_at REAL NOT NULL,
    verb TEXT NOT NULL,
    target TEXT NOT NULL             -- JSON
);
CREATE INDEX IF NOT EXISTS job_due ON job (due_at);
CREATE TABLE IF NOT EXISTS receipt (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    business_key TEXT NOT NULL,
    order_no TEXT NOT NULL,
    status TEXT NOT NULL,
    info TEXT NOT NULL,
    return_time TEXT NOT NULL,
    body BLOB NOT NULL,
    made_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS receipt_key ON receipt (business_key);
CREATE INDEX IF NOT EXISTS receipt_order ON receipt (order_no);
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    receipt INTEGER NOT NULL REFERENCES receipt,
    due_at REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    garbage INTEGER NOT NULL DEFAULT 0,
    delivered_at REAL
);
CREATE INDEX IF NOT EXISTS delivery_receipt ON delivery (receipt);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due_at) WHERE delivered_at IS NULL;
CREATE TABLE IF NOT EXISTS partner_request (
    endpoint TEXT NOT NULL,          -- the kind of the document requested
    business_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    answer TEXT NOT NULL,            -- JSON
    app_time TEXT NOT NULL,
    PRIMARY KEY (endpoint, business_key)
);
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
