using System.Collections.Frozen;

namespace Pfcng.Domain.Modele;

/// <summary>One of the thirteen products: an offer and one of its usages (guide WS §7, tableau 7).</summary>
/// <param name="Offre">The offer.</param>
/// <param name="Usage">A usage of that offer.</param>
public readonly record struct TypeProduit(Offre Offre, Usage Usage)
{
    /// <summary>The thirteen products, in the order of tableau 7.</summary>
    public static IReadOnlyList<TypeProduit> Tous { get; } =
    [
        new(Offre.PS, Usage.AUTH), new(Offre.PS, Usage.SIGN), new(Offre.PS, Usage.CONF),
        new(Offre.PRO, Usage.AUTH), new(Offre.PRO, Usage.SIGN), new(Offre.PRO, Usage.CONF),
        new(Offre.ORG, Usage.AUTH_CLI), new(Offre.ORG, Usage.SIGN), new(Offre.ORG, Usage.CONF),
        new(Offre.SERV, Usage.SSL_SERV), new(Offre.SERV, Usage.SIGN), new(Offre.SERV, Usage.SMIME), new(Offre.SERV, Usage.CONF),
    ];

    private static readonly FrozenSet<TypeProduit> Connus = Tous.ToFrozenSet();

    /// <summary>True when the offer has that usage.</summary>
    public bool Existe => Connus.Contains(this);

    /// <summary>The guide's name, as in « ORG_AUTH_CLI ».</summary>
    public override string ToString() => $"{Offre}_{Usage.Code()}";
}
