namespace Pfcng.Testing;

/// <summary>A clock that only moves when it is told.</summary>
public sealed class HorlogeManuelle(DateTimeOffset depart) : TimeProvider
{
    private long _ticks = depart.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Avancer(TimeSpan duree) => Interlocked.Add(ref _ticks, duree.Ticks);
}
