using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Operations.RetirerCertificat;

/// <summary>requeteRetraitCertificat → <see cref="RequeteRetraitCertificat"/> (guide WS §15.1, tableau 13).</summary>
internal static class Lecture
{
    /// <summary>Reads a withdrawal, or refuses it with 05.</summary>
    public static Resultat<RequeteRetraitCertificat, Refus> Lire(Contrat contrat, XmlElement requete, Effort? effort = null)
    {
        return contrat.Lire(requete, effort).Donne(out var r, out var refus)
            ? new RequeteRetraitCertificat(r.Facultatif("idNatTiers"), r.Valeur("indiceRetrait"), r.Valeur("codeRevocation"))
            : refus;
    }
}
