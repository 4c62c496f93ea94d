using System.Security.Cryptography;
using Pfcng.Ca.Products;
using Pfcng.Domain.Autorites;

namespace Pfcng.Ca.Issuance;

/// <summary>What comes before any signature of a certificate that is not an authority's.</summary>
internal static class Emission
{
    /// <summary>Builds what will be signed, and checks it. Uses no key.</summary>
    /// <exception cref="AutoriteErreurException">The result is not its row, or not what was asked.</exception>
    public static byte[] Preparer(Gabarit gabarit, Contenu contenu, Autorite emetteur, PublicationOptions publication, byte[] numeroSerie)
    {
        byte[] aCertifier;
        try
        {
            aCertifier = contenu.Assembler(gabarit, emetteur, publication, numeroSerie).Encoder();
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new AutoriteErreurException("Les données de la demande ne s’écrivent pas dans un certificat.", e);
        }

        Controle.ExigerDemande(Controle.ExigerConforme(aCertifier, gabarit, emetteur), contenu, publication);
        return aCertifier;
    }
}
