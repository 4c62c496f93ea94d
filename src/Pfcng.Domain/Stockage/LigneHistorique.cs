using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>One row of the history, with the columns of the IHM guide (§10, figures 147 and 167; D37).</summary>
/// <param name="Numero">« Numéro »: one sequence for both worlds, without a hole.</param>
/// <param name="Monde">World of the demande.</param>
/// <param name="NumeroDemande">« Numéro demande »; 0 for what the platform does of itself.</param>
/// <param name="Canal">« Canal ».</param>
/// <param name="Date">« Date », to the millisecond.</param>
/// <param name="CodeAction">« Code action ».</param>
/// <param name="Etats">« Etat demande », and the product's beside it; null for what the platform does of itself.</param>
/// <param name="TypeActeur">« Type acteur ».</param>
/// <param name="Acteur">« Acteur »; null for the platform.</param>
/// <param name="Habilitations">« Habilitations acteur »: the one that was used, as text.</param>
/// <param name="Administrateur">« Administrateur »: the AdminASIP, or null.</param>
/// <param name="HabilitationsAdministrateur">« Habilitations administrateur ».</param>
/// <param name="Complement">Code of refusal or RMT_ERR, when there is one; what is told, for the platform's own rows.</param>
/// <param name="Liens">What it binds.</param>
/// <param name="Format">Rule of its hash: 1 knows no <paramref name="Liens"/>, 2 does.</param>
/// <param name="Empreinte">SHA-256 of the row before and of this one.</param>
public sealed record LigneHistorique(
    long Numero,
    Monde Monde,
    long NumeroDemande,
    Canal Canal,
    DateTimeOffset Date,
    string CodeAction,
    Etats? Etats,
    TypeActeur TypeActeur,
    string? Acteur,
    string? Habilitations,
    string? Administrateur,
    string? HabilitationsAdministrateur,
    string? Complement,
    Liens Liens,
    long Format,
    byte[] Empreinte)
{
    /// <summary>The rule of the rows that are written today.</summary>
    public const long FormatCourant = 2;

    /// <summary>What the first row is chained to.</summary>
    internal static byte[] Origine { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The chained hash: SHA-256 of the hash before, then of each column, its length before it, so that no two rows read alike.</summary>
    /// <returns>Null when nobody knows that format.</returns>
    internal byte[]? Enchainer(byte[] precedente) => Format switch
    {
        1 => EnchainerTextes(precedente),
        FormatCourant => Condensat.De(
        [
            precedente, Format, .. Colonnes(), Liens.Preuve, Liens.EmpreintePreuve, Liens.ACertifier, Liens.Certificat, Liens.Reference, Liens.Avant, Liens.Apres,
        ]),
        _ => null,
    };

    /// <summary>Format 1: every column as text, a length of -1 for those that are null.</summary>
    private byte[] EnchainerTextes(byte[] precedente)
    {
        using var condensat = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        condensat.AppendData(precedente);
        Span<byte> longueur = stackalloc byte[sizeof(int)];
        foreach (var colonne in Colonnes())
        {
            var octets = colonne is null ? null : Encoding.UTF8.GetBytes(colonne);
            BinaryPrimitives.WriteInt32BigEndian(longueur, octets?.Length ?? -1);
            condensat.AppendData(longueur);
            condensat.AppendData(octets ?? []);
        }

        return condensat.GetHashAndReset();
    }

    private string?[] Colonnes() =>
    [
        Nombre(Numero), Monde.ToString(), Nombre(NumeroDemande), Canal.ToString(), Nombre(Date.Ms()), CodeAction, Etats?.Demande.ToString() ?? "",
        Etats?.Produit.ToString() ?? "", TypeActeur.ToString(), Acteur, Habilitations, Administrateur, HabilitationsAdministrateur, Complement,
    ];

    private static string Nombre(long valeur) => valeur.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a row of the history binds (D37): whoever changes it in the tables changes what the row says. SHA-256 each, or null.</summary>
/// <param name="Preuve">Identifier of the evidence of the message that the row comes from, or null.</param>
/// <param name="EmpreintePreuve">All that the evidence holds.</param>
/// <param name="ACertifier">What the authority signs, or will sign.</param>
/// <param name="Certificat">The certificate.</param>
/// <param name="Reference">What the demande took from the directory, when it was validated.</param>
/// <param name="Avant">The demande and its product (or the demande de révocation) before the action.</param>
/// <param name="Apres">The same after it.</param>
public sealed record Liens(
    long? Preuve = null,
    byte[]? EmpreintePreuve = null,
    byte[]? ACertifier = null,
    byte[]? Certificat = null,
    byte[]? Reference = null,
    byte[]? Avant = null,
    byte[]? Apres = null)
{
    /// <summary>Nothing.</summary>
    public static Liens Aucun { get; } = new();

    /// <summary>The evidence.</summary>
    internal static Liens De(PreuveLiee? preuve) => preuve is null ? Aucun : new(preuve.Id, preuve.Empreinte);

    /// <summary>These, and the demande and its product after the action.</summary>
    internal Liens Vers(DossierScelle? apres) =>
        apres is null ? this : this with { Apres = apres.Empreinte, ACertifier = apres.ACertifier, Certificat = apres.Certificat };
}
