namespace Pfcng.Ws.Tests.Contrats;

/// <summary>A folder that lasts a test.</summary>
internal sealed class Dossier : IDisposable
{
    public string Racine { get; } = Directory.CreateTempSubdirectory("pfcng-contrat-").FullName;

    public string Chemin(string nom) => Path.Combine(Racine, nom);

    public void Dispose() => Directory.Delete(Racine, recursive: true);
}
