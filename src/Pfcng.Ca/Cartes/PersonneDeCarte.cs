using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Cartes;

/// <summary>The holder of a demonstration card (igc-sante-facts §5).</summary>
/// <param name="Type">PS: CPS, PF: CPF, PE: CPE, PA: CPA.</param>
/// <param name="IdNat">National identifier.</param>
/// <param name="Nom">Surname.</param>
/// <param name="Prenom">Given name.</param>
/// <param name="Titre">Title: « Médecin », or « Personnel santé ou social » for PE and PA.</param>
public sealed record PersonneDeCarte(TypePersonne Type, string IdNat, string Nom, string Prenom, string Titre)
{
    /// <summary>Structure of a PE or PA; ignored for PS and PF.</summary>
    public StructureDeCarte? Structure { get; init; }

    /// <summary>His profession and speciality.</summary>
    public Exercice Exercice { get; init; } = Exercice.Aucun;
}

/// <summary>The structure named in the card of a PE or PA.</summary>
/// <param name="Departement">« Paris (75) ».</param>
/// <param name="RaisonSociale">Its name.</param>
/// <param name="IdNat">National identifier.</param>
public sealed record StructureDeCarte(string Departement, string RaisonSociale, string IdNat);
