using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>From where a revocation without a demande de révocation is known.</summary>
internal enum OrigineDeRevocation
{
    /// <summary>A published list shows it.</summary>
    Liste,

    /// <summary>The journal of issuance has it.</summary>
    Journal,

    /// <summary>An operator did it.</summary>
    Exploitant,
}

/// <summary>A revocation to write that no demande de révocation asks for.</summary>
/// <param name="Technique">Which certificate, and since when.</param>
/// <param name="Origine">From where it is known.</param>
/// <param name="Motif">The operator's reason; else null.</param>
/// <param name="Auteur">Who did it.</param>
internal sealed record RevocationConstatee(RevocationTechnique Technique, OrigineDeRevocation Origine, string? Motif, Auteur Auteur);

/// <summary>What writing one changed.</summary>
internal enum EffetDeRevocation
{
    /// <summary>The store knew it.</summary>
    DejaConnue,

    /// <summary>It is written; no product here was concerned, or its own revocation was about to be executed.</summary>
    Attendue,

    /// <summary>It is written, and a product that was not is révoqué.</summary>
    Nouvelle,
}

/// <summary>Revocations without a demande de révocation: lost by a restored store, or done by an operator (D29). Final, as the others are.</summary>
internal static class RevocationsSansDemande
{
    /// <summary>Writes one, unless the store knows it: its product is révoqué, and what waited on it is closed with it.</summary>
    public static EffetDeRevocation Constater(Connexion connexion, RevocationConstatee constatee, DateTimeOffset instant)
    {
        var technique = constatee.Technique with { NumeroSerie = DepotDesDemandes.NumeroSerie(constatee.Technique.NumeroSerie) };
        var numero = DepotDesDemandes.Chercher(connexion, technique.Monde, technique.Aki, technique.NumeroSerie);
        if (!EstFaite(connexion, technique))
        {
            Ecrire(connexion, constatee, technique);
        }
        else if (numero is null || !EstContredite(connexion, technique.Monde, numero.Value))
        {
            return EffetDeRevocation.DejaConnue;
        }

        return numero is { } produit ? Revoquer(connexion, constatee with { Technique = technique }, produit, instant) : EffetDeRevocation.Attendue;
    }

    /// <summary>Written, while its product could still be revoked: somebody undid one of both.</summary>
    private static bool EstContredite(Connexion connexion, Monde monde, long numero) =>
        DepotDesDemandes.Lire(connexion, monde, numero) is var (demande, produit) && CycleDeVie.Permet(Evenement.RevocationRetablie, new(demande.Etat, produit.Etat));

    private static void Ecrire(Connexion connexion, RevocationConstatee constatee, RevocationTechnique technique)
    {
        connexion.Executer(
            """
            INSERT INTO revocation_sans_demande (monde, aki, numero_serie, revocation, origine, motif)
            VALUES (@monde, @aki, @numero_serie, @revocation, @origine, @motif)
            """,
            ("@monde", technique.Monde.ToString()),
            ("@aki", technique.Aki),
            ("@numero_serie", technique.NumeroSerie),
            ("@revocation", technique.Date.Ms()),
            ("@origine", constatee.Origine.ToString()),
            ("@motif", constatee.Motif));
        if (constatee.Origine != OrigineDeRevocation.Journal)
        {
            connexion.Journal.Add(new RevocationFaite(technique.Monde, technique.Aki, technique.NumeroSerie, technique.Date));
        }
    }

    private static EffetDeRevocation Revoquer(Connexion connexion, RevocationConstatee constatee, long numero, DateTimeOffset instant)
    {
        var monde = constatee.Technique.Monde;
        var (demande, produit) = DepotDesDemandes.Lire(connexion, monde, numero)!.Value;
        var etats = new Etats(demande.Etat, produit.Etat);
        var evenement = constatee.Origine == OrigineDeRevocation.Exploitant ? Evenement.RevocationDExploitant : Evenement.RevocationRetablie;
        if (!CycleDeVie.Permet(evenement, etats))
        {
            return EffetDeRevocation.Attendue;
        }

        var vers = DepotDesDemandes.Avancer(connexion, demande, etats, evenement, Canal.SYSTEM, constatee.Auteur, instant, constatee.Motif);
        if (Revocations.EnCours(connexion, monde, numero) is not { EnAttente: true } attendait)
        {
            return EffetDeRevocation.Nouvelle;
        }

        if (attendait.Revocation is null)
        {
            Revocations.Dater(connexion, attendait, constatee.Technique.Date);
        }

        Revocations.Avancer(connexion, attendait, EvenementDeRevocation.Execution, vers.Produit, Auteur.Plateforme, instant, null);
        return attendait.Revocation is null ? EffetDeRevocation.Nouvelle : EffetDeRevocation.Attendue;
    }

    internal static bool EstFaite(Connexion connexion, RevocationTechnique technique) => connexion.Valeur(
        """
        SELECT 1 FROM revocation_sans_demande WHERE numero_serie = @numero_serie AND aki = @aki
        UNION ALL
        SELECT 1 FROM produit p JOIN demande_revocation r ON r.monde = p.monde AND r.produit = p.numero
        WHERE p.numero_serie = @numero_serie AND p.aki = @aki AND r.etat = 'Close'
        LIMIT 1
        """,
        ("@numero_serie", technique.NumeroSerie),
        ("@aki", technique.Aki)) is not null;
}
