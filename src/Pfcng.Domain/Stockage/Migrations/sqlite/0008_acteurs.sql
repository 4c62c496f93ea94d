-- TRE_G05, of a pharmacist (D35).
ALTER TABLE produit ADD COLUMN tableau_pharmacien TEXT;

-- A revocation that was dated and not tried yet is executed whatever the clock says (D29).
CREATE INDEX revocation_datee ON demande_revocation (monde, produit) WHERE etat = 'Validee' AND revocation IS NOT NULL;

-- A demande that could not be completed (44) takes no key: the corrected lot can be sent again with the same CSR (D21, D23).
DELETE FROM cle_publique WHERE EXISTS (
    SELECT 1 FROM demande d WHERE d.monde = cle_publique.monde AND d.numero = cle_publique.numero AND d.code_refus = 'WSMG-00000044');

-- A renewal refused before any right (no habilitation in its history, or a PS certificate of another) says nothing more of what it renews (D30).
CREATE TEMP TABLE a_taire AS
SELECT d.monde, d.numero FROM demande d JOIN produit p ON p.numero = d.numero AND p.monde = d.monde
JOIN demande ancienne ON ancienne.numero = p.renouvelle AND ancienne.monde = d.monde
WHERE d.code_refus IN ('WSMG-00000009', 'WSMG-00000010') AND (
    (d.offre = 'PS' AND ancienne.beneficiaire <> d.acteur)
    OR NOT EXISTS (SELECT 1 FROM historique h WHERE h.monde = d.monde AND h.demande = d.numero AND h.habilitations IS NOT NULL));
DELETE FROM produit_fqdn WHERE (monde, numero) IN (SELECT monde, numero FROM a_taire);
UPDATE demande SET structure = NULL, beneficiaire = NULL WHERE (monde, numero) IN (SELECT monde, numero FROM a_taire);
UPDATE produit SET
    raison_sociale = NULL, departement = NULL, titre = NULL, profession = NULL, profession_formation = NULL, savoir_faire = NULL,
    beneficiaire_nom = NULL, beneficiaire_prenom = NULL, nom_applicatif = NULL, upn = NULL, mail_sujet = NULL, cle_publique = NULL, sujet = NULL
WHERE (monde, numero) IN (SELECT monde, numero FROM a_taire);
DROP TABLE a_taire;
