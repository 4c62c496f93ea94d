using System.Buffers;
using Pfcng.Ws.Configuration;

namespace Pfcng.Ws.Pipeline;

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

/// <summary>A message in memory; what it took of the budget is given back when it is disposed.</summary>
internal sealed class MessageRecu(BudgetOctets budget) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _octets = new();
    private long _pris;

    /// <summary>How the reading ended.</summary>
    public IssueDeReception Issue { get; set; }

    /// <summary>The bytes read; when too large, the first ones.</summary>
    public ReadOnlyMemory<byte> Octets => _octets.WrittenMemory;

    /// <summary>Adds bytes; false when the budget is spent.</summary>
    public bool Ajouter(in ReadOnlySequence<byte> suite)
    {
        if (!budget.Prendre(suite.Length))
        {
            return false;
        }

        _pris += suite.Length;
        foreach (var segment in suite)
        {
            _octets.Write(segment.Span);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        budget.Rendre(_pris);
        _pris = 0;
    }
}

/// <summary>
/// Receive: bytes from the network, bounded in size, in time and in all. A message that is too large is still read to its end (bounded), so
/// that the answer 24 reaches a client that writes before it reads (D5, D32); one that waits for « 100 Continue » is answered at once.
/// </summary>
internal sealed class Reception(BudgetOctets budget, Reglages reglages)
{
    /// <summary>Bytes kept of a message that is too large, to look for the operation's name.</summary>
    private const int OctetsGardes = 64 * 1024;

    /// <summary>A message above this many times the limit is no longer drained.</summary>
    private const int FacteurDeVidange = 8;

    /// <summary>Reads the message of a request.</summary>
    public async Task<MessageRecu> LireAsync(HttpContext http)
    {
        var message = new MessageRecu(budget);
        using var delai = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        delai.CancelAfter(reglages.DelaiCorps);
        try
        {
            message.Issue = AttendLaccord(http.Request) && http.Request.ContentLength > reglages.TailleDuMessage
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

    private static bool AttendLaccord(HttpRequest requete) =>
        requete.Headers.Expect.Any(v => string.Equals(v, "100-continue", StringComparison.OrdinalIgnoreCase));

    private async Task<IssueDeReception> LireAsync(HttpContext http, MessageRecu message, CancellationToken annulation)
    {
        var total = 0L;
        while (true)
        {
            var lu = await http.Request.BodyReader.ReadAsync(annulation);
            total += lu.Buffer.Length;
            var ajoute = total > reglages.TailleDuMessage
                ? message.Octets.Length >= OctetsGardes || message.Ajouter(lu.Buffer.Slice(0, Math.Min(lu.Buffer.Length, OctetsGardes)))
                : message.Ajouter(lu.Buffer);
            http.Request.BodyReader.AdvanceTo(lu.Buffer.End);
            if (!ajoute)
            {
                return IssueDeReception.Surcharge;
            }

            if (lu.IsCompleted || total > (long)reglages.TailleDuMessage * FacteurDeVidange)
            {
                return total > reglages.TailleDuMessage ? IssueDeReception.TropGrand : IssueDeReception.Entier;
            }
        }
    }
}
