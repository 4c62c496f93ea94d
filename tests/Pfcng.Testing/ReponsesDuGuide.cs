using System.Security.Cryptography;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Operations.SuivreActivite;

namespace Pfcng.Testing;

/// <summary>Tableau 12, as a client of the Web Service reads it.</summary>
public sealed record ReponseDemandeCertificats(string IndiceLot, string StatutLot, string Message, IReadOnlyList<ReponseDemande> Demandes)
{
    public static ReponseDemandeCertificats De(LotCree lot)
    {
        ReponseDemande[] demandes = [.. lot.Demandes.Select(ReponseDemande.De)];
        var erreur = demandes.FirstOrDefault(d => d.IndiceDemande is null);
        return new($"{lot.Indice}", erreur is null ? "OK" : "KO", erreur?.Message ?? "", demandes);
    }
}

/// <summary>One demande of it.</summary>
public sealed record ReponseDemande(long? IndiceDemande, string StatutDemande, string Message)
{
    public static ReponseDemande De(Resultat<long, Refus> demande) =>
        demande.Donne(out var numero, out var refus) ? new(numero, "OK", "") : new(null, refus.Code, refus.Libelle);
}

/// <summary>Tableau 14.</summary>
public sealed record ReponseRetraitCertificat(string Statut, string Message, string? Certificat);

/// <summary>Tableau 16.</summary>
public sealed record ReponseRevocationCertificat(string Statut, string Message);

/// <summary>Tableau 18.</summary>
public sealed record ReponseRenouvellementCertificat(long? IndiceRetrait, string Statut, string Message);

/// <summary>Tableaux 20 and 21.</summary>
public sealed record ReponseSuiviActivite(string Statut, string? Avertissement, IReadOnlyList<Resultat> Resultats, string? Erreur);

/// <summary>One line of tableau 21.</summary>
public sealed record Resultat(IReadOnlyList<KeyValuePair<string, string>> Champs);

/// <summary>A withdrawal whose answer is on its way, or a refusal.</summary>
public sealed class RetraitDeTest(Resultat<RetraitEnCours, Refus> retrait) : IAsyncDisposable
{
    public ReponseRetraitCertificat Reponse { get; } = retrait.Donne(out var enCours, out var refus)
        ? new("OK", "", PemEncoding.WriteString("CERTIFICATE", enCours.Certificat.Der))
        : new(refus.Code, refus.Libelle, null);

    public Task<Refus?> AccuserAsync(bool transmise) => retrait.EstAccepte ? retrait.Valeur.AccuserAsync(transmise) : Task.FromResult<Refus?>(null);

    public async ValueTask DisposeAsync()
    {
        if (retrait.EstAccepte)
        {
            await retrait.Valeur.DisposeAsync();
        }
    }
}

/// <summary>demanderCertificats, answering as the guide prints it.</summary>
public sealed class DemanderDeTest(DemanderCertificatsHandler handler)
{
    public async Task<ReponseDemandeCertificats> TraiterAsync(Appel appel, RequeteDemandeCertificats requete, CancellationToken annulation) =>
        ReponseDemandeCertificats.De(await handler.TraiterAsync(appel, requete, annulation));

    public async Task<ReponseDemandeCertificats> RefuserAsync(Appel appel, Refus refus, IReadOnlyList<DemandeNonTraitee> demandes, CancellationToken annulation)
    {
        await handler.RefuserAsync(appel, refus, demandes, annulation);
        return new("", refus.Code, refus.Libelle, []);
    }

    /// <summary>One demande of the channel where nothing is signed.</summary>
    public async Task<ReponseDemande> DemanderParIhmAsync(Signataire acteur, DemandeCertificat demande, CancellationToken annulation) =>
        ReponseDemande.De((await handler.TraiterAsync(new(acteur, Canal.IHM, null, "trace"), new([demande]), annulation)).Demandes[0]);
}

/// <summary>retirerCertificat, likewise.</summary>
public sealed class RetirerDeTest(RetirerCertificatHandler handler)
{
    public async Task<RetraitDeTest> TraiterAsync(Appel appel, RequeteRetraitCertificat requete, CancellationToken annulation) =>
        new(await handler.TraiterAsync(appel, requete, annulation));
}

/// <summary>revoquerCertificat, likewise.</summary>
public sealed class RevoquerDeTest(RevoquerCertificatHandler handler)
{
    public async Task<ReponseRevocationCertificat> TraiterAsync(Appel appel, RequeteRevocationCertificat requete, CancellationToken annulation) =>
        (await handler.TraiterAsync(appel, requete, annulation)).Donne(out _, out var refus) ? new("OK", "") : new(refus.Code, refus.Libelle);
}

/// <summary>renouvelerCertificat, likewise.</summary>
public sealed class RenouvelerDeTest(RenouvelerCertificatHandler handler)
{
    public async Task<ReponseRenouvellementCertificat> TraiterAsync(Appel appel, RequeteRenouvellementCertificat requete, CancellationToken annulation) =>
        (await handler.TraiterAsync(appel, requete, annulation)).Donne(out var numero, out var refus) ? new(numero, "OK", "") : new(null, refus.Code, refus.Libelle);
}

/// <summary>suivreActivite, likewise.</summary>
public sealed class SuivreDeTest(SuivreActiviteHandler handler, DelaiDeRetrait delai)
{
    public async Task<ReponseSuiviActivite> TraiterAsync(Appel appel, RequeteSuiviActivite requete, CancellationToken annulation)
    {
        if (!(await handler.TraiterAsync(appel, requete, annulation)).Donne(out var activite, out var refus))
        {
            return new(refus.Code, null, [], refus.Libelle);
        }

        var tableau = new Tableau21(delai);
        return new(
            "OK",
            activite.Tronquee ? "MESSAGE : La recherche donne un trop grand nombre de résultats. La réponse n’est pas exhaustive et se limite à 500 réponses. Veuillez restreindre la recherche." : null,
            [.. activite.Lignes.Select(l => new Resultat(tableau.Decrire(activite.Type, l, activite.Instant)))],
            null);
    }
}
