using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Sauvegarde;

/// <summary>A file of a backup.</summary>
/// <param name="Nom">Its path below the folder, « / » between folders.</param>
/// <param name="Octets">Its size.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal.</param>
internal sealed record FichierSauvegarde(string Nom, long Octets, string Sha256);

/// <summary>What a backup holds. Written last: a folder without it is a backup that was cut.</summary>
/// <param name="Version">Version of the program that made it.</param>
/// <param name="Instant">When it began, UTC.</param>
/// <param name="Forme">« demonstration » or « production ».</param>
/// <param name="AvecCles">True when the private keys are in it.</param>
/// <param name="Fichiers">Its files.</param>
internal sealed record Manifeste(string Version, DateTimeOffset Instant, string Forme, bool AvecCles, IReadOnlyList<FichierSauvegarde> Fichiers)
{
    private const string Nom = "manifeste.json";

    /// <summary>Ends a backup.</summary>
    public void Ecrire(string dossier) =>
        FichierDurable.Ecrire(Path.Combine(dossier, Nom), JsonSerializer.SerializeToUtf8Bytes(this, ManifesteEnJson.Default.Manifeste), FichierDurable.Prive);

    /// <summary>Reads a backup and checks each of its files.</summary>
    /// <param name="dossier">The folder.</param>
    /// <param name="progres">Told each file, once it is found right.</param>
    /// <exception cref="DemarrageImpossibleException">It is no backup, or a file of it is missing or is not what was saved.</exception>
    public static Manifeste Verifier(string dossier, Action<FichierSauvegarde> progres)
    {
        var manifeste = Lire(dossier);
        foreach (var fichier in manifeste.Fichiers)
        {
            Verifier(dossier, fichier);
            progres(fichier);
        }

        return manifeste;
    }

    /// <summary>Reads the list of a backup's files, which are not looked at.</summary>
    /// <exception cref="DemarrageImpossibleException">It is no whole backup.</exception>
    public static Manifeste Lire(string dossier)
    {
        var chemin = Path.Combine(dossier, Nom);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(chemin), ManifesteEnJson.Default.Manifeste) is { Fichiers: not null } manifeste
                && manifeste.Fichiers.All(f => EstDansLeDossier(f.Nom))
                ? manifeste
                : throw new JsonException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DemarrageImpossibleException($"{dossier} n’est pas une sauvegarde entière : il n’y a pas de {Nom}.", e);
        }
        catch (JsonException e)
        {
            throw new DemarrageImpossibleException($"{chemin} est illisible.", e);
        }
    }

    private static bool EstDansLeDossier(string nom) =>
        nom.Length > 0 && !Path.IsPathRooted(nom) && nom.Split('/').All(p => p is not ("" or "." or "..") && p.IndexOfAny(Path.GetInvalidFileNameChars()) < 0);

    private static void Verifier(string dossier, FichierSauvegarde attendu)
    {
        var chemin = Path.Combine(dossier, attendu.Nom);
        try
        {
            using var flux = File.OpenRead(chemin);
            if (flux.Length == attendu.Octets && Convert.ToHexStringLower(SHA256.HashData(flux)) == attendu.Sha256)
            {
                return;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DemarrageImpossibleException($"{chemin} manque à la sauvegarde.", e);
        }

        throw new DemarrageImpossibleException($"{chemin} n’est pas tel qu’il a été sauvegardé.");
    }
}

/// <summary>How a manifest is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Manifeste))]
internal sealed partial class ManifesteEnJson : JsonSerializerContext;
