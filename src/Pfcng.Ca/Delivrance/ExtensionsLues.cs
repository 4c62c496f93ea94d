using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>Values of extensions, read in strict DER; each method throws <see cref="AsnContentException"/> on anything else.</summary>
internal static class ExtensionsLues
{
    /// <summary>True when the value is that of a certificate that is not an authority's.</summary>
    public static bool EstPorteurFinal(ReadOnlyMemory<byte> der) => der.Span.SequenceEqual<byte>([0x30, 0x00]);

    /// <summary>keyUsage, as .NET numbers its bits (digitalSignature is the highest).</summary>
    public static X509KeyUsageFlags UsageDeCle(ReadOnlyMemory<byte> der)
    {
        var bits = Seul(der, r => r.ReadBitString(out _));
        return (X509KeyUsageFlags)(bits[0] | (bits.Length > 1 ? bits[1] << 8 : 0));
    }

    public static string[] UsagesEtendus(ReadOnlyMemory<byte> der) => Suite(der, r => r.ReadObjectIdentifier());

    public static byte[] IdentifiantDeCle(ReadOnlyMemory<byte> der) => Seul(der, r => r.ReadOctetString());

    /// <summary>authorityKeyIdentifier with a key identifier and nothing else.</summary>
    public static byte[] CleDeLAutorite(ReadOnlyMemory<byte> der) => Un(Suite(der, r => r.ReadOctetString(Contexte(0))));

    /// <summary>« caIssuers » or another method's identifier, and the address.</summary>
    public static (string Methode, string Adresse)[] AccesALAutorite(ReadOnlyMemory<byte> der) => Suite(der, r =>
    {
        var acces = r.ReadSequence();
        var methode = acces.ReadObjectIdentifier() is var oid && oid == Oids.AccessCaIssuers ? "caIssuers" : oid;
        var adresse = acces.ReadCharacterString(UniversalTagNumber.IA5String, Contexte(6));
        acces.ThrowIfNotEmpty();
        return (methode, adresse);
    });

    /// <summary>The one policy and its CPS address.</summary>
    public static (string Oid, string Cps) Politique(ReadOnlyMemory<byte> der) => Un(Suite(der, r =>
    {
        var politique = r.ReadSequence();
        var oid = politique.ReadObjectIdentifier();
        var qualificatifs = politique.ReadSequence();
        politique.ThrowIfNotEmpty();
        var qualificatif = qualificatifs.ReadSequence();
        qualificatifs.ThrowIfNotEmpty();
        var type = qualificatif.ReadObjectIdentifier();
        var cps = qualificatif.ReadCharacterString(UniversalTagNumber.IA5String);
        qualificatif.ThrowIfNotEmpty();
        return type == Oids.QualifierCps ? (oid, cps) : throw new AsnContentException("not a CPS");
    }));

    /// <summary>cRLDistributionPoints: the address of each point.</summary>
    public static string[] Listes(ReadOnlyMemory<byte> der) => Suite(der, r =>
    {
        var point = r.ReadSequence();
        var nom = point.ReadSequence(Construit(0));
        point.ThrowIfNotEmpty();
        var complet = nom.ReadSequence(Construit(0));
        nom.ThrowIfNotEmpty();
        var adresse = complet.ReadCharacterString(UniversalTagNumber.IA5String, Contexte(6));
        complet.ThrowIfNotEmpty();
        return adresse;
    });

    public static (DateTimeOffset Debut, DateTimeOffset Fin) PeriodeDeCle(ReadOnlyMemory<byte> der)
    {
        var periode = Seul(der, r => r.ReadSequence());
        var debut = periode.ReadGeneralizedTime(Contexte(0));
        var terme = periode.ReadGeneralizedTime(Contexte(1));
        periode.ThrowIfNotEmpty();
        return (debut, terme);
    }

    /// <summary>« DNS », « IP », « email » or « UPN », and the value.</summary>
    public static (string Genre, string Valeur)[] AutresNoms(ReadOnlyMemory<byte> der) => Suite(der, r => r.PeekTag().TagValue switch
    {
        0 => ("UPN", LireUpn(r)),
        1 => ("email", r.ReadCharacterString(UniversalTagNumber.IA5String, Contexte(1))),
        2 => ("DNS", r.ReadCharacterString(UniversalTagNumber.IA5String, Contexte(2))),
        7 => ("IP", new IPAddress(r.ReadOctetString(Contexte(7))).ToString()),
        var autre => throw new AsnContentException(string.Create(CultureInfo.InvariantCulture, $"name of kind {autre}")),
    });

    /// <summary>TRE_G01.</summary>
    public static byte Categorie(ReadOnlyMemory<byte> der) => Seul(der, r => r.ReadOctetString()) is [var categorie]
        ? categorie
        : throw new AsnContentException("not one byte");

    private static string LireUpn(AsnReader entree)
    {
        var autre = entree.ReadSequence(Construit(0));
        if (autre.ReadObjectIdentifier() != Oids.UserPrincipalName)
        {
            throw new AsnContentException("not a UPN");
        }

        var valeur = autre.ReadSequence(Construit(0));
        autre.ThrowIfNotEmpty();
        var upn = valeur.ReadCharacterString(UniversalTagNumber.UTF8String);
        valeur.ThrowIfNotEmpty();
        return upn;
    }

    private static T Un<T>(T[] elements) => elements is [var seul] ? seul : throw new AsnContentException("not one element");

    private static T[] Suite<T>(ReadOnlyMemory<byte> der, Func<AsnReader, T> element)
    {
        var sequence = Seul(der, r => r.ReadSequence());
        var elements = new List<T>();
        while (sequence.HasData)
        {
            elements.Add(element(sequence));
        }

        return [.. elements];
    }

    private static T Seul<T>(ReadOnlyMemory<byte> der, Func<AsnReader, T> valeur)
    {
        var lecteur = new AsnReader(der, AsnEncodingRules.DER);
        var lue = valeur(lecteur);
        lecteur.ThrowIfNotEmpty();
        return lue;
    }

    private static Asn1Tag Contexte(int numero) => new(TagClass.ContextSpecific, numero);

    private static Asn1Tag Construit(int numero) => new(TagClass.ContextSpecific, numero, isConstructed: true);
}
