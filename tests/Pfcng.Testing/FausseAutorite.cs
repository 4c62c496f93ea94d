using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Testing;

/// <summary>An authority without keys, that does what a test tells it at each step; what it « signs » depends on its registration alone.</summary>
public sealed class FausseAutorite : IAutorite
{
    private readonly ConcurrentQueue<string> _signes = [];

    /// <summary>Runs before each technical registration: throws, waits, kills.</summary>
    public Func<Task> AvantEnregistrement { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs before each technical withdrawal.</summary>
    public Func<Task> AvantRetrait { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs before each revocation.</summary>
    public Func<Task> AvantRevocation { get; set; } = () => Task.CompletedTask;

    /// <summary>Gives the serial numbers.</summary>
    public Func<string> NumeroSerie { get; set; } = () => Convert.ToHexStringLower(Hasard.OctetsNeufs(16));

    /// <summary>What it was asked to register, in order.</summary>
    public ConcurrentQueue<DemandeTechnique> Enregistrees { get; } = [];

    /// <summary>Serial numbers it was asked to sign, in order.</summary>
    public IReadOnlyCollection<string> Signes => _signes;

    /// <summary>What it revoked, in order.</summary>
    public ConcurrentQueue<RevocationTechnique> Revoquees { get; } = [];

    public async Task<EnregistrementTechnique> EnregistrerAsync(DemandeTechnique demande, CancellationToken annulation)
    {
        await AvantEnregistrement();
        Enregistrees.Enqueue(demande);
        var serie = NumeroSerie();
        return new(demande.Monde, demande.Produit, serie, new string('a', 40), "CN=TEST AC, C=FR", ACertifier(serie, demande.ClePublique));
    }

    public async Task<CertificatEmis> RetirerAsync(EnregistrementTechnique enregistrement, CancellationToken annulation)
    {
        await AvantRetrait();
        _signes.Enqueue(enregistrement.NumeroSerie);
        var debut = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        return new(Certificat(enregistrement.ACertifier), debut, debut.AddYears(3));
    }

    /// <summary>The shape of a TBSCertificate, as far as a public key.</summary>
    private static byte[] ACertifier(string serie, byte[] clePublique)
    {
        var tbs = new AsnWriter(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(2);
            tbs.WriteInteger(new BigInteger(Convert.FromHexString(serie), isUnsigned: true, isBigEndian: true));
            for (var champ = 0; champ < 4; champ++)
            {
                tbs.WriteNull();
            }

            tbs.WriteEncodedValue(clePublique);
        }

        return tbs.Encode();
    }

    private static byte[] Certificat(byte[] aCertifier)
    {
        var certificat = new AsnWriter(AsnEncodingRules.DER);
        using (certificat.PushSequence())
        {
            certificat.WriteEncodedValue(aCertifier);
            certificat.WriteOctetString(SHA256.HashData(aCertifier));
        }

        return certificat.Encode();
    }

    public async Task RevoquerAsync(RevocationTechnique revocation, CancellationToken annulation)
    {
        await AvantRevocation();
        Revoquees.Enqueue(revocation);
    }
}
