using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Garde;

/// <summary>
/// Keeps one port: so many connections in all and so many for one address, and none that says nothing. One that is too many is cut at once; so
/// is one whose first byte does not come within <c>DelaiEnTetes</c>, since Kestrel gives it the two minutes of an idle connection. TLS that fails
/// is traced: a false client certificate may make OpenSSL cut before the doors see it, when its authority comes behind it (D7).
/// </summary>
internal sealed class GardeDesConnexions(Limites limites, Rejets rejets, TraceDesAcces acces)
{
    private const string SansTls = "connexion coupée : la négociation TLS n’a pas abouti (certificat client faux, version, autorité inconnue du client ou départ)";

    private static readonly object TlsEtabli = new();

    private readonly Pairs _pairs = new(limites.AdressesSansBorne);
    private readonly Places _places = new(limites.Connexions, limites.ConnexionsParAdresse);

    /// <summary>Counts the connections of a port, those on which TLS fails apart; to be used before it.</summary>
    public async Task CompterSousTlsAsync(ConnectionContext connexion, ConnectionDelegate suite)
    {
        if (await CompterAsync(connexion, suite) && !connexion.Items.ContainsKey(TlsEtabli))
        {
            var adresse = Adresse(connexion);
            rejets.Compter(Rejet.Tls, adresse, SansTls);
            acces.Compter(CleDAdresse.De(adresse), SansTls);
        }
    }

    /// <summary>Counts the connections of a port.</summary>
    /// <returns>False when the connection was cut before a byte of it was given to who comes next.</returns>
    public async Task<bool> CompterAsync(ConnectionContext connexion, ConnectionDelegate suite)
    {
        var adresse = Adresse(connexion);
        using var place = _places.Occuper(_pairs.Cle(adresse));
        if (place is null)
        {
            rejets.Compter(Rejet.Connexion, adresse, "connexion coupée : trop de connexions");
            connexion.Abort();
            return false;
        }

        return await EcouterAsync(connexion, suite);
    }

    /// <summary>Waits for the first byte again; to be used above TLS, which is up.</summary>
    public Task EcouterSousTlsAsync(ConnectionContext connexion, ConnectionDelegate suite)
    {
        connexion.Items[TlsEtabli] = true;
        return EcouterAsync(connexion, suite);
    }

    private async Task<bool> EcouterAsync(ConnectionContext connexion, ConnectionDelegate suite)
    {
        if (!await AttendreAsync(connexion))
        {
            return false;
        }

        await suite(connexion);
        return true;
    }

    /// <summary>True once there is a byte, which is left for who comes next.</summary>
    private async Task<bool> AttendreAsync(ConnectionContext connexion)
    {
        var arret = connexion.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var delai = CancellationTokenSource.CreateLinkedTokenSource(arret, connexion.ConnectionClosed);
        delai.CancelAfter(limites.DelaiEnTetes);
        try
        {
            var lu = await connexion.Transport.Input.ReadAsync(delai.Token);
            connexion.Transport.Input.AdvanceTo(lu.Buffer.Start);
            return !lu.Buffer.IsEmpty;
        }
        catch (OperationCanceledException)
        {
            if (!arret.IsCancellationRequested && !connexion.ConnectionClosed.IsCancellationRequested)
            {
                rejets.Compter(Rejet.Silence, Adresse(connexion), "connexion coupée : rien n’a été dit à temps");
                connexion.Abort();
            }
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            // The client went away.
        }

        return false;
    }

    private static IPAddress? Adresse(ConnectionContext connexion) => (connexion.RemoteEndPoint as IPEndPoint)?.Address;
}
