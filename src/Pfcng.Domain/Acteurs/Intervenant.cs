using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Acteurs;

/// <summary>
/// Who acts in an operation (D10, D12): the signer, or the third party for whom an AdminASIP signs. Whoever names a third party without being
/// AdminASIP stays himself, in rules, history and answers; the one he names is not even looked up, so that nothing tells whether he exists.
/// </summary>
internal sealed record Intervenant
{
    private readonly string? _tiers;

    private Intervenant(Signataire signataire, Personne? signant, string? tiers, Personne? personne, bool nommeUnTiersSansDroit)
    {
        Signataire = signataire;
        Signant = signant;
        _tiers = tiers;
        Personne = personne;
        NommeUnTiersSansDroit = nommeUnTiersSansDroit;
    }

    /// <summary>The signer, as his card says.</summary>
    public Signataire Signataire { get; }

    /// <summary>The signer in the directory, or null.</summary>
    public Personne? Signant { get; }

    /// <summary>The actor in the directory: the signer, or the third party; null when the directory has no such person.</summary>
    public Personne? Personne { get; }

    /// <summary>True when he may not act at all: the actor is not in the directory.</summary>
    public bool EstInconnu => Personne is null;

    /// <summary>True when he named a third party without being AdminASIP: habilitation error (e) of D13.</summary>
    public bool NommeUnTiersSansDroit { get; }

    /// <summary>The actor, as demandes and history remember him: as the directory has him, else as the card or the message names him.</summary>
    public Identite Identite => this switch
    {
        { Personne: { } p } => new(p.IdNat, p.Nom, p.Prenom),
        { _tiers: { } tiers } => new(tiers, "", ""),
        _ => DuSignataire,
    };

    /// <summary>The AdminASIP who signed for the actor, or null when the actor signed himself.</summary>
    public Identite? Administrateur => _tiers is null ? null : DuSignataire;

    private Identite DuSignataire => new(Signataire.IdNat, Signataire.Nom, Signataire.Prenom);

    /// <summary>Looks up the signer, then the third party of an AdminASIP.</summary>
    /// <param name="signataire">Who signed.</param>
    /// <param name="idNatTiers">idNatTiers, or null.</param>
    /// <param name="chercher">The directory, in the signer's world (D11).</param>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer (D32).</exception>
    public static async ValueTask<Intervenant> ReunirAsync(Signataire signataire, string? idNatTiers, Func<string, ValueTask<Personne?>> chercher)
    {
        var signant = await chercher(signataire.IdNat);
        return idNatTiers is not null && signant is { AdminAsip: true }
            ? new(signataire, signant, idNatTiers, await chercher(idNatTiers), nommeUnTiersSansDroit: false)
            : new(signataire, signant, null, signant, nommeUnTiersSansDroit: idNatTiers is not null);
    }

    /// <summary>The signer alone, the directory not being asked: of a lot that is refused as a whole (D19), of a renewal refused before any right (D30).</summary>
    public static Intervenant Seul(Signataire signataire) => new(signataire, null, null, null, nommeUnTiersSansDroit: false);

    /// <summary>What the history says of him (D37).</summary>
    /// <param name="type">In what quality he acts.</param>
    /// <param name="habilitation">The habilitation that was used, as text; null when none was: the refusal came before it, or for lack of it.</param>
    public Auteur Auteur(TypeActeur type, string? habilitation) => new(type, Identite, habilitation, Administrateur);
}
