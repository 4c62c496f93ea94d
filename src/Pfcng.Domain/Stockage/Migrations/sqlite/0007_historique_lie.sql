-- Rows of history bind what they speak of (D37). Rows written before have format 1: their hash does not know these columns. « empreinte_* » are SHA-256:
-- of the evidence, of what the authority will sign, of the certificate, of what was taken from the directory, of the demande with its product (or of the
-- demande de révocation) before the action, then after it. A row of the platform itself has no demande (0) and no state ('').
ALTER TABLE historique ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE historique ADD COLUMN preuve INTEGER;
ALTER TABLE historique ADD COLUMN empreinte_preuve BLOB;
ALTER TABLE historique ADD COLUMN empreinte_a_certifier BLOB;
ALTER TABLE historique ADD COLUMN empreinte_certificat BLOB;
ALTER TABLE historique ADD COLUMN empreinte_reference BLOB;
ALTER TABLE historique ADD COLUMN empreinte_avant BLOB;
ALTER TABLE historique ADD COLUMN empreinte_apres BLOB;
CREATE INDEX historique_par_preuve ON historique (preuve) WHERE preuve IS NOT NULL;

-- Who brought the message (SHA-256 of his TLS certificate), and which list said that its signer is not revoked: its authority's key identifier, its
-- cRLNumber, its SHA-256.
ALTER TABLE preuve ADD COLUMN certificat_tls BLOB;
ALTER TABLE preuve ADD COLUMN liste_autorite TEXT;
ALTER TABLE preuve ADD COLUMN liste_numero TEXT;
ALTER TABLE preuve ADD COLUMN liste_empreinte BLOB;

-- What was there before rows of format 2: one SHA-256 each, bound together by the row that marks the change.
CREATE TABLE scelle (
    nature    TEXT NOT NULL CHECK (nature IN ('DEMANDE', 'REVOCATION', 'PREUVE')),
    monde     TEXT NOT NULL,
    numero    INTEGER NOT NULL,
    empreinte BLOB NOT NULL,
    PRIMARY KEY (nature, monde, numero)
) WITHOUT ROWID;
CREATE TRIGGER scelle_sans_modification BEFORE UPDATE ON scelle BEGIN SELECT RAISE(ABORT, 'scellé immuable'); END;
CREATE TRIGGER scelle_sans_suppression BEFORE DELETE ON scelle BEGIN SELECT RAISE(ABORT, 'scellé immuable'); END;
