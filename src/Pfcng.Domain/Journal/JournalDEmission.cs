using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pfcng.Domain.Disque;

namespace Pfcng.Domain.Journal;

/// <summary>A place in the journal: the store keeps that of the last line it has taken in.</summary>
/// <param name="Octets">Where the line ends in the file.</param>
/// <param name="Empreinte">SHA-256 of the line, its line feed left out; zeros for the beginning of the file.</param>
public sealed record PlaceDansLeJournal(long Octets, byte[] Empreinte);

/// <summary>A line that was read.</summary>
/// <param name="Numero">Which line of the file, from 1 on.</param>
/// <param name="Contenu">What it says, or null when it can't be read.</param>
/// <param name="Enchainee">True when it follows the line before: same rank, same hash.</param>
/// <param name="Place">Where it ends.</param>
public sealed record LigneLue(long Numero, LigneDuJournal? Contenu, bool Enchainee, PlaceDansLeJournal Place);

/// <summary>
/// The journal of issuance: a file of lines beside the store, that only grows, so that a store restored from an older copy knows again what was
/// signed, revoked and numbered after it (D24, D26, D29). One process writes it, its writer's thread alone; anybody may read it meanwhile.
/// </summary>
public sealed class JournalDEmission : IDisposable
{
    private const byte FinDeLigne = (byte)'\n';

    private readonly string _chemin;
    private Registre? _registre;
    private long _rang;
    private byte[] _empreinte = Origine;

    private JournalDEmission(string chemin) => _chemin = chemin;

    /// <summary>What the first line is chained to.</summary>
    public static byte[] Origine { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The journal of a store: <c>emission.journal</c>, in the same folder.</summary>
    public static string Chemin(string depot) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(depot))!, "emission.journal");

    /// <summary>Opens the file at its end, made when absent.</summary>
    /// <exception cref="IOException">It can't be opened, or the disk did not keep it.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    /// <exception cref="InvalidDataException">Its last line is none of ours.</exception>
    public static JournalDEmission Ouvrir(string chemin)
    {
        var journal = new JournalDEmission(chemin);
        journal.Ouvrir();
        return journal;
    }

    /// <summary>The lines of a file, oldest first, each checked against the one before; none when it is absent.</summary>
    /// <param name="chemin">The file.</param>
    /// <param name="depuis">After which place; null: from the beginning. The first line read is checked against it.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public static IEnumerable<LigneLue> Lire(string chemin, PlaceDansLeJournal? depuis = null)
    {
        var place = depuis ?? new(0, Origine);
        var (numero, rang) = (0L, depuis is null ? 0L : (long?)null);
        foreach (var ligne in Registre.Lire(chemin, place.Octets))
        {
            numero++;
            var octets = Encoding.UTF8.GetBytes(ligne);
            var lue = Lire(octets);
            var enchainee = lue is not null && (rang is null || lue.Rang == rang + 1) && lue.Precedente == Convert.ToHexStringLower(place.Empreinte);
            rang = lue?.Rang ?? rang + 1;
            place = new(place.Octets + octets.Length + 1, SHA256.HashData(octets));
            yield return new(numero, lue?.Ligne, enchainee, place);
        }
    }

    /// <summary>True when a line ends at that place and is the one that was there.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static bool Contient(string chemin, PlaceDansLeJournal place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Octets == 0
            ? place.Empreinte.AsSpan().SequenceEqual(Origine)
            : Registre.LigneFinissantA(chemin, place.Octets) is { } ligne && SHA256.HashData(ligne).AsSpan().SequenceEqual(place.Empreinte);
    }

    /// <summary>Adds lines, all or none.</summary>
    /// <param name="lignes">What they say.</param>
    /// <param name="durable">True: ends once the disk has them; false: once the system has them.</param>
    /// <returns>The place after them.</returns>
    /// <exception cref="IOException">The disk refuses: the caller must not rely on them, though they may be there.</exception>
    internal PlaceDansLeJournal Ajouter(IReadOnlyCollection<LigneDuJournal> lignes, bool durable)
    {
        if (_registre is null)
        {
            Ouvrir();
        }

        var (rang, empreinte) = (_rang, _empreinte);
        using var texte = new MemoryStream();
        foreach (var ligne in lignes)
        {
            var octets = JsonSerializer.SerializeToUtf8Bytes(new LigneChainee(++rang, Convert.ToHexStringLower(empreinte), ligne), LignesEnJson.Lisible.LigneChainee);
            empreinte = SHA256.HashData(octets);
            texte.Write(octets);
            texte.WriteByte(FinDeLigne);
        }

        try
        {
            _registre!.Ajouter(texte.GetBuffer().AsSpan(0, (int)texte.Length), durable);
        }
        catch
        {
            Dispose();
            throw;
        }

        (_rang, _empreinte) = (rang, empreinte);
        return new(_registre.Longueur, empreinte);
    }

    /// <summary>The end of the file, once the disk has all of it.</summary>
    /// <exception cref="IOException">The disk does not keep it.</exception>
    internal PlaceDansLeJournal Fin()
    {
        if (_registre is null)
        {
            Ouvrir();
        }

        _registre!.Synchroniser();
        return new(_registre.Longueur, _empreinte);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registre?.Dispose();
        _registre = null;
    }

    private static LigneChainee? Lire(byte[] ligne)
    {
        try
        {
            return JsonSerializer.Deserialize(ligne, LignesEnJson.Lisible.LigneChainee);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Also after a failure, when what the file holds is not known any more.</summary>
    private void Ouvrir()
    {
        var registre = Registre.Ouvrir(_chemin);
        try
        {
            (_rang, _empreinte) = (0, Origine);
            if (registre.Longueur > 0)
            {
                var octets = Registre.LigneFinissantA(_chemin, registre.Longueur)!;
                _rang = Lire(octets)?.Rang ?? throw new InvalidDataException($"La dernière ligne de {_chemin} n’est pas celle d’un journal d’émission.");
                _empreinte = SHA256.HashData(octets);
            }

            _registre = registre;
        }
        catch
        {
            registre.Dispose();
            throw;
        }
    }
}
