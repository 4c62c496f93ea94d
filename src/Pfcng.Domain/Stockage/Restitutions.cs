using System.Security.Cryptography;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Takes lines of the journal of issuance into the store: what it has already changes nothing (D24, D26, D29).</summary>
internal static class Restitutions
{
    /// <summary>Takes one line in.</summary>
    /// <returns>What the store had not.</returns>
    public static BilanDeReprise Prendre(Connexion connexion, Numeros numeros, LigneDuJournal ligne, DateTimeOffset instant)
    {
        switch (ligne)
        {
            case Emission emission:
                return Rendre(connexion, emission, instant);
            case Cloture cloture:
                return Clore(connexion, cloture, instant);
            case ClesPrises prises:
                return new() { Cles = prises.Cles.Count(p => PrendreCle(connexion, Convert.FromHexString(p.Value), prises.Monde, p.Key, prises.Instant)) };
            case RevocationFaite faite:
                var technique = new RevocationTechnique(faite.Monde, faite.Aki, faite.NumeroSerie, faite.Date);
                return Retablir(connexion, technique, OrigineDeRevocation.Journal, instant);
            case RevocationDifferee differee:
                return EstPerdue(connexion, differee) ? new() { Differees = [differee] } : new();
            case Compteurs compteurs:
                foreach (var (nom, valeur) in compteurs.Valeurs)
                {
                    numeros.Relever(connexion, nom, valeur);
                }

                return new();
            default:
                throw new ArgumentException($"{ligne.GetType()}", nameof(ligne));
        }
    }

    /// <summary>Its certificate is not revoked, and nothing here waits to do it: its product is active, or its very demande is lost.</summary>
    public static bool EstPerdue(Connexion connexion, RevocationDifferee differee)
    {
        if (DepotDesDemandes.Chercher(connexion, differee.Monde, differee.Aki, differee.NumeroSerie) is not { } numero)
        {
            return !RevocationsSansDemande.EstFaite(
                connexion, new(differee.Monde, differee.Aki, DepotDesDemandes.NumeroSerie(differee.NumeroSerie), default));
        }

        return DepotDesDemandes.Lire(connexion, differee.Monde, numero) is var (demande, produit)
            && CycleDeVie.Permet(Evenement.Revocation, new(demande.Etat, produit.Etat))
            && Revocations.EnCours(connexion, differee.Monde, numero) is null;
    }

    /// <summary>Takes in a revocation that somebody else knows of.</summary>
    public static BilanDeReprise Retablir(Connexion connexion, RevocationTechnique technique, OrigineDeRevocation origine, DateTimeOffset instant) =>
        RevocationsSansDemande.Constater(connexion, new(technique, origine, null, Auteur.Plateforme), instant) == EffetDeRevocation.Nouvelle
            ? new() { Revocations = 1 }
            : new();

    /// <summary>A demande gets its own certificate back; one that is not here, or not that one, leaves a certificate that can still be revoked.</summary>
    private static BilanDeReprise Rendre(Connexion connexion, Emission emission, DateTimeOffset instant)
    {
        var signe = CertificatSigne.Lire(emission.Certificat);
        if (signe.NumeroSerie != emission.NumeroSerie || Convert.ToHexStringLower(SHA256.HashData(signe.ACertifier)) != emission.CondensatTbs)
        {
            throw new FormatException("La ligne ne dit pas le certificat qu’elle porte.");
        }

        if (emission.Numero is not { } numero || DepotDesDemandes.Lire(connexion, emission.Monde, numero) is not var (demande, produit))
        {
            return Garder(connexion, emission, signe);
        }

        if (produit.Certificat is { } deja)
        {
            return deja.Der.AsSpan().SequenceEqual(emission.Certificat) ? new() : Garder(connexion, emission, signe);
        }

        var etats = new Etats(demande.Etat, produit.Etat);
        var sienne = CycleDeVie.Permet(Evenement.RestitutionDuCertificat, etats)
            && (produit.Technique is null || produit.Technique.NumeroSerie == emission.NumeroSerie)
            && produit.ClePublique is { } cle && cle.AsSpan().SequenceEqual(signe.ClePublique);
        if (!sienne)
        {
            return Garder(connexion, emission, signe);
        }

        var avant = new Liens(Avant: Scelle.Dossier(connexion, emission.Monde, numero)?.Empreinte);
        if (produit.Technique is null)
        {
            Retraits.EcrireEnregistrement(connexion, demande, new(
                demande.Monde, demande.Type, emission.NumeroSerie, emission.Aki, emission.DnAutorite, signe.ACertifier));
        }

        Retraits.EcrireCertificat(connexion, demande, new(emission.Certificat, emission.Debut, emission.Fin));
        Retraits.EcrireCode(connexion, demande, CodeDeRevocation.Perdu);
        DepotDesDemandes.Avancer(connexion, demande, etats, Evenement.RestitutionDuCertificat, Canal.SYSTEM, Auteur.Plateforme, instant, null, avant);
        return new() { Rendus = [(demande.Monde, numero)], Inattendus = produit.Technique is null ? 1 : 0 };
    }

    private static BilanDeReprise Garder(Connexion connexion, Emission emission, CertificatSigne signe)
    {
        var nouveau = CertificatsSansDemande.Garder(connexion, emission);
        if (emission.Numero is not { } numero)
        {
            return new();
        }

        var cle = PrendreCle(connexion, SHA256.HashData(signe.ClePublique), emission.Monde, numero, emission.Instant);
        return new() { SansDemande = nouveau ? 1 : 0, Cles = cle ? 1 : 0 };
    }

    private static BilanDeReprise Clore(Connexion connexion, Cloture cloture, DateTimeOffset instant)
    {
        if (DepotDesDemandes.Lire(connexion, cloture.Monde, cloture.Numero) is not var (demande, produit)
            || !CycleDeVie.Permet(Evenement.Cloture, new(demande.Etat, produit.Etat)))
        {
            return new();
        }

        DepotDesDemandes.Avancer(connexion, demande, new(demande.Etat, produit.Etat), Evenement.Cloture, Canal.SYSTEM, Auteur.Plateforme, instant, null);
        return new() { Inattendus = 1 };
    }

    private static bool PrendreCle(Connexion connexion, byte[] empreinte, Monde monde, long numero, DateTimeOffset creation) => connexion.Executer(
        """
        INSERT INTO cle_sans_demande (empreinte, monde, numero, creation)
        SELECT @empreinte, @monde, @numero, @creation WHERE NOT EXISTS (SELECT 1 FROM cle_publique WHERE empreinte = @empreinte)
        ON CONFLICT DO NOTHING
        """,
        ("@empreinte", empreinte),
        ("@monde", monde.ToString()),
        ("@numero", numero),
        ("@creation", creation.Ms())) == 1;
}
