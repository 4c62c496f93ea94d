using System.Security.Cryptography;
using System.Text;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// Signs heads of the history, at intervals and at the stop, in a file beside the store that only grows: whoever can write the store alone can't
/// rewrite what a head attests (D37). Not for concurrent use.
/// </summary>
public sealed class Tetes : IDisposable
{
    private readonly Registre _registre;
    private readonly Func<byte[], byte[]> _signer;
    private Tete? _derniere;
    private long _rang;

    private Tetes(Registre registre, Func<byte[], byte[]> signer, Tete? derniere) =>
        (_registre, _signer, _derniere, _rang) = (registre, signer, derniere, derniere?.Rang ?? 0);

    private byte[] Precedente => _derniere is null ? new byte[SHA256.HashSizeInBytes] : Tete.Condenser(_derniere.Texte);

    /// <summary>The file of a store: <c>tetes.journal</c>, in the same folder.</summary>
    public static string Chemin(string depot) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(depot))!, "tetes.journal");

    /// <summary>Opens the file at its end, made when absent.</summary>
    /// <param name="chemin">The file.</param>
    /// <param name="signer">Signs with the platform's key.</param>
    /// <param name="juste">Verifies such a signature: signed, signature.</param>
    /// <exception cref="IOException">It can't be opened, or the disk did not keep it.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    /// <exception cref="InvalidDataException">Its last line is no head, or is not signed by that key.</exception>
    public static Tetes Ouvrir(string chemin, Func<byte[], byte[]> signer, Func<byte[], byte[], bool> juste)
    {
        var registre = Registre.Ouvrir(chemin);
        try
        {
            var ligne = registre.Longueur == 0 ? null : Encoding.UTF8.GetString(Registre.LigneFinissantA(chemin, registre.Longueur)!);
            var derniere = ligne is null ? null : Tete.Lire(ligne);
            return ligne is null || (derniere is not null && juste(derniere.Signe, derniere.Signature))
                ? new(registre, signer, derniere)
                : throw new InvalidDataException($"La dernière ligne de {chemin} n’est pas une tête signée par la clé de cette plateforme : remettez l’original de l’un ou de l’autre.");
        }
        catch
        {
            registre.Dispose();
            throw;
        }
    }

    /// <summary>
    /// At the start: when the register ends before the last head that the store knows of, it was lost, emptied or cut; when the store ends before
    /// the last head, it was restored from an older copy, or cut. The history says so from then on, and the verification goes on saying it.
    /// </summary>
    /// <returns>What there is to tell the operator, in French; null when the store and the register hold what they should.</returns>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public async Task<string?> ReprendreAsync(Depot depot, DateTimeOffset instant)
    {
        string?[] constats = [await ComparerAsync(depot, instant), await CompterAsync(depot, instant)];
        return constats.OfType<string>().ToList() is { Count: > 0 } dits ? string.Join(" ; ", dits) : null;
    }

    /// <summary>Numbering goes on from what was signed, whatever is left of it.</summary>
    private async Task<string?> CompterAsync(Depot depot, DateTimeOffset instant)
    {
        var present = _derniere?.Rang ?? 0;
        var signees = await depot.LireAsync(CompteDesTetes.Lire, CancellationToken.None) ?? 0;
        _rang = Math.Max(present, signees);
        var constat = signees > present
            ? $"le registre {_registre.Chemin} s’arrête à la tête {present}, {signees} ont été signées : il a été perdu, vidé ou coupé"
            : null;
        await depot.EcrireAsync(c =>
        {
            CompteDesTetes.Relever(c, _rang);
            if (constat is not null)
            {
                CompteDesTetes.DireLaPerte(c, Precedente, constat, instant);
            }

            return true;
        });
        return constat;
    }

    private async Task<string?> ComparerAsync(Depot depot, DateTimeOffset instant)
    {
        if (_derniere is not { Ligne: > 0 } tete)
        {
            return null;
        }

        var (derniere, empreinte) = await depot.LireAsync(c => (ChaineDEmpreintes.Derniere(c).Numero, Historique.Empreinte(c, tete.Ligne)), CancellationToken.None);
        if (empreinte is not null)
        {
            return empreinte.AsSpan().SequenceEqual(tete.Empreinte)
                ? null
                : $"l’historique n’est pas celui que la tête {tete.Rang} a signé à la ligne {tete.Ligne} : il a été refait (historique verifier)";
        }

        var constat = $"le dépôt s’arrête à la ligne {derniere} de l’historique, la tête {tete.Rang} en a signé {tete.Ligne} : dépôt restauré, ou lignes coupées";
        await depot.EcrireAsync(c =>
        {
            new ChaineDEmpreintes(c).Ajouter(Monde.Test, ActionDePlateforme.Reprise, instant, constat, liens: new(Avant: Tete.Condenser(tete.Texte)));
            return true;
        });
        return constat;
    }

    /// <summary>Signs the head of the moment, unless it is already signed; ends once the disk has it.</summary>
    /// <returns>The head, or null when there is nothing new.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public async Task<Tete?> SignerAsync(Depot depot, DateTimeOffset instant)
    {
        var (ligne, empreinte, journal) = await depot.LireAsync(
            c => ChaineDEmpreintes.Derniere(c) is var (numero, hash) ? (numero, hash, PlacesDuJournal.Lire(c)) : default, CancellationToken.None);
        journal ??= new(0, JournalDEmission.Origine);
        if (_derniere is { } d && d.Ligne == ligne && d.Journal.Octets == journal.Octets && d.Empreinte.AsSpan().SequenceEqual(empreinte))
        {
            return null;
        }

        var milliseconde = DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
        var tete = new Tete(
            _rang + 1,
            ligne,
            empreinte,
            journal,
            _derniere is { } avant && avant.Instant > milliseconde ? avant.Instant : milliseconde,
            Precedente,
            []);
        tete = tete with { Signature = _signer(tete.Signe) };
        _registre.Ajouter(Encoding.ASCII.GetBytes(tete.Texte + "\n"), durable: true);
        (_derniere, _rang) = (tete, tete.Rang);
        await depot.EcrireAsync(c => // After the head: one that is counted was signed.
        {
            CompteDesTetes.Relever(c, tete.Rang);
            return true;
        });
        return tete;
    }

    /// <inheritdoc/>
    public void Dispose() => _registre.Dispose();
}
