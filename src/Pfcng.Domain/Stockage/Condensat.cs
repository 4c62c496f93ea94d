using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LigneNommee = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Pfcng.Domain.Stockage;

/// <summary>SHA-256 of a list of values: each with its kind and its length before it, so that no two lists read alike.</summary>
internal static class Condensat
{
    /// <summary>Octets of a demande, its product and its certificate: the buffer seldom grows.</summary>
    private const int TailleHabituelle = 8 * 1024;

    /// <summary>One hash of all, from one buffer: a call into the library for each column would cost more than the hash.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _octets;

    /// <summary>Nothing at all: what an empty table amounts to.</summary>
    public static byte[] Vide { get; } = De([]);

    /// <summary>Of values of columns: null, integers, texts, octets.</summary>
    public static byte[] De(ReadOnlySpan<object?> valeurs)
    {
        var octets = _octets ??= new(TailleHabituelle);
        octets.ResetWrittenCount();
        foreach (var valeur in valeurs)
        {
            Ajouter(octets, valeur);
        }

        return SHA256.HashData(octets.WrittenSpan);
    }

    /// <summary>Of columns of a row, in the order of their names here, as they are written.</summary>
    public static byte[] De(LigneNommee ligne, ReadOnlySpan<string> colonnes)
    {
        var valeurs = new object?[colonnes.Length];
        for (var i = 0; i < valeurs.Length; i++)
        {
            valeurs[i] = ligne[colonnes[i]];
        }

        return De(valeurs);
    }

    private static void Ajouter(ArrayBufferWriter<byte> octets, object? valeur)
    {
        switch (valeur)
        {
            case null or DBNull:
                Entete(octets, 'n', 0);
                break;
            case long or int:
                Entete(octets, 'i', Convert.ToInt64(valeur, null));
                break;
            case string texte:
                Entete(octets, 't', Encoding.UTF8.GetByteCount(texte));
                Encoding.UTF8.GetBytes(texte, octets);
                break;
            case byte[] blob:
                Entete(octets, 'b', blob.Length);
                octets.Write(blob);
                break;
            default:
                throw new ArgumentException($"no digest for {valeur.GetType()}", nameof(valeur));
        }
    }

    private static void Entete(ArrayBufferWriter<byte> octets, char genre, long nombre)
    {
        var entete = octets.GetSpan(1 + sizeof(long));
        entete[0] = (byte)genre;
        BinaryPrimitives.WriteInt64BigEndian(entete[1..], nombre);
        octets.Advance(1 + sizeof(long));
    }
}
