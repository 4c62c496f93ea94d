namespace Pfcng.Ca;

/// <summary>
/// The files of an authority can't be used: key missing, readable by others, wrong passphrase, certificate that does not belong to its key.
/// The message is one line in French, for the operator: the service must not start.
/// </summary>
public sealed class AutoriteInutilisableException(string message, Exception? cause = null) : Exception(message, cause);
