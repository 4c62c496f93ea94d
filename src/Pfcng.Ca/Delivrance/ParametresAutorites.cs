using System.Security.Cryptography;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;

namespace Pfcng.Ca.Delivrance;

/// <summary>Where the authorities are and how they are made.</summary>
/// <param name="Dossier">Folder of <c>cles/</c> and <c>certificats/</c>.</param>
/// <param name="Publication">Addresses written in their certificates.</param>
public sealed record ParametresAutorites(string Dossier, PublicationOptions Publication)
{
    /// <summary>Passphrase of the keys, which production form demands; null keeps them plain (demonstration).</summary>
    public string? PhraseSecrete { get; init; }

    /// <summary>Also makes STANDARD and FORT, so that demonstration cards can exist (D33).</summary>
    public bool AvecCartes { get; init; }

    /// <summary>Names of the files (<see cref="NomAutorite.Fichier"/>) of authorities that have existed: they are never made again.</summary>
    public IReadOnlySet<string> Connues { get; init; } = new HashSet<string>();

    /// <summary>How a key is made: tests make smaller ones.</summary>
    internal Func<RSA> NouvelleCle { get; init; } = () => RSA.Create(4096);
}
