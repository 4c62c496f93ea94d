using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Gabarits;

/// <summary>What an operator may change in the thirteen rows.</summary>
public sealed record OptionsProduits
{
    /// <summary>Policies of the production world that replace the inferred ones (igc-sante-facts §4.4: only PS_SIGN's and PS_AUTH's were seen).</summary>
    public IReadOnlyDictionary<TypeProduit, string> PolitiquesDeProduction { get; init; } = new Dictionary<TypeProduit, string>();

    /// <summary>SERV SSL_SERV with serverAuth alone, as Chorus Pro wants (D35).</summary>
    public bool SslServSansClientAuth { get; init; }

    /// <summary>What the operator must be told at start about his choices.</summary>
    public IReadOnlyList<string> Avertissements => SslServSansClientAuth
        ? ["SERV SSL_SERV est émis sans clientAuth : ces certificats ne pourront pas ouvrir /ws-srv."]
        : [];
}
