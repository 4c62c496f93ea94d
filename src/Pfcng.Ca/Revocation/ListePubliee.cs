using System.Formats.Asn1;
using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Revocation;

/// <summary>A list that this platform published: what the next one must not lose.</summary>
/// <param name="Der">The signed list.</param>
/// <param name="Numero">Its cRLNumber.</param>
/// <param name="Debut">Its thisUpdate.</param>
/// <param name="Entrees">Serial numbers (lower-case hexadecimal) and dates.</param>
internal sealed record ListePubliee(byte[] Der, long Numero, DateTimeOffset Debut, IReadOnlyList<KeyValuePair<string, DateTimeOffset>> Entrees)
{
    /// <summary>Reads a list again from its file, signature included.</summary>
    /// <exception cref="AutoriteInutilisableException">Not a list of that authority: going on would forget revocations.</exception>
    public static ListePubliee Relire(string chemin, Autorite autorite)
    {
        try
        {
            return Lire(File.ReadAllBytes(chemin), autorite);
        }
        catch (Exception e) when (e is AsnContentException or OverflowException)
        {
            throw new AutoriteInutilisableException($"La liste de révocation {chemin} est abîmée ou n’est pas de « {autorite.Nom} ».", e);
        }
    }

    /// <exception cref="AsnContentException">Not a list of that authority.</exception>
    public static ListePubliee Lire(byte[] der, Autorite autorite)
    {
        var contenu = autorite.Ouvrir(der) ?? throw new AsnContentException("not signed by this authority");
        var liste = new AsnReader(contenu, AsnEncodingRules.DER).ReadSequence();
        liste.ReadInteger();
        liste.ReadSequence();
        liste.ReadSequence();
        var debut = EnveloppeDer.LireDate(liste);
        EnveloppeDer.LireDate(liste);
        var entrees = new List<KeyValuePair<string, DateTimeOffset>>();
        if (liste.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            LireEntrees(liste.ReadSequence(), entrees);
        }

        return new(der, LireNumero(liste.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadSequence()), debut, entrees);
    }

    private static void LireEntrees(AsnReader revoques, List<KeyValuePair<string, DateTimeOffset>> entrees)
    {
        while (revoques.HasData)
        {
            var entree = revoques.ReadSequence();
            var numero = entree.ReadIntegerBytes().Span;
            entrees.Add(new(Convert.ToHexStringLower(numero[0] == 0 ? numero[1..] : numero), EnveloppeDer.LireDate(entree)));
        }
    }

    private static long LireNumero(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() == Oids.CrlNumber)
            {
                return (long)new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadInteger();
            }
        }

        throw new AsnContentException("no cRLNumber");
    }
}
