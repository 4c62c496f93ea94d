using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests;

/// <summary>
/// One started service with the settings by default, for every fixture that needs no other. They use it at the same time: a test looks at what it
/// made itself, never at all that is there (the whole trace, the last list, the counts).
/// </summary>
internal static class ServiceCommun
{
    private static readonly Lazy<Task<ServiceDeTest>> Un = new(() => ServiceDeTest.DemarrerAsync());

    /// <summary>It, started by who asks first. Do not dispose of it.</summary>
    public static Task<ServiceDeTest> PrendreAsync() => Un.Value;

    /// <summary>Stops it, if it was started.</summary>
    public static async Task ArreterAsync()
    {
        if (Un.IsValueCreated)
        {
            await (await Un.Value).DisposeAsync();
        }
    }
}

/// <summary>Around all the tests of this assembly.</summary>
[SetUpFixture]
internal sealed class Autour
{
    [OneTimeTearDown]
    public async Task Ranger()
    {
        await ServiceCommun.ArreterAsync();
        ServiceDeTest.EffacerLeModele();
    }
}
