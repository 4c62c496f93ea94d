-- A « demande de révocation » (guide WS §16). Its number is of the same sequence as the demandes'; offre, usage, structure and bearer are those of
-- its product, written again for the searches of suivreActivite. « date_effet » is a day in Paris, yyyy-MM-dd.
CREATE TABLE demande_revocation (
    monde                 TEXT NOT NULL CHECK (monde IN ('Test', 'Production')),
    numero                INTEGER NOT NULL,
    produit               INTEGER NOT NULL,
    canal                 TEXT NOT NULL CHECK (canal IN ('WS', 'IHM', 'SYSTEM')),
    offre                 TEXT NOT NULL,
    usage                 TEXT NOT NULL,
    structure             TEXT,
    beneficiaire          TEXT,
    acteur                TEXT NOT NULL,
    acteur_nom            TEXT NOT NULL,
    acteur_prenom         TEXT NOT NULL,
    administrateur        TEXT,
    administrateur_nom    TEXT,
    administrateur_prenom TEXT,
    mail_demandeur        TEXT NOT NULL,
    mail_informer         TEXT NOT NULL,
    motif                 TEXT NOT NULL CHECK (motif IN ('VOL', 'PERTE', 'FIN_DACTIVITE', 'AUTRE')),
    motif_autre           TEXT,
    creation              INTEGER NOT NULL,
    date_effet            TEXT NOT NULL,
    echeance              INTEGER NOT NULL,
    revocation            INTEGER,
    etat                  TEXT NOT NULL CHECK (etat IN ('Enregistree', 'Validee', 'Close', 'NonTraitee')),
    preuve                INTEGER REFERENCES preuve (id),
    PRIMARY KEY (numero, monde),
    FOREIGN KEY (monde, produit) REFERENCES produit (monde, numero),
    CHECK ((motif = 'AUTRE') = (motif_autre IS NOT NULL)),
    CHECK (etat <> 'Close' OR revocation IS NOT NULL)
) WITHOUT ROWID;
-- One waiting or done revocation for a product (D29).
CREATE UNIQUE INDEX revocation_par_produit ON demande_revocation (monde, produit) WHERE etat <> 'NonTraitee';
CREATE INDEX revocation_a_executer ON demande_revocation (echeance) WHERE etat IN ('Enregistree', 'Validee');
-- suivreActivite reads these from the end: newest first, without sorting (D31).
CREATE INDEX revocation_par_structure ON demande_revocation (monde, offre, structure, numero) WHERE structure IS NOT NULL;
CREATE INDEX revocation_par_acteur ON demande_revocation (monde, acteur, offre, numero);
CREATE INDEX revocation_par_beneficiaire ON demande_revocation (monde, beneficiaire, offre, numero) WHERE beneficiaire IS NOT NULL;
