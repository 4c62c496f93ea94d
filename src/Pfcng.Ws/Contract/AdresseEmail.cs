using System.Text.RegularExpressions;

namespace Pfcng.Ws.Contract;

/// <summary>
/// The e-mail rule of D4: an addr-spec (RFC 5322 §3.4.1) in ASCII without display name, comment, folding nor quoted pair; a domain of two labels
/// at least, host names by RFC 1123 (its last label is never a number: no address by IP). 150 characters at most is a facet.
/// </summary>
internal static partial class AdresseEmail
{
    /// <summary>True when the text is such an address.</summary>
    public static bool EstValide(string texte) => AddrSpec().IsMatch(texte);

    // Local part: dot-atom (atext of RFC 5322 §3.2.3), or a quoted string without backslash. A quoted string may hold « @ »: the domain follows the last one.
    [GeneratedRegex("""^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|"[ !#-\[\]-~]+")@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex AddrSpec();
}
