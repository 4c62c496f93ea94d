using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Pfcng.Ws.Pipeline;

/// <summary>
/// Tells whether an answer went out whole (D26). Kestrel's flush ends when the bytes are in its own buffer, or, with that buffer at zero, in
/// the kernel's: neither says that the client had them. Where the system tells (Linux, TCP_INFO), we wait until the peer's TCP has
/// acknowledged every byte; elsewhere the kernel's word is the best there is.
/// </summary>
internal static class Transmission
{
    private const int NiveauTcp = 6;
    private const int OptionTcpInfo = 11;
    private const int NonAcquittes = 24;
    private const int NonEnvoyes = 144;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private enum EtatTcp : byte
    {
        Etablie = 1,
        FermeeParLePair = 8,
    }

    /// <summary>Waits for the acknowledgement of what was written and flushed, 5 seconds at most.</summary>
    /// <returns>False when the connection was cut, or nothing was acknowledged in time.</returns>
    public static async Task<bool> AttendreAsync(HttpContext http)
    {
        if (!OperatingSystem.IsLinux() || http.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            return !http.RequestAborted.IsCancellationRequested;
        }

        var fin = DateTime.UtcNow + Patience;
        for (var attente = 0; DateTime.UtcNow < fin; attente = Math.Min(attente + 1, 20))
        {
            if (Acquitte(socket) is { } verdict)
            {
                return verdict;
            }

            await Task.Delay(attente, CancellationToken.None);
        }

        return false;
    }

    /// <summary>True: all acknowledged; false: the connection is gone; null: still on its way.</summary>
    private static bool? Acquitte(Socket socket)
    {
        Span<byte> info = stackalloc byte[256];
        try
        {
            var lus = socket.GetRawSocketOption(NiveauTcp, OptionTcpInfo, info);
            if ((EtatTcp)info[0] is not (EtatTcp.Etablie or EtatTcp.FermeeParLePair))
            {
                return false;
            }

            var enVol = BinaryPrimitives.ReadUInt32LittleEndian(info[NonAcquittes..]);
            var enAttente = lus >= NonEnvoyes + sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(info[NonEnvoyes..]) : 0;
            return enVol == 0 && enAttente == 0 ? true : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
