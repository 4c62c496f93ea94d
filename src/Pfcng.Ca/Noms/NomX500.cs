using System.Formats.Asn1;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Noms;

/// <summary>
/// Distinguished names in DER. .NET's own builder can't make a relative name of several attributes (it writes a wrong name without a word),
/// and the platform's persons have one (D34).
/// </summary>
internal static class NomX500
{
    /// <summary>Encodes a subject: countryName as PrintableString, the rest as UTF8String; the attributes of a relative name sorted as DER wants.</summary>
    public static byte[] Encoder(Sujet sujet)
    {
        var nom = new AsnWriter(AsnEncodingRules.DER);
        using (nom.PushSequence())
        {
            foreach (var rdn in sujet.Rdn)
            {
                EcrireRdn(nom, rdn);
            }
        }

        return nom.Encode();
    }

    /// <summary>The attribute's object identifier.</summary>
    public static string Oid(Attribut attribut) => attribut switch
    {
        Attribut.C => Oids.Country,
        Attribut.ST => Oids.StateOrProvince,
        Attribut.O => Oids.Organization,
        Attribut.OU => Oids.OrganizationalUnit,
        Attribut.TITLE => Oids.Title,
        Attribut.GN => Oids.GivenName,
        Attribut.CN => Oids.CommonName,
        Attribut.SN => Oids.Surname,
        _ => throw new ArgumentOutOfRangeException(nameof(attribut)),
    };

    private static void EcrireRdn(AsnWriter nom, IReadOnlyList<(Attribut Attribut, string Valeur)> rdn)
    {
        using (nom.PushSetOf())
        {
            foreach (var (attribut, valeur) in rdn)
            {
                using (nom.PushSequence())
                {
                    nom.WriteObjectIdentifier(Oid(attribut));
                    nom.WriteCharacterString(attribut == Attribut.C ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, valeur);
                }
            }
        }
    }
}
