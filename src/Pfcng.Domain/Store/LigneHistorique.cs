using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

/// <summary>One row of the history, with the columns of the IHM guide (§10, figures 147 and 167; D37).</summary>
/// <param name="Numero">« Numéro »: one sequence for both worlds, without a hole.</param>
/// <param name="Monde">World of the demande.</param>
/// <param name="NumeroDemande">« Numéro demande ».</param>
/// <param name="Canal">« Canal ».</param>
/// <param name="Date">« Date », to the millisecond.</param>
/// <param name="CodeAction">« Code action ».</param>
/// <param name="Etats">« Etat demande », and the product's beside it.</param>
/// <param name="TypeActeur">« Type acteur ».</param>
/// <param name="Acteur">« Acteur »; null for the platform.</param>
/// <param name="Habilitations">« Habilitations acteur »: the one that was used, as text.</param>
/// <param name="Administrateur">« Administrateur »: the AdminASIP, or null.</param>
/// <param name="HabilitationsAdministrateur">« Habilitations administrateur ».</param>
/// <param name="Complement">Code of refusal or RMT_ERR, when there is one.</param>
/// <param name="Empreinte">SHA-256 of the row before and of this one.</param>
public sealed record LigneHistorique(
    long Numero,
    Monde Monde,
    long NumeroDemande,
    Canal Canal,
    DateTimeOffset Date,
    string CodeAction,
    Etats Etats,
    TypeActeur TypeActeur,
    string? Acteur,
    string? Habilitations,
    string? Administrateur,
    string? HabilitationsAdministrateur,
    string? Complement,
    byte[] Empreinte)
{
    /// <summary>What the first row is chained to.</summary>
    internal static byte[] Origine { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The chained hash: SHA-256 of the hash before, then of each column, its length before it, so that no two rows read alike.</summary>
    internal byte[] Enchainer(byte[] precedente)
    {
        using var condensat = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        condensat.AppendData(precedente);
        Span<byte> longueur = stackalloc byte[sizeof(int)];
        foreach (var colonne in Colonnes())
        {
            var octets = colonne is null ? null : Encoding.UTF8.GetBytes(colonne);
            BinaryPrimitives.WriteInt32BigEndian(longueur, octets?.Length ?? -1);
            condensat.AppendData(longueur);
            condensat.AppendData(octets ?? []);
        }

        return condensat.GetHashAndReset();
    }

    private string?[] Colonnes() =>
    [
        Nombre(Numero), Monde.ToString(), Nombre(NumeroDemande), Canal.ToString(), Nombre(Date.Ms()), CodeAction, Etats.Demande.ToString(),
        Etats.Produit.ToString(), TypeActeur.ToString(), Acteur, Habilitations, Administrateur, HabilitationsAdministrateur, Complement,
    ];

    private static string Nombre(long valeur) => valeur.ToString(CultureInfo.InvariantCulture);
}
