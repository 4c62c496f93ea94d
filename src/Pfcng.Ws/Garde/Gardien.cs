using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;

namespace Pfcng.Ws.Garde;

/// <summary>Who stands at a door.</summary>
/// <param name="Client">His TLS name, for the trace.</param>
/// <param name="Motif">Why he may not come in, or null.</param>
/// <param name="Monde">World of his TLS certificate.</param>
/// <param name="Carte">On /ws-apt, the holder of the card.</param>
internal sealed record Entree(string Client, string? Motif, Monde Monde, Signataire? Carte)
{
    /// <summary>Who he is counted as, whatever certificate, connection or address he comes with: the person of the card, or the server's name, in their world.</summary>
    public string Cle => $"{Monde} {(Carte is null ? "serveur" : "carte")} {Client}";

    /// <summary>SHA-256 of his TLS certificate, for the evidence of his messages (D27); null when he may not come in.</summary>
    public byte[]? CertificatTls { get; init; }
}

/// <summary>Keeps the doors (guide WS §10, D7): judges the TLS certificate before a byte of SOAP is read.</summary>
/// <param name="confiance">The authorities and their lists.</param>
/// <param name="listeBlanche">Names of the servers that may come in at /ws-srv, by world.</param>
internal sealed class Gardien(CercleDeConfiance confiance, IReadOnlyDictionary<Monde, IReadOnlySet<NomDistinctif>> listeBlanche)
{
    /// <summary>Examines a client.</summary>
    public Entree Examiner(HttpContext http, Porte porte)
    {
        if (http.Features.Get<ITlsHandshakeFeature>() is null)
        {
            return Refus("-", "cette adresse se demande en HTTPS");
        }

        var certificat = http.Connection.ClientCertificate;
        if (certificat is null)
        {
            return Refus("-", "aucun certificat client n’a été présenté");
        }

        if (porte == Porte.Apt)
        {
            var carte = confiance.VerifierCarteAuthentification(certificat);
            return carte.EstAccepte ? new(carte.Valeur.IdNat, null, carte.Valeur.Monde, carte.Valeur) { CertificatTls = SHA256.HashData(certificat.RawDataMemory.Span) } : Refus(NomDistinctif.Texte(certificat.SubjectName), carte.Refus);
        }

        var serveur = confiance.VerifierServeur(certificat);
        if (!serveur.EstAccepte)
        {
            return Refus(NomDistinctif.Texte(certificat.SubjectName), serveur.Refus);
        }

        return listeBlanche[serveur.Valeur.Monde].Contains(serveur.Valeur.Sujet)
            ? new(serveur.Valeur.Sujet.ToString(), null, serveur.Valeur.Monde, null) { CertificatTls = SHA256.HashData(certificat.RawDataMemory.Span) }
            : Refus(serveur.Valeur.Sujet.ToString(), "le serveur n’est pas sur la liste blanche");
    }

    private static Entree Refus(string client, string motif) => new(client, motif, default, null);
}
