namespace Pfcng.Domain.Stockage;

/// <summary>The store can't be opened: one line in French, for the operator, before the service starts.</summary>
public class StoreException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Another process holds the store.</summary>
public sealed class StoreOccupeException(string message, Exception? cause = null) : StoreException(message, cause);

/// <summary>The store does not answer any more (disk full, file gone…): a soap:Server Fault, nothing registered (D32).</summary>
public sealed class StoreIndisponibleException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>
/// What the store says of a demande is not what was signed, or not what the history binds (D37): nothing is signed nor delivered on its word. A
/// soap:Server Fault (D32); the message, in French, is for the trace.
/// </summary>
public sealed class DepotAltereException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What was decided no longer holds: somebody wrote in between, or a uniqueness constraint refuses. Load and decide again.</summary>
internal sealed class ConflitException(string message, Exception? cause = null) : Exception(message, cause);
