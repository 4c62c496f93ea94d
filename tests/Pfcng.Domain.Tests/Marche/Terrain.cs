using System.Globalization;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>What a step should give, told once the numbers are known, and what it gave.</summary>
internal sealed record Rencontre(Func<string> Attendu, string Observe);

/// <summary>Does each step twice: in the model, and with the handlers over a real store.</summary>
internal sealed class Terrain : IAsyncDisposable
{
    private const string NumerosQuiReculent =
        """
        WITH o AS (SELECT monde, numero, creation, 'C' AS nature FROM demande UNION ALL SELECT monde, numero, creation, 'R' FROM demande_revocation)
        SELECT 1 FROM o a JOIN o b USING (monde)
        WHERE (a.numero < b.numero AND a.creation > b.creation) OR (a.numero = b.numero AND a.nature < b.nature)
        """;

    private const string AdressesDePlusieurs =
        """
        SELECT 1 FROM produit p JOIN demande d USING (monde, numero)
        WHERE p.etat IN ('ARetirer', 'Retire', 'Actif') AND p.mail_sujet IS NOT NULL AND coalesce(p.fin >= @instant, 1)
            AND (p.etat <> 'ARetirer' OR p.numero_serie IS NOT NULL OR d.creation >= @limite)
        GROUP BY monde, lower(p.mail_sujet) HAVING count(DISTINCT iif(d.offre IN ('PS', 'PRO'), d.beneficiaire, d.structure)) > 1
        """;

    private readonly PlateformeDeTest _plateforme = PlateformeDeTest.Neuve();
    private readonly Dictionary<(Monde, long), string> _certificats = [];
    private long _dernierLot;

    public Terrain(DateTimeOffset depart)
    {
        _plateforme.Horloge.Avancer(depart - _plateforme.Horloge.GetUtcNow());
        Gens.Peupler(_plateforme.Annuaire);
        Modele = new(depart);
    }

    public Modele Modele { get; }

    public Task<Rencontre> FaireAsync(IGeste geste) => geste switch
    {
        Demander d => EnvoyerAsync(Nouveau(d)),
        Redemander r => Modele.LotDuRang(r.Message) is { } lot ? EnvoyerAsync(lot) : Rien,
        DemanderParIhm d => FaireAsync(d),
        Retirer r => FaireAsync(r),
        Revoquer r => FaireAsync(r),
        Renouveler r => FaireAsync(r),
        Attendre a => FaireAsync(a),
        Oublier o => Basculer(o.IdNat),
        Suivre s => FaireAsync(s),
        _ => throw new ArgumentOutOfRangeException(nameof(geste)),
    };

    /// <summary>Everybody comes back to the directory.</summary>
    public void ToutLeMondeRevient()
    {
        foreach (var idNat in Modele.Absents)
        {
            Gens.Basculer(_plateforme.Annuaire, idNat, present: true);
        }

        Modele.ToutLeMondeRevient();
    }

    /// <summary>What must hold whatever was done; the broken rules.</summary>
    public async Task<IReadOnlyList<string>> VerifierAsync()
    {
        var signes = _plateforme.Autorite.Signes;
        var historique = await Verification.VerifierAsync(_plateforme.Depot, default);
        (string Regle, bool Tenue)[] regles =
        [
            ("un certificat par demande (D26)", signes.Distinct().Count() == signes.Count && signes.Count == Modele.Demandes.Count(d => d.ACertificat)),
            ("un numéro de série par demande (D26)", _plateforme.Autorite.Enregistrees.Count == Modele.Demandes.Count(d => d.ANumeroDeSerie)),
            ("une révocation à l’autorité par demande close (D29)", _plateforme.Autorite.Revoquees.Count == Modele.Revocations.Count(r => r.Etat == EtatRevocation.Close)),
            ("rien d’autre d'enregistré", await CompterAsync("SELECT numero FROM demande") == Modele.Demandes.Count),
            ("aucune autre révocation d’enregistrée", await CompterAsync("SELECT numero FROM demande_revocation") == Modele.Revocations.Count),
            ("les numéros ne font que croître (D24)", await CompterAsync(NumerosQuiReculent) == 0),
            ("une adresse protégée a un seul porteur (D22)", await CompterAsync(
                AdressesDePlusieurs,
                ("@instant", Modele.Instant.ToUnixTimeMilliseconds()),
                ("@limite", DelaiDeRetrait.ParDefaut.Limite(Modele.Instant).ToUnixTimeMilliseconds())) == 0),
            ("l’historique s’enchaîne (D37)", historique.PremiereFausse is null),
        ];
        return [.. regles.Where(r => !r.Tenue).Select(r => r.Regle)];
    }

    public ValueTask DisposeAsync() => _plateforme.DisposeAsync();

    private static Task<Rencontre> Rien => Task.FromResult(new Rencontre(() => "", ""));

    private Task<int> CompterAsync(string sql, params (string, object?)[] parametres) => _plateforme.Depot.LireAsync(
        c => c.Lister<IReadOnlyDictionary<string, object?>>(sql, parametres).Count, default);

    private LotVoulu Nouveau(Demander d)
    {
        var lot = new LotVoulu { Qui = d.Qui, Demandes = d.Demandes };
        Modele.Lots.Add(lot);
        return lot;
    }

    private async Task<Rencontre> EnvoyerAsync(LotVoulu lot)
    {
        var prevu = Modele.Demander(lot);
        var appel = Appel(new(Gens.Monde(lot.Qui), Gens.IdNat(lot.Qui), null), $"message {Modele.Lots.IndexOf(lot)}");
        var reponse = await _plateforme.Demander.TraiterAsync(appel, new(lot.Demandes), default);
        var redite = reponse.IndiceLot == lot.Indice;
        lot.Indice = reponse.IndiceLot;
        await NumeroterAsync(appel.Signataire.Monde, redite ? null : lot.Indice);
        var croit = long.Parse(lot.Indice, CultureInfo.InvariantCulture) > _dernierLot;
        _dernierLot = Math.Max(_dernierLot, long.Parse(lot.Indice, CultureInfo.InvariantCulture));
        return new(
            () => Dire(prevu.All(p => p.Creee is not null) ? "OK" : "KO", prevu.Select(p => p.ToString())),
            Dire(reponse.StatutLot, reponse.Demandes.Select(Dire)) + (croit || redite ? "" : ", indiceLot qui ne croît pas"));
    }

    private async Task<Rencontre> FaireAsync(DemanderParIhm d)
    {
        var appelant = Modele.Appelant(d.Qui, null, null) with { Tiers = d.Demande.IdNatTiers };
        var prevu = Modele.DemanderParIhm(appelant, d.Demande);
        var reponse = await _plateforme.Demander.DemanderParIhmAsync(Appel(appelant).Signataire, d.Demande, default);
        await NumeroterAsync(appelant.Monde, null);
        return new(prevu.ToString, Dire(reponse));
    }

    private async Task<Rencontre> FaireAsync(Retirer r)
    {
        var demande = Modele.Trouver(r.Choix);
        var appelant = Modele.Appelant(r.Qui, r.Tiers, demande);
        var numero = demande?.Numero ?? long.MaxValue;
        var prevu = Modele.Retirer(appelant, numero, r.Panne, r.Transmise);
        Tomber(r.Panne);
        await using var retrait = await _plateforme.Retirer.TraiterAsync(Appel(appelant), new(appelant.Tiers, $"{numero}", "code"), default);
        await retrait.AccuserAsync(r.Transmise);
        var certificat = retrait.Reponse.Certificat ?? "";
        var autre = certificat.Length > 0 && !_certificats.TryAdd((appelant.Monde, numero), certificat) && _certificats[(appelant.Monde, numero)] != certificat;
        return new(() => prevu, Court(retrait.Reponse.Statut) + (autre ? ", un autre certificat" : ""));
    }

    private async Task<Rencontre> FaireAsync(Revoquer r)
    {
        var demande = Modele.Trouver(r.Choix);
        var appelant = Modele.Appelant(r.Qui, r.Tiers, demande);
        var (aki, serie) = await CertificatAsync(demande);
        var date = r.Jours is { } jours ? Modele.Aujourdhui.AddDays(jours) : default(DateOnly?);
        var prevu = Modele.Revoquer(appelant, demande, r.Motif, r.Jours, r.Panne);
        Tomber(r.Panne);
        var requete = new RequeteRevocationCertificat(
            appelant.Tiers, aki, serie, r.Motif, r.Motif == MotifRevocation.AUTRE ? "autre" : null, date, "demandeur@exemple.fr", "informe@exemple.fr");
        try
        {
            return new(() => prevu, Court((await _plateforme.Revoquer.TraiterAsync(Appel(appelant), requete, default)).Statut));
        }
        catch (AutoriteErreurException)
        {
            return new(() => prevu, "Fault");
        }
    }

    private async Task<Rencontre> FaireAsync(Renouveler r)
    {
        var ancienne = Modele.Trouver(r.Choix);
        var appelant = Modele.Appelant(r.Qui, r.Tiers, ancienne);
        var (aki, serie) = await CertificatAsync(ancienne);
        var prevu = Modele.Renouveler(appelant, ancienne, r.Csr);
        var requete = new RequeteRenouvellementCertificat(appelant.Tiers, aki, serie, "informe@exemple.fr", r.Csr, "demandeur@exemple.fr");
        var reponse = await _plateforme.Renouveler.TraiterAsync(Appel(appelant), requete, default);
        await NumeroterAsync(appelant.Monde, null);
        return new(prevu.ToString, Dire(new ReponseDemande(reponse.IndiceRetrait, reponse.Statut, "")));
    }

    private async Task<Rencontre> FaireAsync(Attendre a)
    {
        var duree = TimeSpan.FromHours(a.Heures);
        var prevu = Modele.Attendre(duree, a.Panne);
        _plateforme.Horloge.Avancer(duree);
        Tomber(a.Panne);
        var bilan = await _plateforme.Executer.ExecuterAsync(default);
        return new(() => prevu, Modele.Bilan(bilan.Faites, bilan.EnAttente, bilan.NonTraitees));
    }

    private Task<Rencontre> Basculer(string idNat)
    {
        Gens.Basculer(_plateforme.Annuaire, idNat, Modele.Oublier(idNat));
        return Rien;
    }

    private async Task<Rencontre> FaireAsync(Suivre s)
    {
        var appelant = Modele.Appelant(s.Qui, s.Tiers, null);
        var lot = s.Lot is { } rang ? long.Parse(Modele.LotDuRang(rang)?.Indice ?? "1", CultureInfo.InvariantCulture) : default(long?);
        var jour = s.Jours is { } jours ? Modele.Aujourdhui.AddDays(jours) : default(DateOnly?);
        var requete = new RequeteSuiviActivite(s.Type, s.Offre, s.Usage, lot, jour, s.Beneficiaire, s.Structure, s.Acteur, appelant.Tiers);
        var reponse = await _plateforme.Suivre.TraiterAsync(Appel(appelant), requete, default);
        var observe = reponse.Statut == "OK" ? string.Join('\n', reponse.Resultats.Select(r => Decrire(r, s.Type))) : Court(reponse.Statut);
        return new(() => Modele.Suivre(s), observe);
    }

    private static string Decrire(Resultat resultat, TypeSuivi type)
    {
        var v = resultat.Champs.ToDictionary();
        var produit = $"{v["offre"]}_{v["usage"]}";
        if (type == TypeSuivi.DEMANDES_REVOCATION)
        {
            return $"{produit} par {v["idNatActeur"]}, {v["motifRevocation"]}, {v["etat"]}, le {v["dateRevocation"]}";
        }

        var serie = Modele.OuiNon(v["numeroSerie"].Length > 0);
        var commun = $"n° {v["numero"]} {v["canal"]} {produit} {v["idNatBeneficiaire"]} par {v["idNatActeur"]} {v["idNatAdministrateur"]}, série {serie}, {v["etat"]}, ";
        return commun + (type == TypeSuivi.PRODUITS ? $"fin {Modele.OuiNon(v["dateFinValidite"].Length > 0)}" : $"à retirer avant {v["dateExpiration"]}");
    }

    /// <summary>Gives the demandes of the model the numbers that the store gave to its own: as many, and in the same order.</summary>
    private async Task NumeroterAsync(Monde monde, string? lot)
    {
        var dernier = Modele.Demandes.Where(d => d.Monde == monde).Select(d => d.Numero).DefaultIfEmpty().Max();
        var numeros = await _plateforme.Depot.LireAsync(
            c => c.Lister<long>(
                "SELECT numero FROM demande WHERE monde = @monde AND numero > @dernier ORDER BY numero", ("@monde", monde.ToString()), ("@dernier", dernier)),
            default);
        foreach (var (demande, numero) in Modele.Demandes.Where(d => d.Numero == 0).Zip(numeros))
        {
            (demande.Numero, demande.IndiceLot) = (numero, lot);
        }
    }

    private async Task<(string Aki, string Serie)> CertificatAsync(DemandeVoulue? demande)
    {
        var technique = demande is null ? null : (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, demande.Monde, demande.Numero), default))?.Produit.Technique;
        return (technique?.Aki ?? new('a', 40), technique?.NumeroSerie ?? new('b', 32));
    }

    private static Appel Appel(Appelant appelant, string? signature = null) =>
        ConstructeursDuDomaine.Appel(Personnes.First(p => p.IdNat == appelant.IdNat), signature, appelant.Monde);

    private static IEnumerable<Personne> Personnes => Enum.GetValues<Qui>().Select(Gens.Personne);

    private void Tomber(Panne panne)
    {
        _plateforme.Autorite.AvantEnregistrement = Tomber(panne, Panne.EnregistrementInaccessible, Panne.EnregistrementEnErreur);
        _plateforme.Autorite.AvantRetrait = Tomber(panne, Panne.RetraitInaccessible, Panne.RetraitEnErreur);
        _plateforme.Autorite.AvantRevocation = Tomber(panne, Panne.RevocationInaccessible, Panne.RevocationEnErreur);
    }

    private static Func<Task> Tomber(Panne panne, Panne inaccessible, Panne enErreur) =>
        panne == inaccessible ? () => throw new AutoriteInaccessibleException("voulu")
        : panne == enErreur ? () => throw new AutoriteErreurException("voulu")
        : () => Task.CompletedTask;

    private static string Dire(string statut, IEnumerable<string> demandes) => $"{statut} ({string.Join(", ", demandes)})";

    private static string Dire(ReponseDemande r) => r.IndiceDemande is { } numero ? $"{r.StatutDemande} n° {numero}" : Court(r.StatutDemande);

    private static string Court(string statut) => statut.Replace("WSMG-000000", "", StringComparison.Ordinal);
}
