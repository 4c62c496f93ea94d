-- suivreActivite reads these from the end: newest first, without sorting, one seek for a page whatever the filters (D31). A day of creation is a
-- range of the index. A usage has indexes of its own where the others alone could leave a million rows; a lot or a bearer never leaves many.
DROP INDEX demande_par_structure;
DROP INDEX demande_par_acteur;
DROP INDEX demande_par_beneficiaire;
DROP INDEX demande_par_lot;
CREATE INDEX demande_par_structure ON demande (monde, offre, structure, creation, numero) WHERE structure IS NOT NULL;
CREATE INDEX demande_par_structure_et_usage ON demande (monde, offre, structure, usage, creation, numero) WHERE structure IS NOT NULL;
CREATE INDEX demande_par_acteur ON demande (monde, acteur, offre, structure, creation, numero);
CREATE INDEX demande_par_acteur_et_usage ON demande (monde, acteur, offre, structure, usage, creation, numero);
CREATE INDEX demande_par_beneficiaire ON demande (monde, beneficiaire, offre, structure, creation, numero) WHERE beneficiaire IS NOT NULL;
CREATE INDEX demande_par_lot ON demande (monde, lot, creation, numero) WHERE lot IS NOT NULL;

DROP INDEX revocation_par_structure;
DROP INDEX revocation_par_acteur;
DROP INDEX revocation_par_beneficiaire;
CREATE INDEX revocation_par_structure ON demande_revocation (monde, offre, structure, creation, numero) WHERE structure IS NOT NULL;
CREATE INDEX revocation_par_structure_et_usage ON demande_revocation (monde, offre, structure, usage, creation, numero) WHERE structure IS NOT NULL;
CREATE INDEX revocation_par_acteur ON demande_revocation (monde, acteur, offre, structure, creation, numero);
CREATE INDEX revocation_par_acteur_et_usage ON demande_revocation (monde, acteur, offre, structure, usage, creation, numero);
CREATE INDEX revocation_par_beneficiaire ON demande_revocation (monde, beneficiaire, offre, structure, creation, numero) WHERE beneficiaire IS NOT NULL;
