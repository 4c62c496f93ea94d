using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Pfcng.Ws.Hebergement;

/// <summary>
/// The two ports, had both or none, and listened to until Kestrel serves them: nothing is begun (an order served, a list published) that a taken port would
/// then undo, and Kestrel, which is slow to give the first one back when it can't have the second, never has to.
/// </summary>
internal sealed class PortsPris : IDisposable
{
    private readonly Dictionary<EndPoint, Socket> _prises = [];

    private PortsPris()
    {
    }

    /// <summary>Tries them and listens to none: the keys of a first start take their time, and nobody is to wait at a door meanwhile.</summary>
    /// <exception cref="DemarrageImpossibleException">One is taken, or can't be had.</exception>
    public static void Eprouver(Reglages reglages) => Prendre(reglages, _ => { }).Dispose();

    /// <summary>Takes them; a port of the system's choice (0) is left to Kestrel.</summary>
    /// <exception cref="DemarrageImpossibleException">One is taken, or can't be had.</exception>
    public static PortsPris Prendre(Reglages reglages) => Prendre(reglages, prise => prise.Listen());

    /// <summary>What Kestrel listens by: its own socket where none was taken.</summary>
    public Socket Donner(EndPoint adresse) => _prises.TryGetValue(adresse, out var prise) ? prise : SocketTransportOptions.CreateDefaultBoundListenSocket(adresse);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var prise in _prises.Values)
        {
            prise.Dispose();
        }
    }

    private static PortsPris Prendre(Reglages reglages, Action<Socket> servir)
    {
        IPAddress[] adresses = reglages.Ecoute is { } choisie ? [choisie] : [IPAddress.Loopback, IPAddress.IPv6Loopback];
        (int Port, string Nom)[] ports = [(reglages.HttpsPort, "HttpsPort"), (reglages.HttpPort, "HttpPort")];
        var pris = new PortsPris();
        try
        {
            foreach (var (port, nom) in ports.Where(p => p.Port != 0))
            {
                Array.ForEach(adresses, a => pris.Prendre(new(a, port), $"{Reglage.Section}:{nom}", servir));
            }

            return pris;
        }
        catch
        {
            pris.Dispose();
            throw;
        }
    }

    /// <summary>What is not said here, Kestrel says: this machine may have no IPv6.</summary>
    private void Prendre(IPEndPoint adresse, string reglage, Action<Socket> servir)
    {
        try
        {
            var prise = SocketTransportOptions.CreateDefaultBoundListenSocket(adresse);
            _prises[adresse] = prise;
            servir(prise);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new DemarrageImpossibleException($"Un port est déjà pris : {adresse.Port} ({reglage}).", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new DemarrageImpossibleException($"{Environment.UserName} n’a pas le droit d’ouvrir le port {adresse.Port} ({reglage}).", e);
        }
        catch (SocketException)
        {
            // Kestrel will say it, or do without.
        }
    }
}
