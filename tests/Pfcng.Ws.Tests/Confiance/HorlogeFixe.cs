namespace Pfcng.Ws.Tests.Confiance;

/// <summary>A clock that shows the hour it was set to.</summary>
internal sealed class HorlogeFixe(DateTimeOffset heure) : TimeProvider
{
    public DateTimeOffset Heure { get; set; } = heure;

    public override DateTimeOffset GetUtcNow() => Heure;
}
