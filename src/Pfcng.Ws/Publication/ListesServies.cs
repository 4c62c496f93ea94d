using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Pfcng.Ca.Noms;
using Pfcng.Ca.Revocation;

namespace Pfcng.Ws.Publication;

/// <summary>A list as it is served, with what caches need; worked out once for each list, whatever its size.</summary>
/// <param name="Der">The list.</param>
/// <param name="Numero">Its cRLNumber.</param>
/// <param name="Etag">Names its bytes.</param>
/// <param name="Debut">thisUpdate.</param>
/// <param name="Fin">nextUpdate.</param>
internal sealed record ListeServie(ReadOnlyMemory<byte> Der, BigInteger Numero, EntityTagHeaderValue Etag, DateTimeOffset Debut, DateTimeOffset Fin);

/// <summary>The newest list of each of our authorities. Safe for concurrent use.</summary>
internal sealed class ListesServies
{
    private readonly ConcurrentDictionary<NomAutorite, ListeServie> _listes = new();

    /// <summary>The tag of some bytes: half of their SHA-256.</summary>
    public static EntityTagHeaderValue Etag(ReadOnlySpan<byte> octets) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(octets).AsSpan(0, 16))}\"");

    /// <summary>The list in force, or null before the first one.</summary>
    public ListeServie? De(NomAutorite autorite) => _listes.GetValueOrDefault(autorite);

    /// <summary>Takes a new list; an older one that comes late changes nothing.</summary>
    public void Prendre(NomAutorite autorite, ReadOnlyMemory<byte> der, ListeDeRevocation liste)
    {
        var nouvelle = new ListeServie(der, liste.Numero!.Value, Etag(der.Span), liste.ThisUpdate, liste.NextUpdate);
        _listes.AddOrUpdate(autorite, nouvelle, (_, connue) => nouvelle.Numero > connue.Numero ? nouvelle : connue);
    }
}
