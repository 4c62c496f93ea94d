using System.Text.Json;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Store;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>Where demandes come from.</summary>
/// <param name="Signataire">Who asks.</param>
/// <param name="Appel">The signed call; null on the IHM channel.</param>
/// <param name="Operation">The operation of the call.</param>
/// <param name="EnLot">True when they get an indiceLot.</param>
/// <param name="Ancien">The certificate that the one demande renews, or null.</param>
internal sealed record Provenance(Signataire Signataire, Appel? Appel, string Operation, bool EnLot, AncienCertificat? Ancien = null);

/// <summary>
/// The one way to create demandes, whether they come in a lot, by the IHM channel or from a renewal: loads what is known, decides, stores all or
/// nothing. When somebody took a key, an address or a state in between, the constraints of the store refuse, and all is loaded and decided
/// again: conflicts become the same refusals.
/// </summary>
internal sealed class Traitement(Depot depot, IAnnuaire annuaire, TimeProvider horloge, Func<string, CsrLue> lireCsr, Parametres parametres)
{
    /// <summary>Creates demandes; the very message that already created some gets its recorded answer again (D25).</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer; nothing is registered (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public async Task<ReponseDemandeCertificats> CreerAsync(Provenance provenance, IReadOnlyList<DemandeCertificat> demandes, CancellationToken annulation)
    {
        var monde = provenance.Signataire.Monde;
        var lues = demandes.Select(d => (d, LireCsr(d, annulation))).ToList();
        var repertoire = await ChargerAnnuaireAsync(provenance.Signataire, demandes, annulation);
        var message = provenance.Appel is { } appel ? Preuves.Empreinte(appel.Preuve) : null;
        var numero = depot.Numeros.Demandes(monde, demandes.Count(d => Presence.Verifier(d) is null));
        return await Reessai.FaireAsync(async () =>
        {
            var instant = horloge.GetUtcNow();
            var (connus, dejaDonnee) = await depot.LireAsync(
                c => (Lots.Connus(c, monde, lues, instant), message is null ? null : Preuves.ReponseARedonner(c, message)), annulation);
            if (dejaDonnee is not null)
            {
                return JsonSerializer.Deserialize(dejaDonnee, ReponseEnJson.Default.ReponseDemandeCertificats)!;
            }

            long? indice = provenance.EnLot ? depot.Numeros.Lot(instant) : null;
            var canal = provenance.Appel is null ? Canal.IHM : Canal.WS;
            var decision = Decision.Decider(
                new(provenance.Signataire, canal, lues, repertoire, connus, parametres, indice, numero, instant, provenance.Ancien));
            await EnregistrerAsync(provenance, indice, decision, instant);
            return decision.Reponse;
        });
    }

    // The heaviest part of a lot: nothing more is verified for a client who has left.
    private CsrLue LireCsr(DemandeCertificat demande, CancellationToken annulation)
    {
        annulation.ThrowIfCancellationRequested();
        return lireCsr(demande.Csr);
    }

    private Task<bool> EnregistrerAsync(Provenance provenance, long? indice, Decision decision, DateTimeOffset instant)
    {
        var cree = decision.Reponse.Demandes.Any(d => d.IndiceDemande is not null);
        var reponse = cree ? JsonSerializer.Serialize(decision.Reponse, ReponseEnJson.Default.ReponseDemandeCertificats) : null;
        return depot.EcrireAsync(c =>
        {
            Lots.Inserer(c, provenance.Appel, provenance.Operation, indice, decision.AEnregistrer, instant, reponse);
            return true;
        });
    }

    private async Task<Repertoire> ChargerAnnuaireAsync(Signataire signataire, IReadOnlyList<DemandeCertificat> demandes, CancellationToken annulation)
    {
        var personnes = new Dictionary<string, Personne?>();
        foreach (var idNat in demandes.SelectMany(d => new[] { d.IdNatTiers, d.IdNatBeneficiaire }).Append(signataire.IdNat).OfType<string>().Distinct())
        {
            personnes[idNat] = await annuaire.PersonneAsync(signataire.Monde, idNat, annulation);
        }

        var structures = new Dictionary<string, Structure?>();
        foreach (var idNat in demandes.Select(d => d.IdNatStruct).OfType<string>().Distinct())
        {
            structures[idNat] = await annuaire.StructureAsync(signataire.Monde, idNat, annulation);
        }

        return new(personnes, structures);
    }
}
