using System.Buffers;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Pipeline;

/// <summary>How much is read at the same time, and for how long.</summary>
/// <param name="Taille">Octets of a message (D32).</param>
/// <param name="OctetsEnVol">Octets of messages read at the same time, in all.</param>
/// <param name="Delai">Time to send a whole message.</param>
internal sealed record LimitesDeReception(int Taille, int OctetsEnVol, TimeSpan Delai)
{
    /// <summary>Octets in flight for one client: half, and a whole message at least.</summary>
    public int OctetsParClient => Math.Max(Taille, OctetsEnVol / 2);
}

/// <summary>How the reading of a message ended.</summary>
internal enum IssueDeReception
{
    /// <summary>Read whole.</summary>
    Entier,

    /// <summary>Above the limit (24): the first bytes are kept, the rest was drained.</summary>
    TropGrand,

    /// <summary>Too many bytes in flight: 503.</summary>
    Surcharge,

    /// <summary>Not sent in time: 408.</summary>
    TropLent,

    /// <summary>The client went away, or its HTTP is broken: nobody to answer to.</summary>
    Interrompu,
}

/// <summary>A message in memory; its bytes, and what they took of the budget, are given back when it is disposed.</summary>
/// <param name="budget">Bytes of messages held at the same time, in all and for one client: nobody can fill the memory, nor take all of it.</param>
/// <param name="client">Whose message it is.</param>
internal sealed class MessageRecu(Places budget, string client) : IDisposable
{
    /// <summary>What a node weighs in a document, its name included when it is like no other.</summary>
    private const int OctetsParNoeud = 100;

    private ArrayBufferWriter<byte> _octets = new();
    private long _pris;

    /// <summary>How the reading ended.</summary>
    public IssueDeReception Issue { get; set; }

    /// <summary>The bytes read; when too large, the first ones.</summary>
    public ReadOnlyMemory<byte> Octets => _octets.WrittenMemory;

    /// <summary>Takes of the budget what the whole message needs, before its first byte: those that are let in end, where senders served byte by byte would starve each other.</summary>
    /// <returns>False when the budget is spent.</returns>
    public bool Reserver(long total)
    {
        var manque = total - _pris;
        if (manque > 0 && !budget.Prendre(client, manque))
        {
            return false;
        }

        _pris = Math.Max(_pris, total);
        return true;
    }

    /// <summary>Adds bytes; false when the budget is spent.</summary>
    public bool Ajouter(in ReadOnlySequence<byte> suite)
    {
        if (!Reserver(_octets.WrittenCount + suite.Length))
        {
            return false;
        }

        foreach (var segment in suite)
        {
            _octets.Write(segment.Span);
        }

        return true;
    }

    /// <summary>
    /// Takes for the document that will be made of it: two megabytes of elements weigh thirty once read. Three quarters of the client's share at
    /// most, so that no message bars the way to itself, nor to his ordinary ones. False when the budget is spent.
    /// </summary>
    public bool ReserverLeDocument()
    {
        var noeuds = Math.Min(Bornes.Noeuds, Octets.Span.Count((byte)'<') + Octets.Span.Count((byte)'='));
        return Reserver(Math.Min(Octets.Length + ((long)noeuds * OctetsParNoeud), budget.ParCle / 4 * 3));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        budget.Rendre(client, _pris);
        _pris = 0;
        _octets = new();
    }
}

/// <summary>
/// Receive: bytes from the network, bounded in size, in time and in all. A message that is too large is still read to its end (bounded), so
/// that the answer 24 reaches a client that writes before it reads (D5, D32); one that waits for « 100 Continue » is answered at once.
/// </summary>
internal sealed class Reception(LimitesDeReception limites)
{
    private readonly Places _budget = new(limites.OctetsEnVol, limites.OctetsParClient);

    /// <summary>Bytes kept of a message that is too large, to look for the operation's name.</summary>
    private const int OctetsGardes = 64 * 1024;

    /// <summary>A message that does not tell its length takes what it brings up to here; beyond, what the largest one needs.</summary>
    private const int SansAnnonce = 1024 * 1024;

    /// <summary>A message above this many times the limit is no longer drained.</summary>
    private const int FacteurDeVidange = 8;

    /// <summary>Reads the message of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="client">Who was recognised at the door.</param>
    public async Task<MessageRecu> LireAsync(HttpContext http, string client)
    {
        var message = new MessageRecu(_budget, client);
        using var delai = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        delai.CancelAfter(limites.Delai);
        try
        {
            message.Issue = AttendLaccord(http.Request) && http.Request.ContentLength > limites.Taille
                ? IssueDeReception.TropGrand
                : await LireAsync(http, message, delai.Token);
        }
        catch (OperationCanceledException)
        {
            message.Issue = http.RequestAborted.IsCancellationRequested ? IssueDeReception.Interrompu : IssueDeReception.TropLent;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            message.Issue = IssueDeReception.TropLent;
        }
        catch (Exception e) when (e is IOException or BadHttpRequestException)
        {
            message.Issue = IssueDeReception.Interrompu;
        }

        return message;
    }

    /// <summary>The charset that HTTP gives to a message; null when it gives none.</summary>
    public static string? Charset(HttpContext http) => http.Request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"');

    private static bool AttendLaccord(HttpRequest requete) =>
        requete.Headers.Expect.Any(v => string.Equals(v, "100-continue", StringComparison.OrdinalIgnoreCase));

    private async Task<IssueDeReception> LireAsync(HttpContext http, MessageRecu message, CancellationToken annulation)
    {
        var annonce = http.Request.ContentLength;
        var gardes = annonce > limites.Taille ? OctetsGardes : limites.Taille;
        if (annonce <= gardes && !message.Reserver(annonce.Value))
        {
            return IssueDeReception.Surcharge;
        }

        var total = 0L;
        while (true)
        {
            var lu = await http.Request.BodyReader.ReadAsync(annulation);
            total += lu.Buffer.Length;
            var ajoute = total > gardes
                ? message.Octets.Length >= OctetsGardes || message.Ajouter(lu.Buffer.Slice(0, Math.Min(lu.Buffer.Length, OctetsGardes)))
                : message.Ajouter(lu.Buffer) && (annonce is not null || total <= SansAnnonce || message.Reserver(gardes));
            http.Request.BodyReader.AdvanceTo(lu.Buffer.End);
            if (!ajoute)
            {
                return IssueDeReception.Surcharge;
            }

            if (lu.IsCompleted || total > (long)limites.Taille * FacteurDeVidange)
            {
                return total > limites.Taille ? IssueDeReception.TropGrand
                    : message.ReserverLeDocument() ? IssueDeReception.Entier : IssueDeReception.Surcharge;
            }
        }
    }
}
