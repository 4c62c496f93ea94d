using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;

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

        var sansDroit = RefusAvantLeDroit(appelant, d, ancienne);
        var tue = sansDroit is not null && ancienne is not null; // D30: under the signer alone
        var demande = new DemandeVoulue(appelant, d, Instant)
        {
            Canal = canal,
            Acteur = tue ? appelant.IdNat : Acteur(appelant),
            Administrateur = tue || Acteur(appelant) == appelant.IdNat ? null : appelant.IdNat,
            SansDroit = tue,
            ASonActeurSeul = sansDroit is not null || !Connait(appelant.Monde, d.IdNatStruct),
        };
        var code = sansDroit ?? RefusApresLeDroit(demande, ancienne);
        if (code is null)
        {
            _cles.Add(d.Csr); // D21: for ever
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

    /// <summary>The code of the first thing that is wrong (D16), the right included, or null.</summary>
    private string? RefusAvantLeDroit(Appelant appelant, DemandeCertificat d, DemandeVoulue? ancienne)
    {
        if (d.Csr == "faux" || _cles.Contains(d.Csr))
        {
            return "09";
        }

        var acteur = Acteur(appelant);
        var refusee = !Connait(appelant.Monde, appelant.IdNat)
            || !Connait(appelant.Monde, acteur)
            || (ancienne is null && SansReference(appelant.Monde, d))
            || SansDroitSurUnTiers(appelant)
            || !PeutDemander(acteur, d)
            || (ancienne is not null && d.Offre == Offre.PS && ancienne.Beneficiaire != acteur);
        return refusee ? "10" : null;
    }

    /// <summary>What is wrong then; 44 comes last (D23): what the demande is completed from has disappeared.</summary>
    private string? RefusApresLeDroit(DemandeVoulue demande, DemandeVoulue? ancienne)
    {
        var d = demande.Texte;
        var refusee = d.Fqdn.Distinct(StringComparer.OrdinalIgnoreCase).Count() < d.Fqdn.Count
            || TenueParUnAutre(demande, x => x.MailSujet)
            || TenueParUnAutre(demande, x => x.Upn)
            || (ancienne is not null && !SeRenouvelle(ancienne));
        return refusee ? "10" : SansReference(demande.Monde, d) || d.IdNatStruct == Gens.SansDepartement ? "44" : null;
    }

    private bool SansReference(Monde monde, DemandeCertificat d) => !Connait(monde, d.IdNatStruct) || !Connait(monde, d.IdNatBeneficiaire);

    /// <summary>D22.</summary>
    private bool TenueParUnAutre(DemandeVoulue demande, Func<DemandeCertificat, string?> adresse) => adresse(demande.Texte) is { } voulue
        && Demandes.Exists(d => d.Monde == demande.Monde && d.Vivante(Instant) && d.Porteur != demande.Porteur
            && string.Equals(adresse(d.Texte), voulue, StringComparison.OrdinalIgnoreCase));

    /// <summary>D30: an active product, from 30 days before its end to 10 days after.</summary>
    private bool SeRenouvelle(DemandeVoulue ancienne) =>
        ancienne.Produit == EtatProduit.Actif && Aujourdhui.DayNumber - Jour(FinDesCertificats).DayNumber is >= -30 and <= 10;

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
