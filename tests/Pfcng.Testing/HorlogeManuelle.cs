namespace Pfcng.Testing;

/// <summary>A clock that only moves when it is told.</summary>
public sealed class HorlogeManuelle(DateTimeOffset depart) : TimeProvider
{
    private long _ticks = depart.UtcTicks;
    private long _lecturesAvantRecul = long.MaxValue;
    private TimeSpan _recul;

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Decrement(ref _lecturesAvantRecul) == -1)
        {
            Avancer(-_recul);
        }

        return new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
    }

    public void Avancer(TimeSpan duree) => Interlocked.Add(ref _ticks, duree.Ticks);

    /// <summary>Steps back once, after that many readings.</summary>
    public void ReculerApres(int lectures, TimeSpan duree)
    {
        _recul = duree;
        Interlocked.Exchange(ref _lecturesAvantRecul, lectures);
    }
}
