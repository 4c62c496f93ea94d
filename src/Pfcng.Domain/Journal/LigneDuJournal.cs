using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Journal;

/// <summary>
/// What a line of the journal of issuance says (D24, D26, D29, D37): all that a store restored from an older copy must not forget. Nothing of it
/// is secret.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Emission), "emission")]
[JsonDerivedType(typeof(Cloture), "cloture")]
[JsonDerivedType(typeof(RevocationFaite), "revocation")]
[JsonDerivedType(typeof(RevocationDifferee), "differee")]
[JsonDerivedType(typeof(Compteurs), "compteurs")]
[JsonDerivedType(typeof(ClesPrises), "cles")]
public abstract record LigneDuJournal
{
    /// <summary>True when the disk must have the line before the store's commit; the others are written after it, since they would be false without it.</summary>
    [JsonIgnore]
    public virtual bool Durable => true;

    /// <summary>The same said in fewer lines: counters by their last value, keys together. The others keep their order, before these.</summary>
    internal static IReadOnlyCollection<LigneDuJournal> Reunir(IReadOnlyList<LigneDuJournal> lignes)
    {
        var cles = lignes.OfType<ClesPrises>().GroupBy(l => l.Monde).Select(m => new ClesPrises(m.Max(l => l.Instant), m.Key, m.SelectMany(l => l.Cles).ToDictionary()));
        var valeurs = lignes.OfType<Compteurs>().SelectMany(l => l.Valeurs).GroupBy(v => v.Key).ToDictionary(v => v.Key, v => v.Max(n => n.Value));
        return
        [
            .. lignes.Where(l => l is not (ClesPrises or Compteurs)),
            .. cles,
            .. valeurs.Count == 0 ? Array.Empty<LigneDuJournal>() : [new Compteurs(valeurs)],
        ];
    }
}

/// <summary>A certificate was signed: written before the commit that records it.</summary>
/// <param name="Instant">When.</param>
/// <param name="Monde">Its world.</param>
/// <param name="Numero">Number of its demande; null for one made without a demande (the service's own TLS certificates).</param>
/// <param name="Aki">Key identifier of its authority, 40 lower-case hexadecimal digits (D40).</param>
/// <param name="NumeroSerie">Serial number, 32 lower-case hexadecimal digits.</param>
/// <param name="DnAutorite">Text name of its authority (D34).</param>
/// <param name="CondensatTbs">SHA-256 of the TBSCertificate, lower-case hexadecimal.</param>
/// <param name="Debut">notBefore.</param>
/// <param name="Fin">notAfter.</param>
/// <param name="Certificat">The certificate, DER.</param>
public sealed record Emission(
    DateTimeOffset Instant,
    Monde Monde,
    long? Numero,
    string Aki,
    string NumeroSerie,
    string DnAutorite,
    string CondensatTbs,
    DateTimeOffset Debut,
    DateTimeOffset Fin,
    byte[] Certificat) : LigneDuJournal
{
    /// <summary>The line of a certificate that was just signed.</summary>
    /// <param name="numero">Number of its demande, or null.</param>
    /// <param name="technique">What was registered.</param>
    /// <param name="certificat">What was signed.</param>
    /// <param name="instant">When.</param>
    public static Emission De(long? numero, EnregistrementTechnique technique, CertificatEmis certificat, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(technique);
        return De(numero, technique.Monde, technique.Aki, technique.NumeroSerie, technique.DnAutorite, certificat, instant);
    }

    /// <inheritdoc cref="De(long?, EnregistrementTechnique, CertificatEmis, DateTimeOffset)"/>
    /// <param name="numero">Number of its demande, or null.</param>
    /// <param name="monde">Its world.</param>
    /// <param name="aki">Key identifier of its authority.</param>
    /// <param name="numeroSerie">Its serial number.</param>
    /// <param name="dnAutorite">Text name of its authority.</param>
    /// <param name="certificat">What was signed.</param>
    /// <param name="instant">When.</param>
    public static Emission De(
        long? numero, Monde monde, string aki, string numeroSerie, string dnAutorite, CertificatEmis certificat, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(certificat);
        var condensat = SHA256.HashData(CertificatSigne.Lire(certificat.Der).ACertifier);
        return new(instant, monde, numero, aki, numeroSerie, dnAutorite, Convert.ToHexStringLower(condensat), certificat.Debut, certificat.Fin, certificat.Der);
    }
}

/// <summary>The answer that holds a certificate went out whole: third commit of a withdrawal (D26).</summary>
/// <param name="Instant">When.</param>
/// <param name="Monde">World of the demande.</param>
/// <param name="Numero">Its number.</param>
public sealed record Cloture(DateTimeOffset Instant, Monde Monde, long Numero) : LigneDuJournal
{
    /// <inheritdoc/>
    public override bool Durable => false;
}

/// <summary>A certificate is revoked: a published list shows it, or is about to (D29). Written after the commit: one that is told failed must not come back.</summary>
/// <param name="Monde">World of the certificate.</param>
/// <param name="Aki">Key identifier of its authority.</param>
/// <param name="NumeroSerie">Its serial number.</param>
/// <param name="Date">The date that the list shows.</param>
public sealed record RevocationFaite(Monde Monde, string Aki, string NumeroSerie, DateTimeOffset Date) : LigneDuJournal
{
    /// <inheritdoc/>
    public override bool Durable => false;
}

/// <summary>A revocation was accepted and waits for its day (D29): a store that has lost it says so, since no list shows it yet.</summary>
/// <param name="Monde">World of the certificate.</param>
/// <param name="Aki">Key identifier of its authority.</param>
/// <param name="NumeroSerie">Its serial number.</param>
/// <param name="DateEffet">Its day, in Paris.</param>
public sealed record RevocationDifferee(Monde Monde, string Aki, string NumeroSerie, DateOnly DateEffet) : LigneDuJournal
{
    /// <inheritdoc/>
    public override bool Durable => false;
}

/// <summary>Numbers were given out: none up to these may be given again (D24).</summary>
/// <param name="Valeurs">Last value of each counter, by the name it has in the store.</param>
public sealed record Compteurs(IReadOnlyDictionary<string, long> Valeurs) : LigneDuJournal;

/// <summary>Demandes took public keys, for ever and in both worlds (D21).</summary>
/// <param name="Instant">When.</param>
/// <param name="Monde">World of the demandes.</param>
/// <param name="Cles">Number of a demande, and SHA-256 of its SubjectPublicKeyInfo in lower-case hexadecimal.</param>
public sealed record ClesPrises(DateTimeOffset Instant, Monde Monde, IReadOnlyDictionary<long, string> Cles) : LigneDuJournal
{
    /// <inheritdoc/>
    public override bool Durable => false;
}

/// <summary>A line as it is in the file: one JSON object, chained to the one before.</summary>
/// <param name="Rang">1, 2, 3… without a hole.</param>
/// <param name="Precedente">SHA-256 of the line before, its line feed left out, in lower-case hexadecimal; zeros for the first one.</param>
/// <param name="Ligne">What it says.</param>
public sealed record LigneChainee(long Rang, string Precedente, LigneDuJournal Ligne);
