using System.Text;

namespace Pfcng.Domain.Modele;

/// <summary>The attributes that a subject of the platform can hold (D34).</summary>
public enum Attribut
{
    /// <summary>countryName, the only PrintableString.</summary>
    C,

    /// <summary>stateOrProvinceName: « Paris (75) ».</summary>
    ST,

    /// <summary>organizationName: raison sociale.</summary>
    O,

    /// <summary>organizationalUnitName: idNatStruct.</summary>
    OU,

    /// <summary>title: the profession.</summary>
    TITLE,

    /// <summary>givenName.</summary>
    GN,

    /// <summary>commonName: idNat, application name or first FQDN.</summary>
    CN,

    /// <summary>surname.</summary>
    SN,
}

/// <summary>
/// The subject of a product (D34): relative names in the order in which they are encoded, each with one attribute, but the last one of a
/// person, which holds three. Nothing of it comes from the CSR.
/// </summary>
/// <param name="Rdn">Relative names, most significant (C) first.</param>
public sealed record Sujet(IReadOnlyList<IReadOnlyList<(Attribut Attribut, string Valeur)>> Rdn)
{
    /// <summary>Upper bound of organizationName, in characters (RFC 5280 appendix A, ub-organization-name).</summary>
    public const int LongueurRaisonSociale = 64;

    /// <summary>ORG and SERV: C, ST, O, OU, CN.</summary>
    public static Sujet Organisation(string departement, string raisonSociale, string idNatStruct, string nom) =>
        new([Un(Attribut.C, "FR"), .. Structure(departement, raisonSociale, idNatStruct), Un(Attribut.CN, nom)]);

    /// <summary>PRO: C, ST, O, OU, title, {GN, CN, SN}.</summary>
    public static Sujet PersonneDeStructure(
        string departement, string raisonSociale, string idNatStruct, string titre, string idNat, string nom, string prenom) =>
        new([Un(Attribut.C, "FR"), .. Structure(departement, raisonSociale, idNatStruct), Un(Attribut.TITLE, titre), Identite(idNat, nom, prenom)]);

    /// <summary>PS: C, title, {GN, CN, SN}.</summary>
    public static Sujet Personne(string titre, string idNat, string nom, string prenom) =>
        new([Un(Attribut.C, "FR"), Un(Attribut.TITLE, titre), Identite(idNat, nom, prenom)]);

    /// <summary>The text the guides print (D34): <c>CN=…+SN=…+GN=…, TITLE=…, C=FR</c>, last relative name first, values as <see cref="ValeurDeNom"/> writes them.</summary>
    public override string ToString()
    {
        var texte = new StringBuilder();
        for (var i = Rdn.Count - 1; i >= 0; i--)
        {
            texte.Append(texte.Length == 0 ? "" : ", ").AppendJoin('+', Rdn[i].Select(a => $"{a.Attribut}={ValeurDeNom.Echapper(a.Valeur)}"));
        }

        return texte.ToString();
    }

    private static IReadOnlyList<(Attribut, string)>[] Structure(string departement, string raisonSociale, string idNatStruct) =>
        [Un(Attribut.ST, departement), Un(Attribut.O, Couper(raisonSociale)), Un(Attribut.OU, idNatStruct)];

    private static IReadOnlyList<(Attribut, string)> Un(Attribut attribut, string valeur) => [(attribut, valeur)];

    private static IReadOnlyList<(Attribut, string)> Identite(string idNat, string nom, string prenom) =>
        [(Attribut.CN, idNat), (Attribut.SN, nom), (Attribut.GN, prenom)];

    private static string Couper(string raisonSociale)
    {
        var fin = LongueurRaisonSociale;
        if (raisonSociale.Length <= fin)
        {
            return raisonSociale;
        }

        return raisonSociale[..(char.IsHighSurrogate(raisonSociale[fin - 1]) ? fin - 1 : fin)].TrimEnd();
    }
}
