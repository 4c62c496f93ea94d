using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>
/// A distinguished name as its relative names, read from DER or from the guides' text (D34, RFC 4514), and compared as such: same relative
/// names in the same order, same attributes in each whatever their order, same values to the letter. Never compared as text, since OpenSSL,
/// Java and .NET print names differently (igc-sante-facts §4.1).
/// </summary>
internal sealed class NomDistinctif : IEquatable<NomDistinctif>
{
    // In the order in which the guides print the attributes of one relative name.
    private static readonly (string Oid, string Nom)[] Connus =
    [
        (Oids.CommonName, "CN"), (Oids.Surname, "SN"), (Oids.GivenName, "GN"), (Oids.Title, "TITLE"), (Oids.OrganizationalUnit, "OU"),
        (Oids.Organization, "O"), (Oids.Locality, "L"), (Oids.StateOrProvince, "ST"), (Oids.Country, "C"),
    ];

    private readonly string _texte;

    private NomDistinctif(IReadOnlyList<IReadOnlyList<(string Oid, string Valeur)>> rdn)
    {
        Rdn = [.. rdn.Select(r => r.OrderBy(a => Rang(a.Oid)).ThenBy(a => a.Oid, StringComparer.Ordinal).ThenBy(a => a.Valeur, StringComparer.Ordinal).ToList())];
        _texte = string.Join(", ", Rdn.Reverse().Select(r => string.Join('+', r.Select(a => $"{Nom(a.Oid)}={ValeurDeNom.Echapper(a.Valeur)}"))));
    }

    /// <summary>Relative names, most significant (C) first.</summary>
    public IReadOnlyList<IReadOnlyList<(string Oid, string Valeur)>> Rdn { get; }

    /// <summary>Reads a Name, DER.</summary>
    /// <exception cref="AsnContentException">It is not one.</exception>
    public static NomDistinctif Lire(ReadOnlyMemory<byte> der)
    {
        var rdn = new List<IReadOnlyList<(string, string)>>();
        for (var noms = new AsnReader(der, AsnEncodingRules.DER).ReadSequence(); noms.HasData;)
        {
            var attributs = new List<(string, string)>();
            for (var ensemble = noms.ReadSetOf(skipSortOrderValidation: true); ensemble.HasData;)
            {
                var attribut = ensemble.ReadSequence();
                attributs.Add((attribut.ReadObjectIdentifier(), Chaine(attribut)));
                attribut.ThrowIfNotEmpty();
            }

            rdn.Add(attributs);
        }

        return new(rdn);
    }

    /// <summary>Reads the text form: <c>CN=…, OU=…, O=…, ST=…, C=FR</c>, last relative name first, <c>+</c> between the attributes of one.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static NomDistinctif Lire(string texte)
    {
        var rdn = new List<IReadOnlyList<(string, string)>>();
        foreach (var nom in Couper(texte, ','))
        {
            rdn.Insert(0, [.. Couper(nom, '+').Select(Attribut)]);
        }

        return new(rdn);
    }

    /// <summary>The guides' text of a name, to show it: it can be copied into the white list; what can't be read is told as .NET tells it.</summary>
    public static string Texte(X500DistinguishedName nom)
    {
        try
        {
            return Lire(nom.RawData).ToString();
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            return nom.Name;
        }
    }

    /// <summary>The values of an attribute, wherever it stands.</summary>
    public IEnumerable<string> Valeurs(string oid) => Rdn.SelectMany(r => r).Where(a => a.Oid == oid).Select(a => a.Valeur);

    /// <inheritdoc/>
    public bool Equals(NomDistinctif? other) =>
        other is not null && Rdn.Count == other.Rdn.Count && Rdn.Zip(other.Rdn, static (a, b) => a.SequenceEqual(b)).All(static e => e);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NomDistinctif);

    /// <inheritdoc/>
    public override int GetHashCode() => _texte.GetHashCode(StringComparison.Ordinal);

    /// <summary>The guides' text, values as <see cref="ValeurDeNom"/> writes them; an attribute that the guides do not name has its OID for a name.</summary>
    public override string ToString() => _texte;

    // Old cards hold T61 and Printable strings that strict readers refuse: one byte, one character, is how they were meant.
    private static string Chaine(AsnReader attribut)
    {
        var tag = attribut.PeekTag();
        var octets = attribut.PeekContentBytes().Span;
        var texte = (UniversalTagNumber)tag.TagValue switch
        {
            _ when tag.TagClass != TagClass.Universal || tag.IsConstructed => throw new AsnContentException(),
            UniversalTagNumber.UTF8String => new UTF8Encoding(false, true).GetString(octets),
            UniversalTagNumber.BMPString => new UnicodeEncoding(true, false, true).GetString(octets),
            UniversalTagNumber.PrintableString or UniversalTagNumber.T61String or UniversalTagNumber.IA5String => Encoding.Latin1.GetString(octets),
            _ => throw new AsnContentException(),
        };
        attribut.ReadEncodedValue();
        return texte;
    }

    private static IEnumerable<string> Couper(string texte, char separateur)
    {
        var debut = 0;
        for (var i = 0; i < texte.Length; i++)
        {
            if (texte[i] == '\\')
            {
                i++;
            }
            else if (texte[i] == separateur)
            {
                yield return texte[debut..i];
                debut = i + 1;
            }
        }

        yield return texte[debut..];
    }

    private static (string, string) Attribut(string texte)
    {
        var egal = texte.IndexOf('=', StringComparison.Ordinal);
        var nom = egal < 0 ? "" : texte[..egal].Trim();
        var oid = Connus.FirstOrDefault(c => c.Nom.Equals(nom, StringComparison.OrdinalIgnoreCase)).Oid ?? nom;
        return oid.Length > 0 && oid.All(c => char.IsAsciiDigit(c) || c == '.')
            ? (oid, ValeurDeNom.Lire(texte[(egal + 1)..]))
            : throw new FormatException($"« {texte.Trim()} » n’est pas un attribut de nom distinctif.");
    }

    private static int Rang(string oid) => Array.FindIndex(Connus, c => c.Oid == oid) is >= 0 and var rang ? rang : Connus.Length;

    private static string Nom(string oid) => Connus.FirstOrDefault(c => c.Oid == oid).Nom ?? oid;
}
