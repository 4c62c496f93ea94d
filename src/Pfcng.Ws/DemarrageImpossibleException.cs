using Pfcng.Domain.Stockage;

namespace Pfcng.Ws;

/// <summary>The service can't start, for a reason that its operator can mend: one clear line on the error output, exit code 1, no stack trace.</summary>
/// <param name="message">The line, in French, without any secret.</param>
/// <param name="cause">What was caught, for the debug log only.</param>
internal sealed class DemarrageImpossibleException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The line of a store that does not answer: the file, and why.</summary>
    public static DemarrageImpossibleException Du(StoreIndisponibleException e, string depot) =>
        new($"{e.Message.TrimEnd('.')} ({depot}) : {(e.InnerException ?? e).Message}", e);
}
