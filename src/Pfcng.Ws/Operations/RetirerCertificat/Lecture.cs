using System.Xml;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations.RetirerCertificat;

/// <summary>requeteRetraitCertificat → <see cref="RequeteRetraitCertificat"/> (guide WS §15.1, tableau 13).</summary>
internal static class Lecture
{
    /// <summary>Reads a withdrawal, or refuses it with 05.</summary>
    public static Lu<RequeteRetraitCertificat> Lire(Contrat contrat, XmlElement requete, Effort? effort = null)
    {
        var lu = contrat.Lire(requete, effort);
        return lu.Valeur is { } r
            ? new RequeteRetraitCertificat(r.Facultatif("idNatTiers"), r.Valeur("indiceRetrait"), r.Valeur("codeRevocation"))
            : lu.Refus!;
    }
}
