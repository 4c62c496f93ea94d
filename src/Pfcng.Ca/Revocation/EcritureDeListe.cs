using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Delivrance;

namespace Pfcng.Ca.Revocation;

/// <summary>
/// A TBSCertList, version 2, as the real ones (igc-sante-facts §6): entries of a serial number and a date, nothing else, and two extensions.
/// </summary>
internal static class EcritureDeListe
{
    /// <summary>Validity of an intermediate authority's list.</summary>
    public static readonly TimeSpan ValiditeIntermediaire = TimeSpan.FromDays(6);

    /// <summary>Validity of a root's list.</summary>
    public static readonly TimeSpan ValiditeRacine = TimeSpan.FromDays(45);

    /// <summary>What the authority will sign.</summary>
    /// <param name="autorite">The authority.</param>
    /// <param name="numero">cRLNumber.</param>
    /// <param name="debut">thisUpdate, whole seconds.</param>
    /// <param name="entrees">Serial numbers (hexadecimal) and dates, in the order to write.</param>
    public static byte[] ACertifier(Autorite autorite, long numero, DateTimeOffset debut, IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> entrees)
    {
        var racine = autorite.Nom.EstRacine;
        X509Extension[] extensions = [Extensions.CleDeLAutorite(autorite.IdentifiantDeCle), Extensions.NumeroDeListe(numero)];
        var liste = new AsnWriter(AsnEncodingRules.DER, 512 + (entrees.Count * 40));
        using (liste.PushSequence())
        {
            liste.WriteInteger(1);
            EnveloppeDer.EcrireAlgorithme(liste);
            liste.WriteEncodedValue(autorite.Certificat.SubjectName.RawData);
            EnveloppeDer.EcrireDate(liste, debut);
            EnveloppeDer.EcrireDate(liste, debut + (racine ? ValiditeRacine : ValiditeIntermediaire));
            EcrireEntrees(liste, entrees);
            using (liste.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)))
            {
                Delivrance.ACertifier.EcrireExtensions(liste, racine ? extensions.Reverse() : extensions);
            }
        }

        return liste.Encode();
    }

    /// <summary>revokedCertificates must be absent when there is none (RFC 5280 §5.1.2.6).</summary>
    private static void EcrireEntrees(AsnWriter liste, IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> entrees)
    {
        if (entrees.Count == 0)
        {
            return;
        }

        using (liste.PushSequence())
        {
            foreach (var (numeroSerie, date) in entrees)
            {
                using (liste.PushSequence())
                {
                    liste.WriteIntegerUnsigned(Convert.FromHexString(numeroSerie));
                    EnveloppeDer.EcrireDate(liste, date);
                }
            }
        }
    }
}
