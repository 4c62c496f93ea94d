namespace Pfcng.Ws.Hebergement;

/// <summary>The domain's clock: the true one, shifted in demonstration so that expiry and delays can be seen without waiting (D39).</summary>
/// <param name="decalage">Added to the true time; negative goes back.</param>
internal sealed class HorlogeDecalee(TimeSpan decalage) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + decalage;
}
