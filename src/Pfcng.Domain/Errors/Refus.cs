namespace Pfcng.Domain.Errors;

/// <summary>An expected refusal: a value, not an exception. Only <see cref="Catalogue"/> makes one, so that no label is written twice.</summary>
public sealed record Refus
{
    internal Refus(LigneDuCatalogue ligne, string libelle)
    {
        Ligne = ligne;
        Libelle = libelle;
    }

    /// <summary>The line of §19 it comes from.</summary>
    public LigneDuCatalogue Ligne { get; }

    /// <summary>« WSMG-000000nn ».</summary>
    public string Code => Ligne.Code;

    /// <summary>The label, its variable parts filled in.</summary>
    public string Libelle { get; }

    /// <summary>True for 44, which comes after the validation (D23): what it refuses has been « Demande validée ».</summary>
    internal bool EstDeCompletion => Ligne.Numero == 44;
}
