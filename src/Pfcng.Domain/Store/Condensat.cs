using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Pfcng.Domain.Store;

/// <summary>SHA-256 of a list of values: each with its kind and its length before it, so that no two lists read alike.</summary>
internal static class Condensat
{
    /// <summary>Nothing at all: what an empty table amounts to.</summary>
    public static byte[] Vide { get; } = De([]);

    /// <summary>Of values of columns: null, integers, texts, octets.</summary>
    public static byte[] De(ReadOnlySpan<object?> valeurs)
    {
        using var condensat = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var valeur in valeurs)
        {
            Ajouter(condensat, valeur);
        }

        return condensat.GetHashAndReset();
    }

    /// <summary>Of consecutive columns of a row, as they are written.</summary>
    public static byte[] De(SqliteDataReader ligne, int premiere, int combien)
    {
        var valeurs = new object?[combien];
        for (var i = 0; i < combien; i++)
        {
            valeurs[i] = ligne.GetValue(premiere + i);
        }

        return De(valeurs);
    }

    private static void Ajouter(IncrementalHash condensat, object? valeur)
    {
        Span<byte> entete = stackalloc byte[1 + sizeof(long)];
        var (genre, octets) = valeur switch
        {
            null or DBNull => ('n', null),
            long or int => ('i', null),
            string texte => ('t', Encoding.UTF8.GetBytes(texte)),
            byte[] blob => ('b', blob),
            _ => throw new ArgumentException($"no digest for {valeur.GetType()}", nameof(valeur)),
        };
        entete[0] = (byte)genre;
        BinaryPrimitives.WriteInt64BigEndian(entete[1..], octets?.Length ?? (genre == 'i' ? Convert.ToInt64(valeur, null) : 0));
        condensat.AppendData(entete);
        condensat.AppendData(octets ?? []);
    }
}
