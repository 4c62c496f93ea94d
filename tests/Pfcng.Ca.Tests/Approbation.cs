using System.Runtime.CompilerServices;
using FluentAssertions;

namespace Pfcng.Ca.Tests;

/// <summary>Compares a text with the approved one; on a difference writes the new text beside it, as <c>.received.txt</c>, to be read and renamed.</summary>
internal static class Approbation
{
    public static void Verifier(string nom, string texte)
    {
        var approuve = Path.Combine(Dossier(), nom + ".txt");
        var attendu = File.Exists(approuve) ? File.ReadAllText(approuve) : "";
        if (attendu != texte)
        {
            File.WriteAllText(Path.ChangeExtension(approuve, ".received.txt"), texte);
        }

        texte.Should().Be(attendu, approuve);
    }

    private static string Dossier([CallerFilePath] string ici = "") => Path.Combine(Path.GetDirectoryName(ici)!, "approved");
}
