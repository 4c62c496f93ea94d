using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Operations.RevoquerCertificat;

/// <summary>requeteRevocationCertificat → <see cref="RequeteRevocationCertificat"/> (guide WS §16.1, tableau 15).</summary>
internal static class Lecture
{
    /// <summary>Reads a revocation, or refuses it with 05; autreDescription goes with AUTRE and with nothing else (D29).</summary>
    public static Resultat<RequeteRevocationCertificat, Refus> Lire(Contrat contrat, XmlElement requete, Effort? effort = null)
    {
        if (!contrat.Lire(requete, effort).Donne(out var r, out var refus))
        {
            return refus;
        }

        var motif = Enum.Parse<MotifRevocation>(r.Valeur("motif"));
        var autreDescription = r.Facultatif("autreDescription");
        if ((motif == MotifRevocation.AUTRE) != (autreDescription is not null))
        {
            return Catalogue.ContenuNonValide("autreDescription");
        }

        return new RequeteRevocationCertificat(
            IdNatTiers: r.Facultatif("idNatTiers"),
            Aki: Hexadecimal.Normaliser(r.Valeur("AKI")),
            NumeroSerie: Hexadecimal.Normaliser(r.Valeur("numeroSerie")),
            Motif: motif,
            AutreDescription: autreDescription,
            DateEffet: r.Facultatif("dateEffet") is { } date ? DateCivile.Lire(date) : null,
            MailDemandeur: r.Valeur("mailDemandeur"),
            MailPersonneAInformer: r.Valeur("mailPersonneAInformer"));
    }
}
