using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.RenouvelerCertificat;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>Another demande that has taken the key (D21).</summary>
/// <param name="Numero">Its number.</param>
/// <param name="Acteur">« PRÉNOM NOM » of its actor.</param>
/// <param name="BeneficiaireOuStructure">« PRÉNOM NOM » of its bearer, or its structure's name.</param>
/// <param name="Date">Day of its creation, in Paris (D39).</param>
internal sealed record CleConnue(long Numero, string Acteur, string BeneficiaireOuStructure, DateOnly Date);

/// <summary>A living product that holds an address (D22).</summary>
/// <param name="Porteur">Its bearer, as <see cref="Dossier.Porteur"/> writes it.</param>
/// <param name="Numero">Its number.</param>
internal sealed record AdresseConnue(string Porteur, long Numero);

/// <summary>What the store knows about the keys and addresses of a lot: one snapshot. Keys of fingerprints are upper-case hexadecimal, addresses lower-case.</summary>
internal sealed record Connus(
    IReadOnlyDictionary<string, CleConnue> Cles,
    IReadOnlyDictionary<string, AdresseConnue> Mails,
    IReadOnlyDictionary<string, AdresseConnue> Upn);

/// <summary>What the directory knows about those a lot names; null for the unknown.</summary>
internal sealed record Repertoire(IReadOnlyDictionary<string, Personne?> Personnes, IReadOnlyDictionary<string, Structure?> Structures);

/// <summary>A lot and everything that is needed to decide of it: no clock, no store beyond this point.</summary>
/// <param name="Signataire">The signer.</param>
/// <param name="Canal">Through which channel.</param>
/// <param name="Demandes">The demandes, with their CSR already read.</param>
/// <param name="Repertoire">The directory's part.</param>
/// <param name="Connus">The store's part.</param>
/// <param name="Parametres">The operator's part.</param>
/// <param name="IndiceLot">Index the lot will have; null on the channels that have no lots.</param>
/// <param name="PremierNumero">Number of the first demande that will be registered; the others follow.</param>
/// <param name="Instant">Time of acceptance.</param>
/// <param name="Ancien">The certificate that its one demande renews (§17); null for a lot.</param>
internal sealed record EtatDuLot(
    Signataire Signataire,
    Canal Canal,
    IReadOnlyList<(DemandeCertificat Demande, CsrLue Csr)> Demandes,
    Repertoire Repertoire,
    Connus Connus,
    Parametres Parametres,
    long? IndiceLot,
    long PremierNumero,
    DateTimeOffset Instant,
    AncienCertificat? Ancien = null);

/// <summary>One demande before the rules.</summary>
/// <param name="Demande">As it was read.</param>
/// <param name="Csr">Its CSR.</param>
/// <param name="Signataire">Who signed.</param>
/// <param name="Signant">The signer in the directory, or null.</param>
/// <param name="Acteur">The actor in the directory: the signer, or the third party of an AdminASIP (D12); or null.</param>
/// <param name="Structure">The structure in the directory, or null.</param>
/// <param name="Beneficiaire">The bearer in the directory: of PRO the one named, of PS the actor; or null.</param>
/// <param name="Cle">Who has taken the key, or null.</param>
/// <param name="Mail">Who holds the protected address, or null.</param>
/// <param name="Upn">Who holds the UPN, or null.</param>
/// <param name="Parametres">The operator's settings.</param>
/// <param name="Instant">Time of acceptance.</param>
/// <param name="Ancien">The certificate that it renews (§17), or null.</param>
internal sealed record Dossier(
    DemandeCertificat Demande,
    CsrLue Csr,
    Signataire Signataire,
    Personne? Signant,
    Personne? Acteur,
    Structure? Structure,
    Personne? Beneficiaire,
    CleConnue? Cle,
    AdresseConnue? Mail,
    AdresseConnue? Upn,
    Parametres Parametres,
    DateTimeOffset Instant = default,
    AncienCertificat? Ancien = null)
{
    /// <summary>The product asked for.</summary>
    public TypeProduit Type => new(Demande.Offre, Demande.Usage);

    /// <summary>True when the signer, an AdminASIP, acts for a third party (D12); anybody else who names one stays the actor of a refused demande.</summary>
    public bool PourUnTiers => Demande.IdNatTiers is not null && Signant is { AdminAsip: true };

    /// <summary>The one bearer that an address may have: a person by his idNat (PS, PRO), or a structure by its own (D22).</summary>
    public string Porteur => Demande.Offre is Offre.PS or Offre.PRO ? $"personne {Beneficiaire?.IdNat}" : $"structure {Demande.IdNatStruct}";
}
