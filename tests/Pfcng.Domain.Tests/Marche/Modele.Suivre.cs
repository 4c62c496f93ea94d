using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>§18: what is seen of it.</summary>
internal sealed partial class Modele
{
    public const int JoursPourRetirer = 10;

    /// <summary>The code, or the rows, newest first; read them once the numbers are known.</summary>
    public string Suivre(Suivre s)
    {
        var appelant = Appelant(s.Qui, s.Tiers, null);
        var soi = Acteur(appelant);
        var connus = new[] { appelant.IdNat, soi, s.Structure, s.Beneficiaire }.All(i => Connait(appelant.Monde, i));
        if (!connus || SansDroitSurUnTiers(appelant) || !PeutVoir(s, appelant.Monde, soi, out var enPorteur))
        {
            return "43";
        }

        bool Retient(DemandeVoulue d, DateTimeOffset creation, string acteur) =>
            d.Monde == appelant.Monde
            && d.Texte.Offre == s.Offre
            && d.Structure == s.Structure
            && (s.Usage is null || d.Texte.Usage == s.Usage)
            && (s.Lot is not { } lot || (d.IndiceLot is { } indice && indice == LotDuRang(lot)?.Indice))
            && (s.Jours is not { } jours || Jour(creation) == Aujourdhui.AddDays(jours))
            && (s.Beneficiaire is null || d.Beneficiaire == s.Beneficiaire)
            && (!enPorteur || d.Beneficiaire == soi)
            && (s.Acteur is null || acteur == s.Acteur)
            && (s.Type != TypeSuivi.DEMANDES_CERTIFICAT || acteur == soi);

        var lignes = s.Type == TypeSuivi.DEMANDES_REVOCATION
            ? Revocations.Where(r => Retient(r.Produit, r.Creation, r.Acteur)).Select(Decrire)
            : Demandes.Where(d => Retient(d, d.Creation, d.Acteur) && (s.Type != TypeSuivi.PRODUITS || d.Acceptee || !d.ASonActeurSeul || d.Acteur == soi)).Select(d => Decrire(d, s.Type));
        var vues = lignes.Reverse().ToList();
        return vues.Count > 0 ? string.Join('\n', vues) : s.Type == TypeSuivi.PRODUITS ? "08" : "07";
    }

    /// <summary>§18's three bullets, D31; a bearer sees his own alone; who has no right has a demande at least, when it is demandes that he wants to see.</summary>
    private bool PeutVoir(Suivre s, Monde monde, string soi, out bool enPorteur)
    {
        var demandes = s.Type == TypeSuivi.DEMANDES_CERTIFICAT;
        var administre = s.Structure is not null && Administrations.ContainsKey((soi, s.Offre, s.Structure));
        enPorteur = !demandes && (s.Offre == Offre.PS || (s.Offre == Offre.PRO && !administre));
        var unAutreActeur = s.Acteur is not null && s.Acteur != soi;
        var unAutreBeneficiaire = s.Beneficiaire is not null && s.Beneficiaire != soi;
        var rattache = s.Offre == Offre.PRO && Rattachements.Contains((soi, s.Structure));
        var aDesDemandes = demandes && Demandes.Exists(
            d => d.Monde == monde && d.Texte.Offre == s.Offre && d.Structure == s.Structure && (d.Acteur == soi || d.Beneficiaire == soi));
        return s.Offre == Offre.PS
            ? (Professionnels.Contains(soi) || aDesDemandes) && !unAutreActeur && !unAutreBeneficiaire
            : demandes ? !unAutreActeur && (administre || rattache || aDesDemandes) : administre || (enPorteur && (s.Beneficiaire == soi || Rattachements.Contains((soi, s.Structure))) && !unAutreBeneficiaire);
    }

    private string Decrire(DemandeVoulue d, TypeSuivi type)
    {
        var revocationEnCours = Revocations.Exists(r => r.Produit == d && r.EnCours);
        var retire = d.Produit is not (EtatProduit.ARetirer or EtatProduit.Annule);
        var commun = $"n° {d.Numero} {d.Canal} {d.Texte.Offre}_{d.Texte.Usage.Code()} {d.Beneficiaire} par {d.Acteur} {d.Administrateur}, série {OuiNon(retire)}, ";
        return commun + (type == TypeSuivi.PRODUITS
            ? $"{LibelleDuProduit(d)}, fin {OuiNon(d.ACertificat && !revocationEnCours)}"
            : $"{d.Etat.Libelle()}, à retirer avant {(d.Acceptee && !retire && !revocationEnCours ? $"{Jour(d.Creation).AddDays(JoursPourRetirer):yyyy-MM-dd}" : "")}");
    }

    private string LibelleDuProduit(DemandeVoulue d) => (d.Produit == EtatProduit.Actif && d.Expiree(Instant) ? EtatProduit.Expire : d.Produit).Libelle();

    private static string Decrire(RevocationVoulue r) =>
        $"{r.Produit.Texte.Offre}_{r.Produit.Texte.Usage.Code()} par {r.Acteur}, {r.Motif}, {r.Etat.Libelle()}, le {(r.EnCours ? $"{r.DateEffet:yyyy-MM-dd}" : "")}";

    public static string OuiNon(bool oui) => oui ? "oui" : "non";
}
