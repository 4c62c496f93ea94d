using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Acteurs;

/// <summary>
/// The « référentiel identité » and the habilitations declared in it (guide WS §8), each world apart (D11). Unknown identifiers give null; a
/// directory that can't answer throws <see cref="AnnuaireIndisponibleException"/>.
/// </summary>
public interface IAnnuaire
{
    /// <summary>A person, with his habilitations.</summary>
    ValueTask<Personne?> PersonneAsync(Monde monde, string idNat, CancellationToken annulation);

    /// <summary>A structure.</summary>
    ValueTask<Structure?> StructureAsync(Monde monde, string idNat, CancellationToken annulation);
}

/// <summary>A person of the directory.</summary>
/// <param name="IdNat">National identifier (TRE_G08).</param>
/// <param name="Nom">Surname.</param>
/// <param name="Prenom">Given name.</param>
/// <param name="Type">Kind of person: gives the implicit habilitations (§8).</param>
/// <param name="Titre">The certificate's title: the profession (« Pharmacien »), or null when the directory has none.</param>
/// <param name="Rattachements">idNat of the structures he is attached to.</param>
/// <param name="AdminAsip">True for the support, who acts for third parties (D12).</param>
/// <param name="Habilitations">His explicit habilitations.</param>
public sealed record Personne(
    string IdNat,
    string Nom,
    string Prenom,
    TypePersonne Type,
    string? Titre,
    IReadOnlyList<string> Rattachements,
    bool AdminAsip,
    IReadOnlyList<Habilitation> Habilitations)
{
    /// <summary>His profession and speciality, for the extensions of his certificates.</summary>
    public Exercice Exercice { get; init; } = Exercice.Aucun;
}

/// <summary>A structure of the directory.</summary>
/// <param name="IdNat">National identifier (TRE_G07).</param>
/// <param name="RaisonSociale">Its name.</param>
/// <param name="Departement">« Paris (75) », or null when the directory has none.</param>
public sealed record Structure(string IdNat, string RaisonSociale, string? Departement);

/// <summary>An explicit habilitation of technical administrator (guide WS §8).</summary>
/// <param name="Offre">PRO, ORG or SERV; SERV gives ORG on the same structure.</param>
/// <param name="IdNatStruct">The structure.</param>
/// <param name="Domaines">Forms of domain (D14), as declared: <c>*@d</c>, <c>*d</c>, <c>*.d</c>, <c>d</c>. Empty for ORG.</param>
public sealed record Habilitation(Offre Offre, string IdNatStruct, IReadOnlyList<string> Domaines);

/// <summary>The directory does not answer: a soap:Server Fault with ERR_IHM_024's text, nothing registered (D32).</summary>
public sealed class AnnuaireIndisponibleException(string message, Exception? cause = null) : Exception(message, cause);
