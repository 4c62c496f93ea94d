using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Gabarits;

/// <summary>
/// Object identifiers of certification policies (igc-sante-facts §4.4). Seen: the one policy of test, and in production EL-PP-CL-SIGN
/// (…1.1.1.4.1) and EL-PP-CL-AUTH (…1.1.1.5.1). Inferred from them: root . world . gamme . domain . usage . version, domain 2 for
/// ORGANISATIONS, usages 6 to 8, and the policies of cards.
/// </summary>
internal static class Politiques
{
    /// <summary>The policy of a usage; in the test world every usage has the same one.</summary>
    public static string Pour(Monde monde, Gamme gamme, Branche branche, int usage) => monde == Monde.Test
        ? $"{Oids.RacineDesPolitiques}.2.{Arc(gamme)}.1.1.1"
        : $"{Oids.RacineDesPolitiques}.1.{Arc(gamme)}.{(branche == Branche.Organisations ? 2 : 1)}.{usage}.1";

    private static int Arc(Gamme gamme) => 1 + (int)gamme;
}
