namespace Pfcng.Domain.Modele;

/// <summary>A person as a demande remembers him, whatever becomes of the directory.</summary>
/// <param name="IdNat">National identifier.</param>
/// <param name="Nom">Surname.</param>
/// <param name="Prenom">Given name.</param>
public sealed record Identite(string IdNat, string Nom, string Prenom)
{
    /// <summary>« PATRICK MANIPCH0440 », as 09 prints it (§17.4, D21).</summary>
    public string PrenomNom => $"{Prenom} {Nom}".Trim();

    /// <summary>« PHARMOFFICE RPPS-ADELI GAETAN (899700027222) », as the history prints it (IHM figure 147); the identifier alone when no name is known.</summary>
    public override string ToString() => $"{$"{Nom} {Prenom}".Trim()} ({IdNat})".TrimStart();
}

/// <summary>Who acts, and by what right: the columns of the history (IHM §10, D37).</summary>
/// <param name="Type">In what quality.</param>
/// <param name="Acteur">The actor; null when the platform acts by itself.</param>
/// <param name="Habilitation">The habilitation used, as text; null when none was found.</param>
/// <param name="Administrateur">The AdminASIP who acts for the actor (D12), or null.</param>
public sealed record Auteur(TypeActeur Type, Identite? Acteur, string? Habilitation, Identite? Administrateur)
{
    /// <summary>« PFCNG-MG »: the platform's own steps.</summary>
    public static Auteur Plateforme { get; } = new(TypeActeur.Plateforme, null, null, null);
}
