using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.RenouvelerCertificat;

/// <summary>When a certificate can be renewed, in Paris calendar days (D30, D39).</summary>
/// <param name="JoursAvant">From how many days before the end of its validity on.</param>
/// <param name="JoursApres">Until how many days after it.</param>
public sealed record FenetreDeRenouvellement(int JoursAvant, int JoursApres)
{
    /// <summary>First and last day, for a certificate that ends at that instant.</summary>
    internal (DateOnly Premier, DateOnly Dernier) Autour(DateTimeOffset fin)
    {
        var jour = CalendrierParis.Jour(fin);
        return (jour.AddDays(-JoursAvant), jour.AddDays(JoursApres));
    }
}

/// <summary>The certificate to renew, as the store has it.</summary>
/// <param name="IdNatBeneficiaire">Its bearer, or null.</param>
/// <param name="Etat">State of the product.</param>
/// <param name="Fin">notAfter.</param>
/// <param name="Fenetre">The operator's setting.</param>
internal sealed record ARenouveler(string? IdNatBeneficiaire, EtatProduit Etat, DateTimeOffset Fin, FenetreDeRenouvellement Fenetre);

/// <summary>What a renewal asks beyond the rules of a demande, which all apply afresh (guide WS §17, D30). Pure.</summary>
internal static class Regles
{
    private static readonly IReadOnlyList<Regle<(ARenouveler Ancien, Dossier Dossier)>> Toutes =
    [
        new("D30", r => Invalide(
            r.Ancien.Etat is not (EtatProduit.Actif or EtatProduit.Expire), Raisons.Contrainte("État", $"« {r.Ancien.Etat.Libelle()} » au lieu de « Produit actif »"))),
        new("D30, D39", r => DansLaFenetre(r.Ancien, CalendrierParis.Jour(r.Dossier.Instant))),
        new("D4", r => SansGuillemets("Mail sujet", r.Dossier.Demande.MailSujet)),
        new("D4", r => SansGuillemets("UPN", r.Dossier.Demande.Upn)),
    ];

    /// <summary>The first refusal, or null; the actor is in the directory.</summary>
    public static Refus? Verifier(ARenouveler ancien, Dossier dossier) => Toutes.PremierRefus((ancien, dossier));

    /// <summary>A PS certificate is renewed by its bearer alone: a right, tried with the other rights (D16).</summary>
    public static Refus? SonPropreCertificat(ARenouveler ancien, Dossier dossier) =>
        Invalide(dossier.Demande.Offre == Offre.PS && ancien.IdNatBeneficiaire != dossier.IdNatPorteur, Raisons.BeneficiaireNonHabilite);

    private static Refus? DansLaFenetre(ARenouveler ancien, DateOnly jour)
    {
        var (premier, dernier) = ancien.Fenetre.Autour(ancien.Fin);
        return Invalide(
            jour < premier || jour > dernier,
            Raisons.Contrainte("Fin validité", $"{CalendrierParis.Jour(ancien.Fin):dd/MM/yyyy}, renouvellement possible du {premier:dd/MM/yyyy} au {dernier:dd/MM/yyyy}"));
    }

    // Once accepted, no more: « "bob"@exemple.fr » is bob's mailbox under another spelling.
    private static Refus? SansGuillemets(string attribut, string? adresse) =>
        Invalide(adresse?.Contains('"') == true, Raisons.Contrainte(attribut, $"{adresse} est entre guillemets"));

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.DemandeNonValide(raison) : null;
}
