namespace Pfcng.Domain.Stockage;

/// <summary>How the writing of a store goes.</summary>
/// <param name="EnEchec">True when the last thing written was not kept, for want of the disk.</param>
/// <param name="EnCours">How long what is being written has been; zero when nothing is.</param>
public readonly record struct EtatDeLEcriture(bool EnEchec, TimeSpan EnCours);
