using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Demandes;

/// <summary>Where demandes come from.</summary>
/// <param name="Appel">The call.</param>
/// <param name="Operation">The operation of the call.</param>
/// <param name="EnLot">True when they get an indiceLot.</param>
/// <param name="Ancien">The certificate that the one demande renews, or null.</param>
internal sealed record Provenance(Appel Appel, string Operation, bool EnLot, AncienCertificat? Ancien = null);

/// <summary>
/// The one way to create demandes, whether they come in a lot, by the IHM channel or from a renewal: loads what is known, decides, stores all or
/// nothing. When somebody took a key, an address or a state in between, the constraints of the store refuse, and all is loaded and decided
/// again: conflicts become the same refusals.
/// </summary>
internal sealed class Creation(Depot depot, IAnnuaire annuaire, TimeProvider horloge, Func<string, CsrLue> lireCsr, Parametres parametres)
{
    /// <summary>Creates demandes; the very message that already created some gets its recorded answer again (D25).</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer; nothing is registered (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public async Task<LotCree> CreerAsync(Provenance provenance, IReadOnlyList<DemandeCertificat> demandes, CancellationToken annulation)
    {
        var monde = provenance.Appel.Signataire.Monde;
        var dossiers = await ReunirAsync(provenance, demandes, annulation);
        var demandees = dossiers.ConvertAll(d => new PrisesDemandees(d.Csr.Empreinte, d.Demande.MailSujet, d.Demande.Upn));
        var message = provenance.Appel.Preuve is { } preuve ? Preuves.Empreinte(preuve) : null;
        var numero = depot.Numeros.Demandes(monde, demandes.Count(d => Presence.Verifier(d) is null));
        return await Reessai.FaireAsync(async () =>
        {
            var instant = horloge.GetUtcNow();
            var (connus, dejaDonnee) = await depot.LireAsync(
                c => (Lots.Connus(c, monde, demandees, instant, parametres.Delai.Limite(instant)), message is null ? null : Preuves.ReponseARedonner(c, message)), annulation);
            if (dejaDonnee is not null)
            {
                return ReponseGardee.Lire(dejaDonnee);
            }

            long? indice = provenance.EnLot ? depot.Numeros.Lot(instant) : null;
            var decision = Decision.Decider(new(monde, provenance.Appel.Canal, dossiers, connus, indice, numero, instant));
            await EnregistrerAsync(provenance, indice, decision, instant);
            return decision.Lot;
        });
    }

    private Task<bool> EnregistrerAsync(Provenance provenance, long? indice, Decision decision, DateTimeOffset instant)
    {
        var reponse = decision.Lot.Demandes.Any(d => d.EstAccepte) ? ReponseGardee.Ecrire(decision.Lot) : null;
        return depot.EcrireAsync(c =>
        {
            Lots.Inserer(c, provenance.Appel, provenance.Operation, indice, decision.AEnregistrer, instant, reponse);
            return true;
        });
    }

    /// <summary>Reads the CSRs and asks the directory, once for each person and structure.</summary>
    private async Task<List<Dossier>> ReunirAsync(Provenance provenance, IReadOnlyList<DemandeCertificat> demandes, CancellationToken annulation)
    {
        var monde = provenance.Appel.Signataire.Monde;
        var personnes = new Dictionary<string, Personne?>();
        var structures = new Dictionary<string, Structure?>();
        var dossiers = new List<Dossier>();
        foreach (var demande in demandes)
        {
            annulation.ThrowIfCancellationRequested(); // a CSR is the heaviest part of a lot: nothing more is verified for a client who has left
            var intervenant = await Intervenant.ReunirAsync(provenance.Appel.Signataire, demande.IdNatTiers, Personne);
            dossiers.Add(new(
                demande,
                lireCsr(demande.Csr),
                intervenant,
                demande.IdNatStruct is { } structure ? await Structure(structure) : null,
                demande.Offre == Offre.PS ? intervenant.Personne : demande.IdNatBeneficiaire is { } beneficiaire ? await Personne(beneficiaire) : null,
                parametres,
                provenance.Ancien));
        }

        return dossiers;

        async ValueTask<Personne?> Personne(string idNat) =>
            personnes.TryGetValue(idNat, out var connue) ? connue : personnes[idNat] = await annuaire.PersonneAsync(monde, idNat, annulation);

        async ValueTask<Structure?> Structure(string idNat) =>
            structures.TryGetValue(idNat, out var connue) ? connue : structures[idNat] = await annuaire.StructureAsync(monde, idNat, annulation);
    }
}
