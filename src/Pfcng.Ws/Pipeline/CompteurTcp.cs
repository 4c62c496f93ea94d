using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Win32.SafeHandles;

namespace Pfcng.Ws.Pipeline;

/// <summary>What the kernel knows of a connection.</summary>
/// <param name="Ecrits">Bytes written to it since it was opened, each counted once.</param>
/// <param name="Acquittes">Those that the peer acknowledged.</param>
/// <param name="Fermee">True once nothing more can be acknowledged: reset, or closed on both sides.</param>
internal readonly record struct EtatTcp(ulong Ecrits, ulong Acquittes, bool Fermee);

/// <summary>
/// Counts the bytes of one connection with Linux's TCP_INFO (linux/tcp.h, since 4.19). It holds a descriptor of its own: Kestrel closes its
/// socket as soon as the client closes, and the count is wanted after that.
/// </summary>
internal sealed class CompteurTcp : IDisposable
{
    private const int NiveauTcp = 6; // IPPROTO_TCP
    private const int TcpInfo = 11;
    private const byte Close = 7; // TCP_CLOSE

    // Offsets in struct tcp_info.
    private const int Acquittes = 120; // tcpi_bytes_acked, u64
    private const int NonEnvoyes = 144; // tcpi_notsent_bytes, u32
    private const int Envoyes = 200; // tcpi_bytes_sent, u64, what was sent again included
    private const int Renvoyes = 208; // tcpi_bytes_retrans, u64
    private const int Taille = Renvoyes + sizeof(ulong);

    private readonly SafeFileHandle _descripteur;

    private CompteurTcp(SafeFileHandle descripteur) => _descripteur = descripteur;

    /// <summary>The counter of a connection, or of a request's; null where the system has none.</summary>
    /// <exception cref="IOException">The connection is gone already.</exception>
    public static CompteurTcp? Ouvrir(IFeatureCollection connexion)
    {
        if (!OperatingSystem.IsLinux() || connexion.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            return null;
        }

        try
        {
            var compteur = new CompteurTcp(new SafeFileHandle(dup(socket.SafeHandle), ownsHandle: true));
            if (!compteur._descripteur.IsInvalid && compteur.Lire(out _))
            {
                return compteur;
            }

            compteur.Dispose();
            return null;
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("La connexion est fermée.", e);
        }
    }

    /// <summary>The state of the moment.</summary>
    public EtatTcp Lire() => Lire(out var etat) ? etat : etat with { Fermee = true };

    /// <inheritdoc/>
    public void Dispose() => _descripteur.Dispose();

    private bool Lire(out EtatTcp etat)
    {
        Span<byte> info = stackalloc byte[Taille];
        var lus = Taille;
        if (getsockopt(_descripteur, NiveauTcp, TcpInfo, ref MemoryMarshal.GetReference(info), ref lus) != 0 || lus < Taille)
        {
            etat = default;
            return false;
        }

        var ecrits = U64(info, Envoyes) - U64(info, Renvoyes) + BitConverter.ToUInt32(info[NonEnvoyes..]);
        etat = new(ecrits, U64(info, Acquittes), info[0] == Close);
        return true;
    }

    private static ulong U64(ReadOnlySpan<byte> info, int position) => BitConverter.ToUInt64(info[position..]);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int dup(SafeHandle descripteur);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getsockopt(SafeHandle descripteur, int niveau, int option, ref byte valeur, ref int taille);
}
