-- Where this store stands in the journal of issuance beside it: where the last line it has taken in ends, and its SHA-256. None: never compared.
CREATE TABLE journal_emission (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    octets    INTEGER NOT NULL,
    empreinte BLOB NOT NULL
);

-- Certificates without a demande here: the service's own TLS certificates, and those that the journal knows and whose demande (« numero ») a restored
-- store has lost.
CREATE TABLE certificat_sans_demande (
    aki          TEXT NOT NULL,
    numero_serie TEXT NOT NULL,
    monde        TEXT NOT NULL CHECK (monde IN ('Test', 'Production')),
    numero       INTEGER,
    dn_autorite  TEXT NOT NULL,
    emission     INTEGER NOT NULL,
    debut        INTEGER NOT NULL,
    fin          INTEGER NOT NULL,
    certificat   BLOB NOT NULL,
    PRIMARY KEY (numero_serie, aki)
);

-- Public keys taken by demandes that a restored store has lost (D21).
CREATE TABLE cle_sans_demande (
    empreinte BLOB NOT NULL PRIMARY KEY,
    monde     TEXT NOT NULL CHECK (monde IN ('Test', 'Production')),
    numero    INTEGER NOT NULL,
    creation  INTEGER NOT NULL
) WITHOUT ROWID;

-- Revocations without a demande de révocation: known from a published list or from the journal when the store had lost them, or done by an operator.
-- Final, as the others are (D29).
CREATE TABLE revocation_sans_demande (
    monde        TEXT NOT NULL CHECK (monde IN ('Test', 'Production')),
    aki          TEXT NOT NULL,
    numero_serie TEXT NOT NULL,
    revocation   INTEGER NOT NULL,
    origine      TEXT NOT NULL CHECK (origine IN ('Liste', 'Journal', 'Exploitant')),
    motif        TEXT,
    PRIMARY KEY (numero_serie, aki),
    CHECK ((origine = 'Exploitant') = (motif IS NOT NULL))
) WITHOUT ROWID;
CREATE TRIGGER revocation_sans_demande_finale BEFORE DELETE ON revocation_sans_demande BEGIN SELECT RAISE(ABORT, 'révocation définitive'); END;
