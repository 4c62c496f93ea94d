-- The product that a renewal renews (guide WS §17).
ALTER TABLE produit ADD COLUMN renouvelle INTEGER;
