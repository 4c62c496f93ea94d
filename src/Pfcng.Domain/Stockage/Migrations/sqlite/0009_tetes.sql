-- How many heads of the history were signed: raised with each, so that heads which are lost are missed, and their numbers not given again (D37). The
-- next start raises it to the last one of the register.
INSERT INTO compteur (nom, valeur) VALUES ('tetes', 0) ON CONFLICT (nom) DO NOTHING;
