using Pfcng.Domain.Acteurs;
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

/// <summary>A lot and everything that is needed to decide of it: no clock, no store beyond this point.</summary>
/// <param name="Monde">The signer's world (D11).</param>
/// <param name="Canal">Through which channel.</param>
/// <param name="Demandes">The demandes, in the order of the message.</param>
/// <param name="Connus">The store's part.</param>
/// <param name="IndiceLot">Index the lot will have; null on the channels that have no lots.</param>
/// <param name="PremierNumero">Number of the first demande that will be registered; the others follow.</param>
/// <param name="Instant">Time of acceptance.</param>
internal sealed record EtatDuLot(
    Monde Monde, Canal Canal, IReadOnlyList<Dossier> Demandes, Connus Connus, long? IndiceLot, long PremierNumero, DateTimeOffset Instant);

/// <summary>One demande before the rules.</summary>
/// <param name="Demande">As it was read.</param>
/// <param name="Csr">Its CSR, already read.</param>
/// <param name="Intervenant">Who acts (D12): it may differ from one demande of a lot to the next.</param>
/// <param name="Structure">The structure in the directory, or null.</param>
/// <param name="Beneficiaire">The bearer in the directory: of PRO the one named, of PS the actor; or null.</param>
/// <param name="Parametres">The operator's settings.</param>
/// <param name="Ancien">The certificate that it renews (§17), or null.</param>
internal sealed record Dossier(
    DemandeCertificat Demande,
    CsrLue Csr,
    Intervenant Intervenant,
    Structure? Structure,
    Personne? Beneficiaire,
    Parametres Parametres,
    AncienCertificat? Ancien = null)
{
    /// <summary>Who has taken the key, or null.</summary>
    public CleConnue? Cle { get; init; }

    /// <summary>Who holds the protected address, or null.</summary>
    public AdresseConnue? Mail { get; init; }

    /// <summary>Who holds the UPN, or null.</summary>
    public AdresseConnue? Upn { get; init; }

    /// <summary>Time of acceptance.</summary>
    public DateTimeOffset Instant { get; init; }

    /// <summary>The product asked for.</summary>
    public TypeProduit Type => new(Demande.Offre, Demande.Usage);

    /// <summary>idNat of the bearer: of PRO the one named, of PS the actor; null for ORG and SERV.</summary>
    public string? IdNatPorteur => Demande.Offre == Offre.PS ? Intervenant.Identite.IdNat : Demande.IdNatBeneficiaire;

    /// <summary>The one bearer that an address may have: a person by his idNat (PS, PRO), or a structure by its own (D22).</summary>
    public string Porteur => Demande.Offre is Offre.PS or Offre.PRO ? $"personne {IdNatPorteur}" : $"structure {Demande.IdNatStruct}";
}
