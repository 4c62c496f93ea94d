-- What the store leans on and is kept outside of it: certificates of authorities, keys. Known by its SHA-256, so that a start which does not find it
-- again says so instead of making another.
CREATE TABLE piece (
    nom       TEXT NOT NULL PRIMARY KEY,
    empreinte BLOB NOT NULL
) WITHOUT ROWID;
