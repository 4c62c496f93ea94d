using System.Text.Json;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>
/// demanderCertificats (guide WS §14): loads what is known, decides, stores all or nothing. When somebody took a key, an address or a state in
/// between, the constraints of the store refuse, and the lot is loaded and decided again: conflicts become the same refusals.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="annuaire">The directory.</param>
/// <param name="horloge">The clock (D39).</param>
/// <param name="lireCsr">Reads a CSR; done once, before anything is locked.</param>
/// <param name="parametres">The operator's settings.</param>
public sealed class DemanderCertificatsHandler(
    Depot depot, IAnnuaire annuaire, TimeProvider horloge, Func<string, CsrLue> lireCsr, Parametres parametres)
{
    /// <summary>Treats a lot of the Web Service.</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer; nothing is registered (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public async Task<ReponseDemandeCertificats> TraiterAsync(Appel appel, RequeteDemandeCertificats requete, CancellationToken annulation)
    {
        var demandes = Lire(requete.Demandes);
        var repertoire = await ChargerAnnuaireAsync(appel.Signataire, requete.Demandes, annulation);
        var message = Preuves.Empreinte(appel.Preuve);
        var numero = depot.Numeros.Demandes(appel.Signataire.Monde, NombreAEnregistrer(requete.Demandes));
        return await Reessai.FaireAsync(async () =>
        {
            var instant = horloge.GetUtcNow();
            var (connus, dejaDonnee) = await depot.LireAsync(
                c => (Lots.Connus(c, appel.Signataire.Monde, demandes, instant), Preuves.ReponseARedonner(c, message)), annulation);
            if (dejaDonnee is not null)
            {
                return JsonSerializer.Deserialize(dejaDonnee, ReponseEnJson.Default.ReponseDemandeCertificats)!;
            }

            var indice = depot.Numeros.Lot(instant);
            var decision = Decision.Decider(new(appel.Signataire, Canal.WS, demandes, repertoire, connus, parametres, indice, numero, instant));
            await EnregistrerAsync(appel, indice, decision, instant);
            return decision.Reponse;
        });
    }

    /// <summary>Refuses a whole lot, and registers its demandes that could be read as « non traitée » (§14.2, D19).</summary>
    /// <param name="appel">The signed call.</param>
    /// <param name="refus">05 or 42.</param>
    /// <param name="demandes">Those of which offre and usage could be read.</param>
    /// <param name="annulation">Stops before anything is written.</param>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public async Task<ReponseDemandeCertificats> RefuserAsync(
        Appel appel, Refus refus, IReadOnlyList<DemandeNonTraitee> demandes, CancellationToken annulation)
    {
        annulation.ThrowIfCancellationRequested();
        if (demandes.Count > 0)
        {
            var instant = horloge.GetUtcNow();
            var numero = depot.Numeros.Demandes(appel.Signataire.Monde, demandes.Count);
            var refusees = demandes.Select((d, rang) => LotRefuse.Decider(appel.Signataire, d, refus, numero + rang, instant)).ToList();
            await depot.EcrireAsync(c => { Lots.Inserer(c, appel, null, refusees, instant, null); return true; });
        }

        return new("", refus.Code, refus.Libelle, []);
    }

    /// <summary>Registers one demande of the IHM channel, under the same rules: it can't be withdrawn here (31).</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public async Task<ReponseDemande> DemanderParIhmAsync(Signataire acteur, DemandeCertificat demande, CancellationToken annulation)
    {
        var demandes = Lire([demande]);
        var repertoire = await ChargerAnnuaireAsync(acteur, [demande], annulation);
        var numero = depot.Numeros.Demandes(acteur.Monde, 1);
        return await Reessai.FaireAsync(async () =>
        {
            var instant = horloge.GetUtcNow();
            var connus = await depot.LireAsync(c => Lots.Connus(c, acteur.Monde, demandes, instant), annulation);
            var decision = Decision.Decider(new(acteur, Canal.IHM, demandes, repertoire, connus, parametres, null, numero, instant));
            await EnregistrerAsync(null, null, decision, instant);
            return decision.Reponse.Demandes[0];
        });
    }

    private Task<bool> EnregistrerAsync(Appel? appel, long? indice, Decision decision, DateTimeOffset instant)
    {
        var cree = decision.Reponse.Demandes.Any(d => d.IndiceDemande is not null);
        var reponse = cree ? JsonSerializer.Serialize(decision.Reponse, ReponseEnJson.Default.ReponseDemandeCertificats) : null;
        return depot.EcrireAsync(c => { Lots.Inserer(c, appel, indice, decision.AEnregistrer, instant, reponse); return true; });
    }

    private List<(DemandeCertificat Demande, CsrLue Csr)> Lire(IReadOnlyList<DemandeCertificat> demandes) =>
        [.. demandes.Select(d => (d, lireCsr(d.Csr)))];

    private static int NombreAEnregistrer(IReadOnlyList<DemandeCertificat> demandes) => demandes.Count(d => Presence.Verifier(d) is null);

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
