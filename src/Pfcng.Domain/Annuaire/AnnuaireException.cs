namespace Pfcng.Domain.Annuaire;

/// <summary>The directory file can't be read: one line in French that names the place.</summary>
public sealed class AnnuaireException(string message, Exception? cause = null) : Exception(message, cause);
