using FsCheck;
using FsCheck.Fluent;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>Draws walks: mostly what a client does, often enough what he should not.</summary>
internal static class Tirages
{
    private const int PasAuPlus = 40;
    private const string Mail = "claire@ch-saint-anne.fr";

    /// <summary>The fake authority's certificates all end on 2029-03-02: the second start is a little before the window of renewals.</summary>
    private static readonly DateTimeOffset[] Departs = [new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), new(2029, 1, 28, 9, 0, 0, TimeSpan.Zero)];

    /// <summary>Named twice: followed more often.</summary>
    private static readonly (Offre Offre, string? Structure)[] Perimetres =
    [
        (Offre.PS, null), (Offre.PRO, Hopital), (Offre.PRO, Hopital), (Offre.SERV, Pharmacie), (Offre.ORG, Cabinet),
        (Offre.ORG, Cabinet), (Offre.ORG, Pharmacie), (Offre.ORG, Hopital), (Offre.SERV, Pharmacie), (Offre.ORG, Gens.Nulle),
    ];

    public static Arbitrary<Promenade> Promenades => Arb.From(Promenade(), Reduire);

    private static Gen<Promenade> Promenade() =>
        from depart in Gen.Elements(Departs)
        from lot in Lot()
        from longueur in Gen.Choose(15, PasAuPlus - 1)
        from gestes in Geste().ListOf(longueur)
        select new Promenade(depart, [lot, .. gestes]);

    /// <summary>Shorter walks: without a half, without a quarter, …, without one step; then simpler steps.</summary>
    private static IEnumerable<Promenade> Reduire(Promenade p)
    {
        for (var taille = p.Gestes.Count / 2; taille > 0; taille /= 2)
        {
            for (var debut = 0; debut < p.Gestes.Count; debut += taille)
            {
                yield return p with { Gestes = [.. p.Gestes.Take(debut), .. p.Gestes.Skip(debut + taille)] };
            }
        }

        for (var rang = 0; rang < p.Gestes.Count; rang++)
        {
            foreach (var simple in PlusSimples(p.Gestes[rang]))
            {
                yield return p with { Gestes = [.. p.Gestes.Take(rang), simple, .. p.Gestes.Skip(rang + 1)] };
            }
        }
    }

    /// <summary>One demande less; one of the three oldest rather than another.</summary>
    private static IEnumerable<IGeste> PlusSimples(IGeste geste) => geste switch
    {
        Demander { Demandes.Count: > 1 } lot => lot.Demandes.Select(de => lot with { Demandes = [.. lot.Demandes.Where(d => d != de)] }),
        Retirer r => PlusAnciennes(r.Choix).Select(c => r with { Choix = c }),
        Revoquer r => PlusAnciennes(r.Choix).Select(c => r with { Choix = c }),
        Renouveler r => PlusAnciennes(r.Choix).Select(c => r with { Choix = c }),
        _ => [],
    };

    private static IEnumerable<Choix> PlusAnciennes(Choix choix) => Enumerable.Range(0, Math.Min(3, choix.Rang)).Select(rang => choix with { Rang = rang });

    private static Gen<IGeste> Geste() => Gen.Frequency<IGeste>(
        (9, Lot()),
        (1, Gen.Choose(0, 5).Select(IGeste (m) => new Redemander(m))),
        (1, from qui in Souvent(Qui.Carole) from d in Demande(qui) select (IGeste)new DemanderParIhm(qui, d)),
        (13, from q in Acteur()
             from c in Choix(Parmi.EnRetrait)
             from p in PannesAuRetrait()
             from transmise in Gen.Elements(true, true, true, false)
             select (IGeste)new Retirer(q.Qui, q.Tiers, c, p, transmise)),
        (6, from q in Acteur()
            from c in Choix(Parmi.Certifiees)
            from motif in Gen.Elements(Enum.GetValues<MotifRevocation>())
            from jours in Gen.Elements<int?>(null, null, 0, 1, 2, 4, -1, 3000)
            from p in PannesALaRevocation()
            select (IGeste)new Revoquer(q.Qui, q.Tiers, c, motif, jours, p)),
        (6, from q in Acteur() from c in Choix(Parmi.Certifiees) from csr in Csr() select (IGeste)new Renouveler(q.Qui, q.Tiers, c, csr)),
        (5, from heures in Gen.Elements(1, 12, 17, 24, 24, 48, 24 * 9, 24 * 20) from p in PannesALaRevocation() select (IGeste)new Attendre(heures, p)),
        (2, Gen.Elements(Gens.Carole.IdNat, Claire.IdNat, Hopital).Select(IGeste (i) => new Oublier(i))),
        (8, Suivi()));

    private static Gen<IGeste> Suivi() =>
        from perimetre in Gen.Elements(Perimetres)
        from qui in Souvent(Connaisseur(perimetre.Offre, perimetre.Structure))
        from tiers in Tiers(qui)
        from type in Gen.Elements(Enum.GetValues<TypeSuivi>())
        from usage in Rarement(Gen.Elements(TypeProduit.Tous.Where(t => t.Offre == perimetre.Offre).Select(t => t.Usage)))
        from lot in Rarement(Gen.Choose(0, 5))
        from jours in Rarement(Gen.Choose(-2, 0))
        from beneficiaire in Rarement(Gen.Elements(Claire.IdNat, Gens.Carole.IdNat, Gens.Inconnu.IdNat))
        from acteur in Rarement(Gen.Elements(Charles.IdNat, Gens.Carole.IdNat))
        select (IGeste)new Suivre(
            qui,
            tiers,
            type,
            perimetre.Offre,
            perimetre.Structure,
            usage,
            type == TypeSuivi.DEMANDES_CERTIFICAT ? lot : null,
            jours,
            perimetre.Offre is Offre.PS or Offre.PRO ? beneficiaire : null,
            acteur);

    private static Qui Connaisseur(Offre offre, string? structure) => (offre, structure) switch
    {
        (Offre.PRO, _) or (_, Hopital) => Qui.Charles,
        (_, Pharmacie) => Qui.Gaetan,
        _ => Qui.Carole,
    };

    private static Gen<IGeste> Lot() =>
        from qui in Gen.Frequency((6, Gen.Elements(Qui.Carole, Qui.Gaetan, Qui.Charles)), (2, Gen.Constant(Qui.Vladimir)), (2, Nimporte()))
        from combien in Gen.Choose(1, 3)
        from demandes in Demande(qui).ListOf(combien)
        select (IGeste)new Demander(qui, [.. demandes]);

    private static Gen<DemandeCertificat> Demande(Qui qui) =>
        from tiers in Tiers(qui)
        from valable in Valable(tiers ?? qui)
        from csr in Csr()
        from defaut in Gen.Frequency((3, Gen.Constant<Func<DemandeCertificat, DemandeCertificat>>(d => d)), (1, Gen.Elements(Defauts)))
        select defaut(valable) with { Csr = csr, IdNatTiers = tiers is { } t ? Gens.IdNat(t) : null };

    /// <summary>What that person may ask.</summary>
    private static Gen<DemandeCertificat> Valable(Qui qui) => qui switch
    {
        Qui.Carole or Qui.CaroleEnProduction => Gen.Frequency((6, Organisation(Cabinet)), (1, Organisation(Gens.SansDepartement)), (3, Personnelle())),
        Qui.Gaetan => Gen.Frequency((2, Organisation(Pharmacie)), (5, Serveur()), (2, Personnelle())),
        Qui.Charles => Gen.Frequency((2, Organisation(Hopital)), (7, Professionnelle()), (2, Personnelle())),
        _ => Personnelle(),
    };

    private static Gen<DemandeCertificat> Organisation(string structure) =>
        Gen.Elements(Usage.AUTH_CLI, Usage.SIGN, Usage.CONF).Select(u => Org(u) with { IdNatStruct = structure });

    private static Gen<DemandeCertificat> Serveur() => Gen.OneOf(
        Gen.Elements<string[]>(["test.laboratoire.com"], ["TEST.laboratoire.com", "a.officine.laboratoire.com"]).Select(f => SslServ() with { Fqdn = f }),
        from usage in Gen.Elements(Usage.SIGN, Usage.SMIME, Usage.CONF)
        from mail in Gen.Elements("contact@test.laboratoire.com", "Contact@Test.laboratoire.com", "b@a.officine.laboratoire.com")
        select Serv(usage) with { MailSujet = mail });

    private static Gen<DemandeCertificat> Professionnelle() =>
        from usage in Gen.Elements(Usage.AUTH, Usage.SIGN, Usage.CONF)
        from beneficiaire in Gen.Elements(Claire, Gens.Carole)
        from adresse in Gen.Elements(null, Mail, "Claire@CH-Saint-Anne.fr", "carole@ch-saint-anne.fr")
        select AvecAdresse(Pro(usage) with { IdNatBeneficiaire = beneficiaire.IdNat }, adresse);

    private static Gen<DemandeCertificat> Personnelle() =>
        from usage in Gen.Elements(Usage.AUTH, Usage.SIGN, Usage.CONF)
        from adresse in Gen.Elements(null, null, Mail, "contact@test.laboratoire.com", "moi@exemple.fr")
        select AvecAdresse(PourPs(usage), adresse);

    private static DemandeCertificat AvecAdresse(DemandeCertificat d, string? adresse) =>
        d.Usage == Usage.AUTH ? d with { Upn = adresse, MailSujet = null } : d with { MailSujet = adresse };

    /// <summary>One thing wrong: what is there goes, what is not comes, or a value does not suit.</summary>
    private static readonly Func<DemandeCertificat, DemandeCertificat>[] Defauts =
    [
        d => d with { IdNatStruct = d.IdNatStruct is null ? Cabinet : null },
        d => d with { IdNatBeneficiaire = d.IdNatBeneficiaire is null ? Claire.IdNat : null },
        d => d with { NomApplicatif = d.NomApplicatif is null ? "SAMU 75" : null },
        d => d with { Fqdn = d.Fqdn.Count == 0 ? ["test.laboratoire.com"] : [] },
        d => d with { Upn = d.Upn is null ? Mail : null },
        d => d with { MailSujet = d.MailSujet is null ? Mail : null },
        d => d with { Usage = d.Offre is Offre.PS or Offre.PRO ? Usage.SMIME : Usage.AUTH },
        d => d with { IdNatStruct = d.IdNatStruct is null ? null : Gens.Nulle },
        d => d with { IdNatStruct = d.IdNatStruct is null ? null : Pharmacie },
        d => d with { IdNatBeneficiaire = d.IdNatBeneficiaire is null ? null : Gens.Inconnu.IdNat },
        d => d with { IdNatBeneficiaire = d.IdNatBeneficiaire is null ? null : Gaetan.IdNat },
        d => d with { MailSujet = d.MailSujet is null ? null : "ailleurs@exemple.org" },
        d => d with { Upn = d.Upn is null ? null : "ailleurs@exemple.org" },
        d => d with { Fqdn = [.. d.Fqdn, .. d.Fqdn] },
        d => d with { Fqdn = d.Fqdn.Count == 0 ? [] : ["officine.laboratoire.com"] },
    ];

    private static Gen<string> Csr() => Gen.Frequency(
        (12, Gen.Choose(1, 400).Select(n => $"clé-{n}")), (2, Gen.Choose(1, 4).Select(n => $"clé-{n}")), (1, Gen.Constant("faux")));

    private static Gen<(Qui Qui, Qui? Tiers)> Acteur() => Gen.Frequency(
        (8, Gen.Constant((Qui.LActeur, (Qui?)null))), (2, from qui in Nimporte() from tiers in Tiers(qui) select (qui, tiers)));

    /// <summary>An AdminASIP mostly acts for somebody, the others seldom pretend to.</summary>
    private static Gen<Qui?> Tiers(Qui qui)
    {
        var quelquUn = Gen.Elements(Qui.Carole, Qui.Carole, Qui.Gaetan, Qui.Charles, Qui.Inconnu).Select(q => (Qui?)q);
        return qui == Qui.Vladimir ? Gen.Frequency((7, quelquUn), (1, Gen.Constant((Qui?)null))) : Gen.Frequency((1, quelquUn), (15, Gen.Constant((Qui?)null)));
    }

    private static Gen<Panne> PannesAuRetrait() => Gen.Frequency((3, Gen.Constant(Panne.Aucune)), (1, Gen.Elements(
        Panne.EnregistrementInaccessible, Panne.EnregistrementEnErreur, Panne.RetraitInaccessible, Panne.RetraitEnErreur)));

    private static Gen<Panne> PannesALaRevocation() =>
        Gen.Frequency((3, Gen.Constant(Panne.Aucune)), (1, Gen.Elements(Panne.RevocationInaccessible, Panne.RevocationEnErreur)));

    private static Gen<Choix> Choix(Parmi souvent) =>
        from parmi in Gen.Frequency((4, Gen.Constant(souvent)), (2, Gen.Elements(Enum.GetValues<Parmi>())))
        from rang in Gen.Choose(0, 25)
        select new Choix(parmi, rang);

    private static Gen<Qui> Souvent(Qui qui) => Gen.Frequency((4, Gen.Constant(qui)), (1, Nimporte()));

    private static Gen<Qui> Nimporte() => Gen.Elements(Enum.GetValues<Qui>().Where(q => q != Qui.LActeur));

    private static Gen<T?> Rarement<T>(Gen<T> valeur)
        where T : struct => Gen.Frequency((6, Gen.Constant<T?>(null)), (1, valeur.Select(v => (T?)v)));

    private static Gen<string?> Rarement(Gen<string> valeur) => Gen.Frequency((6, Gen.Constant<string?>(null)), (1, valeur.Select(string? (v) => v)));
}
