using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

/// <summary>A valid technical demande for each product.</summary>
internal static class Demandes
{
    private static readonly Lazy<byte[]> Cle = new(() =>
    {
        using var rsa = ClesDeTest.Neuve();
        return rsa.ExportSubjectPublicKeyInfo();
    });

    /// <summary>One key for the whole run.</summary>
    public static byte[] ClePublique => Cle.Value;

    public static DemandeTechnique Pour(Monde monde, TypeProduit produit, DateTimeOffset? debut = null)
    {
        var ssl = produit.Usage == Usage.SSL_SERV;
        return new(
            monde, produit, SujetDe(produit), ClePublique,
            ssl ? ["www.laboratoire.com", "test.laboratoire.com"] : [],
            produit.Usage == Usage.AUTH ? "claire.gauthier@ch-saint-anne.fr" : null,
            produit.Usage is Usage.SIGN or Usage.CONF or Usage.SMIME && produit.Offre != Offre.ORG ? "contact@ch-saint-anne.fr" : null,
            debut ?? Maintenant())
        {
            Exercice = produit.Offre switch { Offre.PS => new(10, null, null), Offre.PRO => new(10, null, "SM42"), _ => Exercice.Aucun },
        };
    }

    public static DateTimeOffset Maintenant() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    private static Sujet SujetDe(TypeProduit produit) => produit.Offre switch
    {
        Offre.PS => Sujet.Personne("Médecin", "810100531143", "GAUTHIER", "CLAIRE"),
        Offre.PRO => Sujet.PersonneDeStructure("Paris (75)", "CENTRE HOSPITALIER SAINTE ANNE", "1750140014", "Médecin", "810100531143", "GAUTHIER", "CLAIRE"),
        _ => Sujet.Organisation("Côte-d'Or (21)", "CENTRE HOSPITALIER SAINTE ANNE", "1750140014", produit.Usage == Usage.SSL_SERV ? "www.laboratoire.com" : "SAMU 75"),
    };
}
