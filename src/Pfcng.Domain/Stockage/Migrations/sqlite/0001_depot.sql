-- Times are milliseconds UTC since 1970. Enumerations are written as their member's name. Numbers are of one world (D11, D24).

-- Numbers only grow, whatever is erased one day (D24).
CREATE TABLE compteur (
    nom    TEXT NOT NULL PRIMARY KEY,
    valeur INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE certificat_signataire (
    empreinte  BLOB NOT NULL PRIMARY KEY,
    certificat BLOB NOT NULL
) WITHOUT ROWID;

-- What proves that a message was signed (D27), and the answer it was given, for a lost one (D25). The demandes of a lot point at their proof; an
-- operation on one demande has a proof that points at it.
CREATE TABLE preuve (
    id                    INTEGER PRIMARY KEY,
    monde                 TEXT NOT NULL CHECK (monde IN ('Test', 'Production')),
    operation             TEXT NOT NULL,
    demande               INTEGER,
    instant               INTEGER NOT NULL,
    trace                 TEXT NOT NULL,
    empreinte             BLOB NOT NULL,
    signed_info           BLOB NOT NULL,
    signature             BLOB NOT NULL,
    certificat_signataire BLOB NOT NULL REFERENCES certificat_signataire (empreinte),
    condensat             BLOB NOT NULL,
    corps                 BLOB,
    reponse               TEXT,
    FOREIGN KEY (monde, demande) REFERENCES demande (monde, numero),
    CHECK (operation <> 'retirerCertificat' OR corps IS NULL)
);
CREATE INDEX preuve_par_demande ON preuve (monde, demande) WHERE demande IS NOT NULL;
CREATE INDEX preuve_par_message ON preuve (empreinte, id) WHERE reponse IS NOT NULL;

-- The number comes first in the key: after « monde » alone, SQLite would rather walk the whole table backwards than use the indexes below.
CREATE TABLE demande (
    monde                 TEXT NOT NULL CHECK (monde IN ('Test', 'Production')),
    numero                INTEGER NOT NULL,
    lot                   INTEGER,
    canal                 TEXT NOT NULL CHECK (canal IN ('WS', 'IHM')),
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
    mail_demandeur        TEXT,
    mail_informer         TEXT,
    creation              INTEGER NOT NULL,
    etat                  TEXT NOT NULL CHECK (etat IN ('Enregistree', 'Validee', 'Transmise', 'Close', 'Rejetee', 'NonTraitee', 'Annulee')),
    code_refus            TEXT,
    preuve                INTEGER REFERENCES preuve (id),
    PRIMARY KEY (numero, monde)
) WITHOUT ROWID;
-- suivreActivite reads these from the end: newest first, without sorting (D31).
CREATE INDEX demande_par_structure ON demande (monde, offre, structure, numero) WHERE structure IS NOT NULL;
CREATE INDEX demande_par_acteur ON demande (monde, acteur, offre, numero);
CREATE INDEX demande_par_beneficiaire ON demande (monde, beneficiaire, offre, numero) WHERE beneficiaire IS NOT NULL;
CREATE INDEX demande_par_lot ON demande (monde, lot, numero) WHERE lot IS NOT NULL;
CREATE INDEX demande_par_preuve ON demande (preuve) WHERE preuve IS NOT NULL;

CREATE TABLE produit (
    monde               TEXT NOT NULL,
    numero              INTEGER NOT NULL,
    etat                TEXT NOT NULL CHECK (etat IN ('Demande', 'ARetirer', 'Retire', 'Actif', 'Revoque', 'Annule', 'Expire')),
    raison_sociale      TEXT,
    departement         TEXT,
    titre               TEXT,
    profession          INTEGER,
    profession_formation INTEGER,
    savoir_faire        TEXT,
    beneficiaire_nom    TEXT,
    beneficiaire_prenom TEXT,
    nom_applicatif      TEXT,
    upn                 TEXT,
    mail_sujet          TEXT,
    cle_publique        BLOB,
    sujet               TEXT,
    numero_serie        TEXT UNIQUE,
    aki                 TEXT,
    dn_autorite         TEXT,
    a_certifier         BLOB,
    certificat          BLOB,
    debut               INTEGER,
    fin                 INTEGER,
    code_revocation     TEXT,
    PRIMARY KEY (numero, monde),
    FOREIGN KEY (monde, numero) REFERENCES demande (monde, numero),
    CHECK ((numero_serie IS NULL) = (a_certifier IS NULL)),
    CHECK (certificat IS NULL OR numero_serie IS NOT NULL),
    CHECK (etat NOT IN ('Retire', 'Actif') OR (certificat IS NOT NULL AND code_revocation IS NOT NULL))
) WITHOUT ROWID;

CREATE TABLE produit_fqdn (
    monde  TEXT NOT NULL,
    numero INTEGER NOT NULL,
    rang   INTEGER NOT NULL,
    fqdn   TEXT NOT NULL,
    PRIMARY KEY (numero, monde, rang),
    FOREIGN KEY (monde, numero) REFERENCES produit (monde, numero)
) WITHOUT ROWID;

-- One public key serves one demande, in both worlds, for ever (D21).
CREATE TABLE cle_publique (
    empreinte BLOB NOT NULL PRIMARY KEY,
    monde     TEXT NOT NULL,
    numero    INTEGER NOT NULL,
    FOREIGN KEY (monde, numero) REFERENCES demande (monde, numero)
) WITHOUT ROWID;

-- One bearer for a protected address or an UPN (D22): the foreign key of adresse_produit refuses any other.
CREATE TABLE adresse_porteur (
    monde   TEXT NOT NULL,
    nature  TEXT NOT NULL CHECK (nature IN ('MAIL', 'UPN')),
    adresse TEXT NOT NULL,
    porteur TEXT NOT NULL,
    PRIMARY KEY (monde, nature, adresse),
    UNIQUE (monde, nature, adresse, porteur)
) WITHOUT ROWID;

CREATE TABLE adresse_produit (
    monde   TEXT NOT NULL,
    numero  INTEGER NOT NULL,
    nature  TEXT NOT NULL,
    adresse TEXT NOT NULL,
    porteur TEXT NOT NULL,
    PRIMARY KEY (monde, nature, adresse, numero),
    FOREIGN KEY (monde, nature, adresse, porteur) REFERENCES adresse_porteur (monde, nature, adresse, porteur),
    FOREIGN KEY (monde, numero) REFERENCES produit (monde, numero)
) WITHOUT ROWID;
CREATE INDEX adresse_par_produit ON adresse_produit (monde, numero);

-- Every action, chained by hash (D37); nothing of it is ever changed.
CREATE TABLE historique (
    numero                      INTEGER PRIMARY KEY,
    monde                       TEXT NOT NULL,
    demande                     INTEGER NOT NULL,
    canal                       TEXT NOT NULL,
    instant                     INTEGER NOT NULL,
    action                      TEXT NOT NULL,
    etat_demande                TEXT NOT NULL,
    etat_produit                TEXT NOT NULL,
    type_acteur                 TEXT NOT NULL,
    acteur                      TEXT,
    habilitations               TEXT,
    administrateur              TEXT,
    habilitations_administrateur TEXT,
    complement                  TEXT,
    empreinte                   BLOB NOT NULL
);
CREATE INDEX historique_par_demande ON historique (monde, demande, numero);
CREATE TRIGGER historique_sans_modification BEFORE UPDATE ON historique BEGIN SELECT RAISE(ABORT, 'historique immuable'); END;
CREATE TRIGGER historique_sans_suppression BEFORE DELETE ON historique BEGIN SELECT RAISE(ABORT, 'historique immuable'); END;
