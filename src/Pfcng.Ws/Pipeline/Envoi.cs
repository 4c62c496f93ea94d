using System.Text;
using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Pipeline;

/// <summary>The only writer of answers. Every answer is built whole before its first byte leaves, so that none is ever half an answer.</summary>
internal static class Envoi
{
    private static readonly XmlWriterSettings Ecriture = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };

    /// <summary>Sends an answer, then tells whoever waits whether it went out whole.</summary>
    /// <returns>38, for the trace, when a certificate did not; else null.</returns>
    public static async Task<Refus?> FaireAsync(HttpContext http, Reponse reponse)
    {
        Refus? interruption = null;
        var transmise = false;
        try
        {
            transmise = await EcrireAsync(http, Envelopper(reponse.Ecrire), reponse.EstUneFaute, attendre: reponse.Accuser is not null);
        }
        finally
        {
            interruption = reponse.Accuser is null ? null : await reponse.Accuser(transmise); // Whatever happened: others may wait for the same demande.
        }

        return interruption;
    }

    private static async Task<bool> EcrireAsync(HttpContext http, ReadOnlyMemory<byte> octets, bool faute, bool attendre)
    {
        http.Response.StatusCode = faute ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        http.Response.ContentType = "text/xml; charset=utf-8";
        http.Response.ContentLength = octets.Length;
        try
        {
            using var transmission = attendre ? new Transmission(http) : null;
            http.RequestAborted.ThrowIfCancellationRequested();
            await http.Response.BodyWriter.WriteAsync(octets, CancellationToken.None); // A client that read all and left did not interrupt anything.
            await http.Response.CompleteAsync();
            return transmission is null || await transmission.AttendreAsync(octets.Length);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Envelopper(Action<XmlWriter> contenu)
    {
        var flux = new MemoryStream();
        using (var xml = XmlWriter.Create(flux, Ecriture))
        {
            xml.WriteStartElement("soap", "Envelope", Espaces.Soap);
            xml.WriteStartElement("Body", Espaces.Soap);
            contenu(xml);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return flux.GetBuffer().AsMemory(0, (int)flux.Length);
    }
}
