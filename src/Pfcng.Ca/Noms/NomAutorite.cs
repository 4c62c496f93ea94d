using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Noms;

/// <summary>Assurance level of a branch of IGC-Santé.</summary>
public enum Gamme
{
    /// <summary>ELEMENTAIRE: software certificates, the products of the platform.</summary>
    Elementaire,

    /// <summary>STANDARD: cards of staff (CPE, CPA).</summary>
    Standard,

    /// <summary>FORT: cards of professionals (CPS, CPF).</summary>
    Fort,
}

/// <summary>What an authority issues for.</summary>
public enum Branche
{
    /// <summary>The root of its gamme.</summary>
    Racine,

    /// <summary>ORGANISATIONS.</summary>
    Organisations,

    /// <summary>PERSONNES.</summary>
    Personnes,
}

/// <summary>Which authority, and the names it bears (D33, igc-sante-facts §3).</summary>
/// <param name="Monde">Its world: names of the test world begin with « TEST ».</param>
/// <param name="Gamme">Its assurance level.</param>
/// <param name="Branche">Root, or what it issues for.</param>
public readonly record struct NomAutorite(Monde Monde, Gamme Gamme, Branche Branche)
{
    /// <summary>True for a root.</summary>
    public bool EstRacine => Branche == Branche.Racine;

    /// <summary>The authority that signs this one: itself for a root.</summary>
    public NomAutorite Emetteur => this with { Branche = Branche.Racine };

    /// <summary>Name of its files, without extension: « ACI-EL-ORG-TEST ».</summary>
    public string Fichier => (Branche switch
    {
        Branche.Racine => $"ACR-{Sigle}",
        Branche.Organisations => $"ACI-{Sigle}-ORG",
        _ => $"ACI-{Sigle}-PP",
    }) + (Monde == Monde.Test ? "-TEST" : "");

    /// <summary>Common name: « TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS ».</summary>
    public string Cn => (Monde == Monde.Test ? "TEST " : "") + (Branche switch
    {
        Branche.Racine => $"AC RACINE IGC-SANTE {Niveau}",
        Branche.Organisations => $"AC IGC-SANTE {Niveau} ORGANISATIONS",
        _ => $"AC IGC-SANTE {Niveau} PERSONNES",
    });

    /// <summary>Its distinguished name: C, O, OU, OU, CN.</summary>
    public Sujet Dn => new(
    [
        [(Attribut.C, "FR")],
        [(Attribut.O, "ASIP-SANTE")],
        [(Attribut.OU, "0002 187512751")],
        [(Attribut.OU, Unite)],
        [(Attribut.CN, Cn)],
    ]);

    private string Unite => Monde == Monde.Test ? "IGC-SANTE TEST" : "IGC-SANTE";

    private string Sigle => Gamme switch { Gamme.Elementaire => "EL", Gamme.Standard => "ST", _ => "FO" };

    private string Niveau => Gamme.ToString().ToUpperInvariant();

    /// <summary>The authorities of both worlds, each after the one that signs it.</summary>
    /// <param name="avecCartes">Also the authorities of the cards, which a demonstration must make (D33).</param>
    public static IReadOnlyList<NomAutorite> Toutes(bool avecCartes) =>
    [
        .. from monde in Enum.GetValues<Monde>()
           from gamme in avecCartes ? Enum.GetValues<Gamme>() : [Gamme.Elementaire]
           from branche in Enum.GetValues<Branche>()
           where gamme == Gamme.Elementaire || branche != Branche.Organisations
           select new NomAutorite(monde, gamme, branche),
    ];

    /// <summary>Its common name.</summary>
    public override string ToString() => Cn;
}
