using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pfcng.Testing;

/// <summary>A client that writes HTTP/1.1 by hand over TLS, and may behave as badly as it likes. It trusts any server: it is no test of that.</summary>
public sealed class ClientBrut : IDisposable
{
    private readonly Socket _prise;
    private readonly SslStream _flux;
    private readonly List<byte> _lus = [];

    private ClientBrut(Socket prise, SslStream flux) => (_prise, _flux) = (prise, flux);

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="adresse">The service's HTTPS address.</param>
    /// <param name="tls">Its certificate, or null.</param>
    /// <param name="reception">Size of its kernel's receive buffer, bytes; 0: the system's.</param>
    /// <param name="depuis">Its own address; null: the system's choice.</param>
    /// <param name="chaine">Certificates it sends behind its own, whether they belong there or not.</param>
    /// <param name="protocoles">Versions of TLS it speaks.</param>
    public static async Task<ClientBrut> OuvrirAsync(
        Uri adresse,
        X509Certificate2? tls,
        int reception = 0,
        IPAddress? depuis = null,
        X509Certificate2Collection? chaine = null,
        SslProtocols protocoles = SslProtocols.None)
    {
        var prise = await ConnecterAsync(adresse, depuis, reception);
        return new(prise, await ChiffrerAsync(prise, tls, null, chaine, protocoles));
    }

    /// <summary>Connects without a word.</summary>
    /// <param name="adresse">Where, by IP address.</param>
    /// <param name="depuis">Its own address; null: the system's choice.</param>
    /// <param name="reception">Size of its kernel's receive buffer, bytes; 0: the system's.</param>
    public static async Task<Socket> ConnecterAsync(Uri adresse, IPAddress? depuis = null, int reception = 0)
    {
        var serveur = IPAddress.Parse(adresse.Host);
        var prise = new Socket(serveur.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (reception > 0)
        {
            prise.ReceiveBufferSize = reception;
        }

        if (depuis is not null)
        {
            prise.Bind(new IPEndPoint(depuis, 0));
        }

        await prise.ConnectAsync(new IPEndPoint(serveur, adresse.Port));
        return prise;
    }

    /// <summary>Shakes hands on a connection, which goes with the stream.</summary>
    internal static async Task<SslStream> ChiffrerAsync(
        Socket prise, X509Certificate2? tls, SslApplicationProtocol? protocole, X509Certificate2Collection? chaine = null, SslProtocols protocoles = SslProtocols.None)
    {
        var flux = new SslStream(new NetworkStream(prise, ownsSocket: true));
        using var delai = new CancellationTokenSource(Attente.Patience);
        await flux.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ApplicationProtocols = protocole is { } p ? [p] : null,
                EnabledSslProtocols = protocoles,
                ClientCertificates = tls is null || chaine is not null ? null : [tls],
                ClientCertificateContext = tls is null || chaine is null ? null : SslStreamCertificateContext.Create(tls, chaine, offline: true),
#pragma warning disable CA5359 // What the server presents is tested elsewhere, by strangers.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            },
            delai.Token);
        return flux;
    }

    /// <summary>The head of a POST.</summary>
    /// <param name="porte">Path of the door.</param>
    /// <param name="enTetes">Header lines, without Host and Content-Type.</param>
    public static string Post(string porte, params IEnumerable<string> enTetes) =>
        $"POST {porte} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\n{string.Concat(enTetes.Select(e => e + "\r\n"))}\r\n";

    /// <summary>Sends text as it is.</summary>
    public Task EcrireAsync(string texte) => EcrireAsync(Encoding.Latin1.GetBytes(texte));

    /// <summary>Sends bytes as they are.</summary>
    public async Task EcrireAsync(ReadOnlyMemory<byte> octets)
    {
        using var delai = new CancellationTokenSource(Attente.Patience);
        await _flux.WriteAsync(octets, delai.Token);
        await _flux.FlushAsync(delai.Token);
    }

    /// <summary>Sends a whole POST.</summary>
    public Task PosterAsync(string porte, byte[] corps, params IEnumerable<string> enTetes) => EcrireAsync(
        Encoding.Latin1.GetBytes(Post(porte, enTetes.Append($"Content-Length: {corps.Length}"))).Concat(corps).ToArray());

    /// <summary>Sends the head of a POST, and waits for « 100 Continue »: the service reads, what the message takes is taken.</summary>
    /// <param name="porte">Path of the door.</param>
    /// <param name="longueur">What its body will be, bytes.</param>
    public async Task AnnoncerAsync(string porte, int longueur)
    {
        await EcrireAsync(Post(porte, $"Content-Length: {longueur}", "Expect: 100-continue"));
        var recu = await RecevoirAsync();
        if (!recu.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"annoncé, et non attendu : {recu}");
        }
    }

    /// <summary>The next answer, head and body as they came; what came before the server closed, when it closes. Interim answers (1xx) are passed over.</summary>
    /// <exception cref="OperationCanceledException">Nothing came in <see cref="Attente.Patience"/>.</exception>
    public async Task<string> LireAsync()
    {
        while (true)
        {
            var recu = await RecevoirAsync();
            if (!recu.StartsWith("HTTP/1.1 1", StringComparison.Ordinal))
            {
                return recu;
            }
        }
    }

    /// <summary>Cuts: the peer gets a RST, whatever is on its way is lost.</summary>
    public void Couper()
    {
        _prise.LingerState = new(enable: true, seconds: 0);
        _prise.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _flux.Dispose();
        _prise.Dispose();
    }

    /// <summary>The next answer, be it an interim one.</summary>
    private async Task<string> RecevoirAsync()
    {
        using var delai = new CancellationTokenSource(Attente.Patience);
        var tampon = new byte[16 * 1024];
        while (true)
        {
            var recu = Encoding.UTF8.GetString([.. _lus]);
            if (Fin(recu) is { } fin)
            {
                _lus.Clear();
                _lus.AddRange(Encoding.UTF8.GetBytes(recu[fin..]));
                return recu[..fin];
            }

            int lus;
            try
            {
                lus = await _flux.ReadAsync(tampon, delai.Token);
            }
            catch (IOException)
            {
                lus = 0; // Reset.
            }

            if (lus == 0)
            {
                return recu;
            }

            _lus.AddRange(tampon.AsSpan(0, lus));
        }
    }

    /// <summary>Where the answer ends, or null when it is not there whole.</summary>
    private static int? Fin(string recu)
    {
        var corps = recu.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (corps < 4)
        {
            return null;
        }

        if (recu.StartsWith("HTTP/1.1 1", StringComparison.Ordinal))
        {
            return corps;
        }

        const string Nom = "Content-Length:";
        var longueur = recu[..corps].Split("\r\n").FirstOrDefault(l => l.StartsWith(Nom, StringComparison.OrdinalIgnoreCase));
        if (longueur is null)
        {
            return recu.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal) ? recu.Length : null;
        }

        var taille = int.Parse(longueur[Nom.Length..], CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetByteCount(recu[corps..]) >= taille ? recu.Length : null;
    }
}
