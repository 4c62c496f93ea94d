using System.Globalization;
using Pfcng.Domain.Erreurs;

namespace Pfcng.Domain.Stockage;

/// <summary>How the store writes a cause of refusal, whatever the channel it came through: as its first version did, so that old rows and new ones read alike.</summary>
internal static class References
{
    private const string Prefixe = "WSMG-";

    /// <summary>« WSMG-000000nn ».</summary>
    public static string Reference(this Cause cause) => $"{Prefixe}{(int)cause:D8}";

    /// <summary>The cause of a reference.</summary>
    public static Cause Lire(string reference) => (Cause)int.Parse(reference.AsSpan(Prefixe.Length), CultureInfo.InvariantCulture);
}
