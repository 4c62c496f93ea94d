using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

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
