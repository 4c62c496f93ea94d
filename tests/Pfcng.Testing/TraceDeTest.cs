using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pfcng.Testing;

/// <summary>Keeps what the service wrote in its trace.</summary>
internal sealed class TraceDeTest : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lignes { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lignes.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}
