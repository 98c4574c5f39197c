-- The archived bytes, in the transaction of the approval.
CREATE TABLE insight_report_file (report_id TEXT PRIMARY KEY, docx BLOB NOT NULL);
