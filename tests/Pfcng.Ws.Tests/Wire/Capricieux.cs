using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>An authority that fails, or takes its time, when a test says so; the true one works behind.</summary>
internal sealed class AutoriteCapricieuse(IAutorite vraie) : IAutorite
{
    /// <summary>Thrown by the technical registration, when there is one.</summary>
    public Exception? PanneAlEnregistrement { get; set; }

    /// <summary>Thrown by the technical withdrawal, when there is one.</summary>
    public Exception? PanneAuRetrait { get; set; }

    /// <summary>Done once the certificate is signed, before it is given.</summary>
    public Func<Task>? ApresSignature { get; set; }

    public Task<EnregistrementTechnique> EnregistrerAsync(DemandeTechnique demande, CancellationToken annulation) =>
        PanneAlEnregistrement is { } panne ? Task.FromException<EnregistrementTechnique>(panne) : vraie.EnregistrerAsync(demande, annulation);

    public async Task<CertificatEmis> RetirerAsync(EnregistrementTechnique enregistrement, CancellationToken annulation)
    {
        if (PanneAuRetrait is { } panne)
        {
            throw panne;
        }

        var certificat = await vraie.RetirerAsync(enregistrement, CancellationToken.None);
        await (ApresSignature?.Invoke() ?? Task.CompletedTask);
        return certificat;
    }

    public Task RevoquerAsync(RevocationTechnique revocation, CancellationToken annulation) => vraie.RevoquerAsync(revocation, annulation);
}

/// <summary>A directory that fails when a test says so.</summary>
internal sealed class AnnuaireCapricieux(IAnnuaire vrai) : IAnnuaire
{
    /// <summary>Thrown instead of an answer, when there is one.</summary>
    public Exception? Panne { get; set; }

    public ValueTask<Personne?> PersonneAsync(Monde monde, string idNat, CancellationToken annulation) =>
        Panne is { } panne ? ValueTask.FromException<Personne?>(panne) : vrai.PersonneAsync(monde, idNat, annulation);

    public ValueTask<Structure?> StructureAsync(Monde monde, string idNat, CancellationToken annulation) =>
        Panne is { } panne ? ValueTask.FromException<Structure?>(panne) : vrai.StructureAsync(monde, idNat, annulation);
}
