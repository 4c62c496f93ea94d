using System.Net;

namespace Pfcng.Ws.Garde;

/// <summary>How much is let in at the same time, and how long one may keep a place without doing anything with it.</summary>
/// <param name="Requetes">Operations treated at the same time.</param>
/// <param name="RequetesParClient">Of which for one client.</param>
/// <param name="Connexions">Connections open on each port.</param>
/// <param name="ConnexionsParAdresse">Of which from one address.</param>
/// <param name="AdressesSansBorne">Relays: what is bounded by address is not bounded for them.</param>
/// <param name="DelaiEnTetes">Time to say a first byte, then to agree on TLS, then to send the headers.</param>
/// <param name="DelaiReponse">Time to read an answer, to which its size adds.</param>
internal sealed record Limites(
    int Requetes, int RequetesParClient, int Connexions, int ConnexionsParAdresse, IReadOnlyList<IPNetwork> AdressesSansBorne, TimeSpan DelaiEnTetes, TimeSpan DelaiReponse)
{
    /// <summary>Requests of one client under way, those whose answer he has not read yet included.</summary>
    public int ReponsesParClient => 2 * RequetesParClient;
}

/// <summary>What may differ between who stands at a door and who signed the message he brings.</summary>
/// <param name="MelangeDesMondes">True: a server of either world brings the messages of any signer (D11).</param>
/// <param name="MemeCarte">True: at /ws-apt both cards are one person's (D10).</param>
internal sealed record ReglesDesPortes(bool MelangeDesMondes, bool MemeCarte);
