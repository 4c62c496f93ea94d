using System.Collections.Frozen;

namespace Pfcng.Ws.Message;

/// <summary>One of the four canonicalisations that D8 allows.</summary>
/// <param name="Exclusive">Exclusive XML Canonicalization 1.0, else Canonical XML 1.0.</param>
/// <param name="AvecCommentaires">Comments are part of the octets.</param>
/// <param name="Prefixes">InclusiveNamespaces PrefixList, « #default » written "" ; exclusive only.</param>
internal sealed record Canonicalisation(bool Exclusive, bool AvecCommentaires, FrozenSet<string> Prefixes)
{
    /// <summary>Canonical XML 1.0, without comments: what a reference without transform gets (XML Signature §4.3.3.2).</summary>
    public static Canonicalisation Inclusive { get; } = new(false, false, []);

    private const string Inclusif = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// <summary>The canonicalisation of that identifier, or null when it is not allowed.</summary>
    /// <param name="algorithme">Value of Algorithm.</param>
    /// <param name="prefixes">Tokens of the PrefixList; none when there is no list.</param>
    public static Canonicalisation? Lire(string algorithme, IEnumerable<string> prefixes) => algorithme switch
    {
        Inclusif => Inclusive,
        Inclusif + "#WithComments" => Inclusive with { AvecCommentaires = true },
        Espaces.Exclusif => new(true, false, Liste(prefixes)),
        Espaces.Exclusif + "WithComments" => new(true, true, Liste(prefixes)),
        _ => null,
    };

    private static FrozenSet<string> Liste(IEnumerable<string> prefixes) => prefixes.Select(p => p == "#default" ? "" : p).ToFrozenSet();
}
