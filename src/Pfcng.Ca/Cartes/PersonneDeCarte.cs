using Pfcng.Domain.Model;

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

    /// <summary>TRE_G15 code of the profession (10 Médecin, 21 Pharmacien, 60 Infirmier…), TRE_G16 for a PF; null when not known.</summary>
    public int? Profession { get; init; }

    /// <summary>TRE_R01 code of the speciality (« SM26 »), or null.</summary>
    public string? SavoirFaire { get; init; }
}

/// <summary>The structure named in the card of a PE or PA.</summary>
/// <param name="Departement">« Paris (75) ».</param>
/// <param name="RaisonSociale">Its name.</param>
/// <param name="IdNat">National identifier.</param>
public sealed record StructureDeCarte(string Departement, string RaisonSociale, string IdNat);
