using System.Xml;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary>requeteDemandeCertificats → <see cref="RequeteDemandeCertificats"/> (guide WS §14.1, tableau 11).</summary>
internal static class Lecture
{
    private const int DemandesMaximum = 20;
    private const int FqdnMaximum = 5;

    /// <summary>Reads a lot in D16's order: number of demandes (23), number of FQDN (42), then the values (05).</summary>
    public static Resultat<LotLu, Refus> Lire(Contrat contrat, XmlElement requete, Effort? effort = null)
    {
        var demandes = Enfants(requete, "demandeCertificat").Take(DemandesMaximum + 1).ToList();
        if (demandes.Count > DemandesMaximum)
        {
            return Catalogue.LotTropGrand;
        }

        if (demandes.Exists(d => Enfants(d, "FQDN").Skip(FqdnMaximum).Any()))
        {
            return Refuse(Catalogue.TropDeFqdn, demandes);
        }

        return contrat.Lire(requete, effort).Donne(out var lot, out var refus)
            ? new LotLu(new RequeteDemandeCertificats([.. lot.Enfants.Select(Demande)]), [])
            : Refuse(refus, demandes);
    }

    private static DemandeCertificat Demande(Contenu d)
    {
        _ = Libelles.LireUsage(d.Valeur("usage"), out var usage);
        return new DemandeCertificat(
            Offre: Enum.Parse<Offre>(d.Valeur("offre")),
            Usage: usage,
            IdNatTiers: d.Facultatif("idNatTiers"),
            IdNatStruct: d.Facultatif("idNatStruct"),
            IdNatBeneficiaire: d.Facultatif("idNatBeneficiaire"),
            NomApplicatif: d.Facultatif("nomApplicatif"),
            Fqdn: d.Valeurs("FQDN"),
            Upn: d.Facultatif("UPN"),
            MailSujet: d.Facultatif("mailSujet"),
            Csr: TexteCsr.Nettoyer(d.Valeur("CSR")),
            MailDemandeur: d.Valeur("mailDemandeur"),
            MailPersonneAInformer: d.Valeur("mailPersonneAInformer"));
    }

    private static LotLu Refuse(Refus refus, IEnumerable<XmlElement> demandes) => new(refus, [.. demandes.Select(NonTraitee).OfType<DemandeNonTraitee>()]);

    private static DemandeNonTraitee? NonTraitee(XmlElement demande) =>
        LireOffre(Seul(demande, "offre"), out var offre) && Libelles.LireUsage(Seul(demande, "usage"), out var usage)
            ? new DemandeNonTraitee(offre, usage, IdNat(demande, "idNatStruct"), IdNat(demande, "idNatBeneficiaire"))
            : null;

    private static bool LireOffre(string? texte, out Offre offre) => Enum.TryParse(texte, out offre) && offre.ToString() == texte;

    private static string? IdNat(XmlElement demande, string nom) => Seul(demande, nom) is { Length: > 0 and <= 64 } idNat ? idNat : null;

    private static string? Seul(XmlElement demande, string nom) =>
        Enfants(demande, nom).Take(2).ToList() is [var element] ? Rangement.Texte(element) : null;

    private static IEnumerable<XmlElement> Enfants(XmlElement parent, string nom) =>
        parent.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == nom && e.NamespaceURI.Length == 0);
}
