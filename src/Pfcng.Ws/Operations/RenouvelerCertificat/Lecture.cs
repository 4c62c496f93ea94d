using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Operations.RenouvelerCertificat;

/// <summary>requeteRenouvellementCertificat → <see cref="RequeteRenouvellementCertificat"/> (guide WS §17.1, tableau 17).</summary>
internal static class Lecture
{
    /// <summary>Reads a renewal, or refuses it with 05.</summary>
    public static Resultat<RequeteRenouvellementCertificat, Refus> Lire(Contrat contrat, XmlElement requete, Effort? effort = null)
    {
        return contrat.Lire(requete, effort).Donne(out var r, out var refus)
            ? new RequeteRenouvellementCertificat(
                IdNatTiers: r.Facultatif("idNatTiers"),
                Aki: Hexadecimal.Normaliser(r.Valeur("AKI")),
                NumeroSerie: Hexadecimal.Normaliser(r.Valeur("numeroSerie")),
                MailPersonneAInformer: r.Valeur("mailPersonneAInformer"),
                Csr: TexteCsr.Nettoyer(r.Valeur("CSR")),
                MailDemandeur: r.Valeur("mailDemandeur"))
            : refus;
    }
}
