using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pfcng.Testing;

/// <summary>A client that writes HTTP/2 frames by hand (RFC 9113) over TLS, and may leave its windows shut. It trusts any server: it is no test of that.</summary>
public sealed class ClientHttp2Brut : IDisposable
{
    private const int EnTeteDeTrame = 9;
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte RstStream = 3;
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const byte WindowUpdate = 8;
    private const byte EndStream = 1;
    private const byte GoAway = 7;
    private const byte EndHeaders = 4;
    private const ushort InitialWindowSize = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SslStream _flux;
    private int _flot = 1;

    private ClientHttp2Brut(SslStream flux) => _flux = flux;

    /// <summary>Connects, shakes hands, and says how much the server may send on a stream before it is asked for more.</summary>
    /// <param name="adresse">The service's HTTPS address.</param>
    /// <param name="tls">Its certificate, or null.</param>
    /// <param name="fenetre">Initial window of each stream, bytes; 0: nothing is ever read.</param>
    /// <param name="depuis">Its own address; null: the system's choice.</param>
    public static async Task<ClientHttp2Brut> OuvrirAsync(Uri adresse, X509Certificate2? tls, int fenetre, IPAddress? depuis = null)
    {
        var flux = await ClientBrut.ChiffrerAsync(await ClientBrut.ConnecterAsync(adresse, depuis), tls, SslApplicationProtocol.Http2);
        var client = new ClientHttp2Brut(flux);
        var reglage = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(reglage, InitialWindowSize);
        BinaryPrimitives.WriteInt32BigEndian(reglage.AsSpan(2), fenetre);
        await client.EcrireAsync([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Trame(Settings, 0, 0, reglage)]);
        return client;
    }

    /// <summary>Opens a stream with a GET.</summary>
    /// <returns>Its number.</returns>
    public Task<int> DemanderAsync(string chemin) => OuvrirAsync("GET", chemin, []);

    /// <summary>Opens a stream with a POST, sent whole (64 kB at most).</summary>
    /// <returns>Its number.</returns>
    public Task<int> PosterAsync(string chemin, byte[] corps) => OuvrirAsync("POST", chemin, corps);

    /// <summary>Lets the server send so many bytes more on a stream.</summary>
    public Task LireEncoreAsync(int flot, int octets)
    {
        var increment = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, octets);
        return EcrireAsync(Trame(WindowUpdate, 0, flot, increment));
    }

    /// <summary>Gives up streams that it has just opened (CVE-2023-44487), that many times.</summary>
    public async Task OuvrirEtRenoncerAsync(string chemin, int fois)
    {
        for (var n = 0; n < fois; n++)
        {
            await EcrireAsync(Trame(RstStream, 0, await DemanderAsync(chemin), [0, 0, 0, 8])); // CANCEL
        }
    }

    /// <summary>Asks whether the server is there, that many times, and does not read its answers.</summary>
    public async Task InsisterAsync(int fois)
    {
        for (var n = 0; n < fois; n++)
        {
            await EcrireAsync(Trame(Ping, 0, 0, new byte[8]));
        }
    }

    /// <summary>Waits until that many streams had the head of their answer; what the server says besides is passed over.</summary>
    public Task AttendreLesEnTetesAsync(int combien) => AttendreAsync(combien, (type, _) => type == Headers);

    /// <summary>Waits until the server ended that many streams, by a reset or by their last frame.</summary>
    public Task AttendreLaFinAsync(int combien) =>
        AttendreAsync(combien, (type, drapeaux) => type == RstStream || (type is Data or Headers && (drapeaux & EndStream) != 0));

    /// <summary>Says that it leaves, as curl does, before it is disposed of.</summary>
    public async Task SenAllerAsync()
    {
        await EcrireAsync(Trame(GoAway, 0, 0, new byte[8]));
        await _flux.ShutdownAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _flux.Dispose();

    private async Task AttendreAsync(int combien, Func<byte, byte, bool> attendue)
    {
        using var delai = new CancellationTokenSource(Patience);
        var tete = new byte[EnTeteDeTrame];
        while (combien > 0)
        {
            await _flux.ReadExactlyAsync(tete, delai.Token);
            var longueur = (tete[0] << 16) | (tete[1] << 8) | tete[2];
            await _flux.ReadExactlyAsync(new byte[longueur], delai.Token);
            combien -= attendue(tete[3], tete[4]) ? 1 : 0;
        }
    }

    private async Task<int> OuvrirAsync(string methode, string chemin, byte[] corps)
    {
        var flot = _flot;
        _flot += 2;
        List<byte> bloc = [];
        foreach (var (nom, valeur) in new[] { (":method", methode), (":scheme", "https"), (":path", chemin), (":authority", "localhost"), ("content-type", "text/xml") })
        {
            bloc.Add(0); // Literal without indexing, new name (RFC 7541 §6.2.2).
            bloc.AddRange(Chaine(nom));
            bloc.AddRange(Chaine(valeur));
        }

        var vide = corps.Length == 0;
        byte[] trames = [.. Trame(Headers, (byte)(EndHeaders | (vide ? EndStream : 0)), flot, [.. bloc])];
        var morceaux = corps.Chunk(16 * 1024).ToList();
        foreach (var (rang, morceau) in morceaux.Index())
        {
            trames = [.. trames, .. Trame(Data, rang == morceaux.Count - 1 ? EndStream : (byte)0, flot, morceau)];
        }

        await EcrireAsync(trames);
        return flot;
    }

    private static byte[] Chaine(string texte) => [(byte)texte.Length, .. Encoding.ASCII.GetBytes(texte)];

    private static byte[] Trame(byte type, byte drapeaux, int flot, ReadOnlySpan<byte> contenu)
    {
        var trame = new byte[EnTeteDeTrame + contenu.Length];
        BinaryPrimitives.WriteInt32BigEndian(trame, contenu.Length << 8);
        trame[3] = type;
        trame[4] = drapeaux;
        BinaryPrimitives.WriteInt32BigEndian(trame.AsSpan(5), flot);
        contenu.CopyTo(trame.AsSpan(EnTeteDeTrame));
        return trame;
    }

    private async Task EcrireAsync(byte[] octets)
    {
        using var delai = new CancellationTokenSource(Patience);
        await _flux.WriteAsync(octets, delai.Token);
        await _flux.FlushAsync(delai.Token);
    }
}
