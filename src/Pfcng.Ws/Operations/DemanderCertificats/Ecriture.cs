using System.Globalization;
using System.Xml;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary><see cref="LotCree"/> → reponseDemandeCertificats (guide WS §14.2, tableau 12).</summary>
internal static class Ecriture
{
    /// <summary>OK, or KO with the message of the first demande in error (D19); the trace has the code of each demande in error.</summary>
    public static Reponse Repondre(LotCree lot)
    {
        var premier = lot.Demandes.Select(d => d.Refus).FirstOrDefault(r => r is not null);
        var statut = premier is null ? Statuts.Ok : Statuts.Ko;
        return new(
            xml => Ecrire(xml, $"{lot.Indice}", statut, premier?.Libelle ?? "", lot.Demandes),
            statut,
            [.. from demande in lot.Demandes.Index()
                let refus = demande.Item.Refus
                where refus is not null
                select RefusTrace.De(refus) with { Rang = demande.Index + 1 }]);
    }

    /// <summary>The whole lot refused: no index, no demande (D19).</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, "", refus.Code, refus.Libelle, []);

    private static void Ecrire(XmlWriter sortie, string indiceLot, string statut, string message, IReadOnlyList<Resultat<long, Refus>> demandes)
    {
        sortie.Ouvrir("reponseDemandeCertificats");
        sortie.Champ("indiceLot", indiceLot);
        sortie.Champ("statutLot", statut);
        sortie.Champ("message", message);
        foreach (var demande in demandes)
        {
            sortie.WriteStartElement("demande");
            EcrireDemande(sortie, demande);
            sortie.WriteEndElement();
        }

        sortie.WriteEndElement();
    }

    private static void EcrireDemande(XmlWriter sortie, Resultat<long, Refus> demande)
    {
        if (!demande.Donne(out var numero, out var refus))
        {
            sortie.Champ("statutDemande", refus.Code);
            sortie.Champ("message", refus.Libelle);
            return;
        }

        // One number, twice: the demande's and its withdrawal's (D24).
        var indice = numero.ToString(CultureInfo.InvariantCulture);
        sortie.Champ("indiceDemande", indice);
        sortie.Champ("statutDemande", Statuts.Ok);
        sortie.Champ("message", "");
        sortie.Champ("indiceRetrait", indice);
    }
}
