using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Acteurs;

/// <summary>
/// A domain as an explicit habilitation declares it (guide WS §8, D14): PRO <c>*@d</c>, <c>*d</c>, <c>*.d</c>; SERV <c>d</c>, <c>*d</c>.
/// Compared by whole labels, without case.
/// </summary>
internal readonly record struct FormeDeDomaine(string Domaine, bool LuiMeme, bool EnDessous)
{
    /// <summary>Reads a form; null when that offer has no such form.</summary>
    public static FormeDeDomaine? Lire(Offre offre, string texte)
    {
        FormeDeDomaine? forme = (offre, texte) switch
        {
            (Offre.PRO, ['*', '@', ..]) => new(texte[2..], true, false),
            (Offre.PRO, ['*', '.', ..]) => new(texte[2..], false, true),
            (Offre.PRO, ['*', ..]) => new(texte[1..], true, true),
            (Offre.SERV, ['*', ..]) => new(texte[1..], false, true),
            (Offre.SERV, _) => new(texte, true, false),
            _ => null,
        };
        return forme is { } f && EstUnNom(f.Domaine) ? f : null;
    }

    /// <summary>True when the habilitation covers that domain.</summary>
    public bool Couvre(string domaine) =>
        (LuiMeme && domaine.Equals(Domaine, StringComparison.OrdinalIgnoreCase))
        || (EnDessous && domaine.Length > Domaine.Length + 1 && domaine.EndsWith("." + Domaine, StringComparison.OrdinalIgnoreCase));

    private static bool EstUnNom(string domaine) =>
        domaine.Split('.').All(e => e.Length is > 0 and < 64 && e.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && e[0] != '-' && e[^1] != '-');
}
