using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.DemanderCertificats;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>§14 and §17: what is asked.</summary>
internal sealed partial class Modele
{
    /// <summary>Tableau 11: idNatStruct, idNatBeneficiaire, nomApplicatif, FQDN, UPN, mailSujet, each Obligatoire, Facultatif or Interdit.</summary>
    private static readonly Dictionary<(Offre, Usage), string> Tableau11 = new()
    {
        [(Offre.PS, Usage.AUTH)] = "IIIIFI",
        [(Offre.PS, Usage.SIGN)] = "IIIIIF",
        [(Offre.PS, Usage.CONF)] = "IIIIIF",
        [(Offre.PRO, Usage.AUTH)] = "OOIIFI",
        [(Offre.PRO, Usage.SIGN)] = "OOIIIF",
        [(Offre.PRO, Usage.CONF)] = "OOIIIF",
        [(Offre.ORG, Usage.AUTH_CLI)] = "OIOIII",
        [(Offre.ORG, Usage.SIGN)] = "OIOIII",
        [(Offre.ORG, Usage.CONF)] = "OIOIII",
        [(Offre.SERV, Usage.SSL_SERV)] = "OIIOII",
        [(Offre.SERV, Usage.SIGN)] = "OIOIIO",
        [(Offre.SERV, Usage.SMIME)] = "OIOIIO",
        [(Offre.SERV, Usage.CONF)] = "OIOIIO",
    };

    /// <summary>A message: the answer it had when all it created waits to be withdrawn (D25), else each of its demandes after the other.</summary>
    public IReadOnlyList<Acquittement> Demander(LotVoulu lot)
    {
        if (lot is { Rendu: { } rendu } && lot.Creees.All(d => d.Etat == EtatDemande.Validee))
        {
            return rendu;
        }

        var acquittements = lot.Demandes
            .Select(d => Examiner(new(Gens.Monde(lot.Qui), Gens.IdNat(lot.Qui), d.IdNatTiers), d, Canal.WS, null)).ToList();
        lot.Creees.AddRange(acquittements.Select(a => a.Creee).OfType<DemandeVoulue>());
        lot.Rendu = acquittements.Exists(a => a.Creee is not null) ? acquittements : lot.Rendu;
        return acquittements;
    }

    public Acquittement DemanderParIhm(Appelant appelant, DemandeCertificat d) => Examiner(appelant, d, Canal.IHM, null);

    /// <summary>§17: the old demande with a new key, under all the rules anew (D30).</summary>
    public Acquittement Renouveler(Appelant appelant, DemandeVoulue? ancienne, string csr) =>
        ancienne is not { ACertificat: true } || ancienne.Monde != appelant.Monde
            ? new("08", null)
            : Examiner(appelant, ancienne.Texte with { Csr = csr, IdNatTiers = appelant.Tiers }, Canal.WS, ancienne);

    private Acquittement Examiner(Appelant appelant, DemandeCertificat d, Canal canal, DemandeVoulue? ancienne)
    {
        if (Presence(d) is { } absence)
        {
            return new(absence, null);
        }

        var demande = new DemandeVoulue(appelant, d, Instant)
        {
            Canal = canal,
            Acteur = Acteur(appelant),
            Administrateur = Acteur(appelant) == appelant.IdNat ? null : appelant.IdNat,
        };
        var code = Refus(appelant, demande, ancienne);
        if (code is null or "44")
        {
            _cles.Add(d.Csr); // D21: whatever has been « Demande validée » takes its key, for ever
        }

        (demande.Etat, demande.Produit) = code switch
        {
            null => (EtatDemande.Validee, EtatProduit.ARetirer),
            "44" => (EtatDemande.NonTraitee, EtatProduit.Annule),
            _ => (EtatDemande.Rejetee, EtatProduit.Annule),
        };
        demande.Acceptee = code is null;
        Demandes.Add(demande);
        return new(code ?? "OK", code is null ? demande : null);
    }

    /// <summary>The code of the first thing that is wrong (D16), or null.</summary>
    private string? Refus(Appelant appelant, DemandeVoulue demande, DemandeVoulue? ancienne)
    {
        var (monde, d) = (appelant.Monde, demande.Texte);
        if (d.Csr == "faux" || _cles.Contains(d.Csr))
        {
            return "09";
        }

        if (!Connait(monde, appelant.IdNat) || !Connait(monde, demande.Acteur))
        {
            return "10";
        }

        if (!Connait(monde, d.IdNatStruct) || !Connait(monde, d.IdNatBeneficiaire))
        {
            return ancienne is null ? "10" : "44"; // D23: 44 for what a renewal takes from the old demande
        }

        var refusee = SansDroitSurUnTiers(appelant)
            || !PeutDemander(demande.Acteur, d)
            || d.Fqdn.Distinct(StringComparer.OrdinalIgnoreCase).Count() < d.Fqdn.Count
            || TenueParUnAutre(demande, x => x.MailSujet)
            || TenueParUnAutre(demande, x => x.Upn)
            || (ancienne is not null && !SeRenouvelle(demande, ancienne));
        return refusee ? "10" : d.IdNatStruct == Gens.SansDepartement ? "44" : null;
    }

    /// <summary>D22.</summary>
    private bool TenueParUnAutre(DemandeVoulue demande, Func<DemandeCertificat, string?> adresse) => adresse(demande.Texte) is { } voulue
        && Demandes.Exists(d => d.Monde == demande.Monde && d.Vivante(Instant) && d.Porteur != demande.Porteur
            && string.Equals(adresse(d.Texte), voulue, StringComparison.OrdinalIgnoreCase));

    /// <summary>D30: an active product, from 30 days before its end to 10 days after; a PS certificate by its bearer.</summary>
    private bool SeRenouvelle(DemandeVoulue demande, DemandeVoulue ancienne) =>
        ancienne.Produit == EtatProduit.Actif
        && Aujourdhui.DayNumber - Jour(FinDesCertificats).DayNumber is >= -30 and <= 10
        && demande.Beneficiaire == ancienne.Beneficiaire;

    /// <summary>The code of the element that should not be there, or should (D17, §19); null when all is well.</summary>
    private static string? Presence(DemandeCertificat d)
    {
        if (!Tableau11.TryGetValue((d.Offre, d.Usage), out var regles))
        {
            return "05";
        }

        var ssl = d.Usage == Usage.SSL_SERV;
        (bool Present, string Absent, string Interdit)[] elements =
        [
            (d.IdNatStruct is not null, "32", "05"),
            (d.IdNatBeneficiaire is not null, "33", "05"),
            (d.NomApplicatif is not null, "35", "05"),
            (d.Fqdn.Count > 0, "34", "05"),
            (d.Upn is not null, "", "36"),
            (d.MailSujet is not null, "37", ssl ? "34" : d.Offre == Offre.ORG ? "37" : "05"),
        ];
        return elements.Zip(regles, (e, regle) => (e.Present, regle) switch
        {
            (false, 'O') => e.Absent,
            (true, 'I') => e.Interdit,
            _ => null,
        }).FirstOrDefault(code => code is not null);
    }
}
