using Pfcng.Domain.Trace;

namespace Pfcng.Ws.Commandes;

/// <summary>Signed heads that an operator kept elsewhere: a copy of tetes.journal, whole or not. One that holds no head proves nothing, and is refused.</summary>
internal static class TetesGardees
{
    private const int LongueurMaximale = 4096;

    /// <summary>Its lines. The last one counts without its line feed when it is signed; else the copy was cut there.</summary>
    /// <param name="chemin">The file.</param>
    /// <param name="juste">Verifies a signature: signed, signature.</param>
    /// <exception cref="DemarrageImpossibleException">It is not there, can't be read, holds no head, or something else than heads.</exception>
    public static IReadOnlyList<string> Lire(string chemin, Func<byte[], byte[], bool> juste)
    {
        string texte;
        try
        {
            texte = File.ReadAllText(chemin);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DemarrageImpossibleException($"--tetes : il n’y a pas de fichier {chemin}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemarrageImpossibleException($"--tetes : {chemin} ne peut pas être lu : un fichier que {Environment.UserName} puisse lire est attendu.", e);
        }

        string[] lignes = texte.Split('\n');
        var tetes = lignes[..^1].Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).ToList();
        if (tetes.FindIndex(l => l.Length > LongueurMaximale || Tete.Lire(l) is null) is >= 0 and var rang)
        {
            throw new DemarrageImpossibleException($"--tetes : la ligne {rang + 1} de {chemin} n’est pas une tête signée (une copie de tetes.journal est attendue).");
        }

        if (Tete.Lire(lignes[^1]) is { } derniere && juste(derniere.Signe, derniere.Signature))
        {
            tetes.Add(lignes[^1]);
        }

        return tetes.Count > 0 ? tetes : throw new DemarrageImpossibleException($"--tetes : {chemin} ne contient aucune tête signée.");
    }
}
