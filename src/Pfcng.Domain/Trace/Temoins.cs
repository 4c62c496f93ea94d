using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// What stands outside the store and bears witness of it. Public parts alone: neither key nor passphrase is needed. A witness that is null is
/// not heard.
/// </summary>
public sealed record Temoins
{
    /// <summary>Nothing but the store.</summary>
    public static Temoins Aucun { get; } = new();

    /// <summary>Verifies and reads the evidence of a message again.</summary>
    public Func<PreuveGardee, MessageRelu>? Message { get; init; }

    /// <summary>What is wrong with the archived copy of a list that evidence names, in French; null when it is right, or was pruned.</summary>
    public Func<ListeUtilisee, string?>? Liste { get; init; }

    /// <summary>Why a certificate (DER) is not what its authority signed of that TBSCertificate, in French; null when it is.</summary>
    public Func<Monde, byte[], byte[], string?>? Certificat { get; init; }

    /// <summary>The file of signed heads, and what verifies them: signed, signature.</summary>
    public (string Chemin, Func<byte[], byte[], bool> Juste)? Tetes { get; init; }

    /// <summary>Lines of heads kept elsewhere: each must be in the file.</summary>
    public IReadOnlyList<string> TetesGardees { get; init; } = [];

    /// <summary>The journal of issuance.</summary>
    public string? Journal { get; init; }

    /// <summary>What the last published lists revoke: key identifier of the authority and serial number, lower-case hexadecimal without zeros on its left.</summary>
    public Func<IReadOnlySet<(string Aki, string NumeroSerie)>>? Revoques { get; init; }

    /// <summary>How many times the store was restored from an older copy, or heads were lost, as the operator knows it.</summary>
    public int Reprises { get; init; }

    /// <summary>The cRLNumber of each last published list, by key identifier of its authority.</summary>
    public Func<IReadOnlyDictionary<string, long>>? NumerosDeListe { get; init; }

    /// <summary>What the store leans on and is in the folder.</summary>
    public IReadOnlyList<PieceVue>? Pieces { get; init; }

    /// <summary>For how long a demande can be withdrawn: by it, an address that is held no more is right or wrong (D22).</summary>
    public DelaiDeRetrait Delai { get; init; } = DelaiDeRetrait.ParDefaut;
}

/// <summary>Something the store leans on, as it is in the folder.</summary>
/// <param name="Nom">Its name in the store; null: the store has no fingerprint of it, it must only be there.</param>
/// <param name="Fichier">Where it is.</param>
/// <param name="Contenu">Its octets; null when it is not there, or is none.</param>
/// <param name="Facultative">True when it need not be there.</param>
public sealed record PieceVue(string? Nom, string Fichier, byte[]? Contenu, bool Facultative = false);

/// <summary>What the verification of the history gives.</summary>
/// <param name="LignesJustes">How many rows hold, from the first one on.</param>
/// <param name="DerniereEmpreinte">Hash of the last one that holds: noted outside, it shows later that rows were not cut off the end.</param>
/// <param name="PremiereFausse">Number of the first bad row, 0 when what is wrong is no row; null when all holds.</param>
/// <param name="Raison">What is wrong, in French, whole when it is no row; null when all holds.</param>
public sealed record VerificationHistorique(long LignesJustes, byte[] DerniereEmpreinte, long? PremiereFausse, string? Raison)
{
    /// <summary>Signed heads that hold.</summary>
    public long Tetes { get; init; }

    /// <summary>Pieces of evidence that hold.</summary>
    public long Preuves { get; init; }

    /// <summary>Certificates that hold.</summary>
    public long Certificats { get; init; }

    /// <summary>How many times the history tells that the store was taken up from an older copy.</summary>
    public int Reprises { get; init; }
}
