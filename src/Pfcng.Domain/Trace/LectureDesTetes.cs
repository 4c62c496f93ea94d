using System.Globalization;
using System.Security.Cryptography;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// The file of signed heads, verified: each line signed, chained, in order of time, and each head that of the row it names (D37). Where the
/// platform took up an older store, or went on after heads that were lost, which the history tells, what is missing is passed over, as often as the
/// operator knows of.
/// </summary>
internal sealed class LectureDesTetes(Depot depot, string chemin, Func<byte[], byte[], bool> juste, Temoins temoins, CancellationToken annulation)
{
    private readonly HashSet<string> _gardees = [.. temoins.TetesGardees];
    private byte[] _precedente = new byte[SHA256.HashSizeInBytes];
    private List<LigneHistorique> _pertes = [];
    private List<LigneHistorique> _journaux = [];
    private Tete? _derniere;

    /// <summary>How many heads hold.</summary>
    public long Justes { get; private set; }

    /// <summary>How many times the history tells of an older store taken up, of heads or of a journal of issuance that were lost.</summary>
    public int Reprises { get; private set; }

    /// <summary>What is wrong first, in French; null when nothing is.</summary>
    /// <param name="lignes">How many rows the history has.</param>
    public async Task<string?> PremierEcartAsync(long lignes)
    {
        if (lignes > 0 && !File.Exists(chemin))
        {
            return $"le registre des têtes signées, {chemin}, manque";
        }

        var (reprises, pertes, completes, signees) = await depot.LireAsync(
            c => (
                Historique.Lister(c, ActionDePlateforme.Reprise.Code()),
                Historique.Lister(c, ActionDePlateforme.TetesPerdues.Code()),
                Historique.Lister(c, ActionDePlateforme.JournalComplete.Code()),
                CompteDesTetes.Lire(c)),
            annulation);
        _journaux = JournauxPerdus(completes);
        Reprises = reprises.Count + pertes.Count + _journaux.Count;
        if (reprises.Concat(pertes).Concat(_journaux).OrderBy(l => l.Numero).Skip(temoins.Reprises).FirstOrDefault() is { } dite)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"ligne {dite.Numero}, {dite.Date:yyyy-MM-dd HH:mm:ss} UTC : {dite.Complement} (restaurations et pertes connues : --reprises {Reprises})");
        }

        _pertes = pertes;
        var perdues = Perdues(reprises);
        foreach (var ligne in Registre.Lire(chemin))
        {
            if (await EcartAsync(ligne, perdues) is { } ecart)
            {
                return $"tête {Attendue} : {ecart}";
            }
        }

        return _derniere is null && lignes > 0 ? $"le registre des têtes signées, {chemin}, est vide"
            : signees >= Attendue ? $"tête {Attendue} : {Manque(signees.Value)}"
            : _gardees.FirstOrDefault() is { } absente ? $"la tête {Tete.Lire(absente)?.Rang ?? 0}, gardée ailleurs, n’est plus dans {chemin}"
            : await EcartDuDepotAsync();
    }

    private long Attendue => (_derniere?.Rang ?? 0) + 1;

    private string Manque(long derniere) => "elle manque" + (derniere > Attendue ? $", et les suivantes jusqu’à la {derniere}" : "");

    /// <summary>What the store says of the heads, and of the journal that they attest, once they hold: it may be ahead by now.</summary>
    private async Task<string?> EcartDuDepotAsync()
    {
        var (signees, place) = await depot.LireAsync(c => (CompteDesTetes.Lire(c), PlacesDuJournal.Lire(c)), annulation);
        return signees is null ? "le compteur des têtes n’est plus dans le dépôt"
            : signees < _derniere?.Rang - 1 ? $"le compteur des têtes est en dessous de la tête {_derniere?.Rang}" // The last one may not be counted yet.
            : temoins.Journal is null || _derniere is null ? null
            : place is null || (place.Octets < _derniere.Journal.Octets && !AtteinteParUnePerte(_derniere)) || !JournalDEmission.Contient(temoins.Journal, place)
                ? "la place du dépôt dans le journal d’émission n’est plus la sienne"
                : null;
    }

    /// <summary>Up to which rank heads were signed before each time an older store was taken up, and from which row on they speak of what was lost.</summary>
    private List<(long Rang, long Ligne)> Perdues(List<LigneHistorique> reprises)
    {
        var perdues = new List<(long, long)>();
        foreach (var ligne in reprises.Count == 0 ? [] : Registre.Lire(chemin))
        {
            var empreinte = Tete.Condenser(ligne);
            if (reprises.FirstOrDefault(r => r.Liens.Avant.AsSpan().SequenceEqual(empreinte)) is { } reprise && Tete.Lire(ligne) is { } tete)
            {
                perdues.Add((tete.Rang, reprise.Numero));
            }
        }

        return perdues;
    }

    /// <summary>The rows that tell of a journal made again while heads attested the one before; the first filling, which no head attests, is none.</summary>
    private List<LigneHistorique> JournauxPerdus(List<LigneHistorique> completes)
    {
        var perdus = new List<LigneHistorique>();
        foreach (var tete in temoins.Journal is null || completes.Count == 0 ? [] : Registre.Lire(chemin).Select(Tete.Lire).OfType<Tete>())
        {
            if (completes.Find(l => l.Numero > tete.Ligne) is { } suite && !perdus.Contains(suite) && !JournalDEmission.Contient(temoins.Journal!, tete.Journal))
            {
                perdus.Add(suite);
            }
        }

        return perdus;
    }

    /// <summary>Its journal was lost after it, as the history tells.</summary>
    private bool AtteinteParUnePerte(Tete tete) => _journaux.Exists(l => l.Numero > tete.Ligne);

    private async Task<string?> EcartAsync(string ligne, List<(long Rang, long Ligne)> perdues)
    {
        if (Tete.Lire(ligne) is not { } tete)
        {
            return "elle est illisible";
        }

        if (!juste(tete.Signe, tete.Signature))
        {
            return "sa signature est fausse";
        }

        var suit = tete.Precedente.AsSpan().SequenceEqual(_precedente);
        if (tete.Rang > Attendue && !(suit && _pertes.Exists(l => l.Liens.Avant.AsSpan().SequenceEqual(_precedente))))
        {
            return Manque(tete.Rang - 1);
        }

        if (tete.Rang < Attendue || !suit)
        {
            return "elle ne suit pas la précédente";
        }

        if (tete.Instant < _derniere?.Instant)
        {
            return "elle est plus ancienne que la précédente";
        }

        if (!perdues.Exists(p => tete.Rang <= p.Rang && tete.Ligne >= p.Ligne) && await EcartDeLigneAsync(tete) is { } ecart)
        {
            return ecart;
        }

        _gardees.Remove(ligne);
        (_derniere, _precedente) = (tete, Tete.Condenser(ligne));
        Justes++;
        return null;
    }

    private async Task<string?> EcartDeLigneAsync(Tete tete)
    {
        var empreinte = tete.Ligne == 0 ? LigneHistorique.Origine : await depot.LireAsync(c => Historique.Empreinte(c, tete.Ligne), annulation);
        if (empreinte is null)
        {
            return $"elle atteste {tete.Ligne} lignes, l’historique s’arrête avant : des lignes ont été coupées, ou le dépôt est une copie plus ancienne";
        }

        if (!empreinte.AsSpan().SequenceEqual(tete.Empreinte))
        {
            return $"l’empreinte de la ligne {tete.Ligne} n’est pas celle qu’elle atteste : l’historique a été refait";
        }

        return temoins.Journal is null || AtteinteParUnePerte(tete) || JournalDEmission.Contient(temoins.Journal, tete.Journal)
            ? null
            : "le journal d’émission n’est plus celui qu’elle atteste";
    }
}
