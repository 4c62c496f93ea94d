using System.Runtime.CompilerServices;

namespace Pfcng.Testing;

/// <summary>The source tree, for tests that read it.</summary>
public static class ArbreDesSources
{
    /// <summary>Root of the repository.</summary>
    public static string Racine { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Ici())!, "..", ".."));

    /// <summary>A file or folder of the repository.</summary>
    public static string Fichier(string chemin) => Path.Combine(Racine, chemin);

    /// <summary>The C# sources below a folder, what the build makes apart.</summary>
    public static IEnumerable<string> Sources(string dossier) => Directory.EnumerateFiles(Fichier(dossier), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Ici([CallerFilePath] string chemin = "") => chemin;
}
