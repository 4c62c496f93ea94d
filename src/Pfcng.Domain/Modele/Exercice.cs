namespace Pfcng.Domain.Modele;

/// <summary>
/// What a person does, as the private extensions of his card and of his PS and PRO certificates say it (igc-sante-facts §4.5, D35). What is
/// not known is left out.
/// </summary>
/// <param name="Profession">TRE_G15: 10 Médecin, 21 Pharmacien…; extension 1.2.250.1.71.1.2.7.</param>
/// <param name="ProfessionEnFormation">TRE_G16, of a PF; extension 1.2.250.1.71.1.2.8.</param>
/// <param name="SavoirFaire">TRE_R01: « SM26 »; extension 1.2.250.1.71.4.2.5.</param>
/// <param name="TableauPharmacien">TRE_G05, section of the order's table: « A »; extension 1.2.250.1.71.4.2.6. Of a pharmacist (IHM figure 100).</param>
public sealed record Exercice(int? Profession, int? ProfessionEnFormation, string? SavoirFaire, string? TableauPharmacien = null)
{
    private const int Pharmacien = 21;

    private static readonly Dictionary<string, int> Professions = new()
    {
        ["Médecin"] = 10,
        ["Pharmacien"] = Pharmacien,
        ["Chirurgien-Dentiste"] = 40,
        ["Sage-Femme"] = 50,
        ["Infirmier"] = 60,
    };

    /// <summary>Nothing known: staff, whose certificates say nothing of it.</summary>
    public static Exercice Aucun { get; } = new(null, null, null);

    /// <summary>True for who is in a section of the order's table: a pharmacist, who practises.</summary>
    public bool EstDUnPharmacien => Profession == Pharmacien;

    /// <summary>What a person's kind, title and speciality tell.</summary>
    public static Exercice De(TypePersonne type, string? titre, string? savoirFaire)
    {
        var profession = titre is not null && Professions.TryGetValue(titre, out var code) ? code : default(int?);
        return type switch
        {
            TypePersonne.PS => new(profession, null, savoirFaire),
            TypePersonne.PF => new(null, profession, savoirFaire),
            _ => Aucun,
        };
    }
}
