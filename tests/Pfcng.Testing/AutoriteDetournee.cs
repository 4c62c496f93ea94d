using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Testing;

/// <summary>Stands before a real authority, and does first what a test tells it at each step.</summary>
public sealed class AutoriteDetournee(IAutorite autorite) : IAutorite
{
    /// <summary>Runs before each technical withdrawal, with what was registered.</summary>
    public Func<EnregistrementTechnique, Task> AvantRetrait { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before each revocation.</summary>
    public Func<RevocationTechnique, Task> AvantRevocation { get; set; } = _ => Task.CompletedTask;

    public Task<EnregistrementTechnique> EnregistrerAsync(DemandeTechnique demande, CancellationToken annulation) => autorite.EnregistrerAsync(demande, annulation);

    public async Task<CertificatEmis> RetirerAsync(EnregistrementTechnique enregistrement, CancellationToken annulation)
    {
        await AvantRetrait(enregistrement);
        return await autorite.RetirerAsync(enregistrement, annulation);
    }

    public async Task RevoquerAsync(RevocationTechnique revocation, CancellationToken annulation)
    {
        await AvantRevocation(revocation);
        await autorite.RevoquerAsync(revocation, annulation);
    }
}
