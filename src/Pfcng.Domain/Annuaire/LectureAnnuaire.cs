using System.Text.RegularExpressions;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Annuaire;

/// <summary>Reads one section of the directory file.</summary>
internal static partial class LectureAnnuaire
{
    private static readonly Dictionary<string, TypePersonne> Types = Enum.GetValues<TypePersonne>().ToDictionary(t => t.ToString());

    private static readonly Dictionary<string, Offre> OffresExplicites = new() { ["PRO"] = Offre.PRO, ["ORG"] = Offre.ORG, ["SERV"] = Offre.SERV };

    private static readonly Dictionary<string, EtatCarte> EtatsDeCarte =
        new() { ["valide"] = EtatCarte.Valide, ["revoquee"] = EtatCarte.Revoquee, ["expiree"] = EtatCarte.Expiree };

    /// <summary>A section; empty when it is missing.</summary>
    public static MondeDeclare Monde(Noeud? section)
    {
        if (section is null)
        {
            return new([], [], [], []);
        }

        var structures = SansDouble(section, "structures", Structure, s => s.IdNat);
        var connues = structures.Select(s => s.IdNat).ToHashSet();
        var personnes = SansDouble(section, "personnes", n => Personne(n, connues), p => p.Personne.IdNat);
        var serveurs = SansDouble(section, "serveurs", n => Serveur(n, connues), s => s.Nom);
        var listeBlanche = section.Liste("listeBlanche", n => n.Texte());
        section.Finir();
        return new(personnes, structures, serveurs, listeBlanche);
    }

    private static List<T> SansDouble<T>(Noeud section, string nom, Func<Noeud, T> lire, Func<T, string> cle)
    {
        var vus = new HashSet<string>();
        return section.Liste(nom, n =>
        {
            var lu = lire(n);
            return vus.Add(cle(lu)) ? lu : throw n.Faute($"« {cle(lu)} » est déclaré deux fois");
        });
    }

    private static Structure Structure(Noeud n)
    {
        var structure = new Structure(
            IdNat(n.Champ("idNat"), IdNatDeStructure()), n.Champ("raisonSociale").Texte(), n.ChampOuNull("departement")?.Texte());
        n.Finir();
        return structure;
    }

    private static PersonneDeclaree Personne(Noeud n, HashSet<string> structures)
    {
        var personne = new Personne(
            IdNat(n.Champ("idNat"), IdNatDePersonne()),
            n.Champ("nom").Texte(),
            n.Champ("prenom").Texte(),
            n.Champ("type").Choix(Types),
            n.ChampOuNull("titre")?.Texte(),
            n.Liste("rattachements", r => Connue(r, structures)),
            n.ChampOuNull("adminAsip")?.Booleen() ?? false,
            n.Liste("habilitations", h => Habilitation(h, structures)));
        var exercice = Tableau(Exercice.De(personne.Type, personne.Titre, n.ChampOuNull("specialite")?.Texte()), n.ChampOuNull("tableauPharmacien"));
        var declaree = new PersonneDeclaree(personne with { Exercice = exercice }, Carte(n.ChampOuNull("carte")));
        n.Finir();
        return declaree;
    }

    /// <summary>TRE_G05: one capital letter, for a pharmacist alone.</summary>
    private static Exercice Tableau(Exercice exercice, Noeud? n) =>
        n is null ? exercice
        : !exercice.EstDUnPharmacien ? throw n.Faute("seul un PS de titre « Pharmacien » est inscrit à un tableau")
        : n.Texte() is [>= 'A' and <= 'Z'] section ? exercice with { TableauPharmacien = section }
        : throw n.Faute($"« {n.Texte()} » n’est pas une section du tableau (A, B, C…)");

    private static EtatCarte Carte(Noeud? n)
    {
        var etat = n?.Champ("etat").Choix(EtatsDeCarte) ?? EtatCarte.Valide;
        n?.Finir();
        return etat;
    }

    private static Habilitation Habilitation(Noeud n, HashSet<string> structures)
    {
        var offre = n.Champ("offre").Choix(OffresExplicites);
        var habilitation = new Habilitation(offre, Connue(n.Champ("structure"), structures), n.Liste("domaines", d => Forme(d, offre)));
        n.Finir();
        return habilitation;
    }

    private static ServeurDeclare Serveur(Noeud n, HashSet<string> structures)
    {
        var fqdn = n.Liste("fqdn", f => f.Texte());
        var serveur = new ServeurDeclare(
            n.Champ("nom").Texte(),
            fqdn.Count > 0 ? fqdn : [n.Champ("nom").Texte()],
            Connue(n.Champ("structure"), structures),
            n.ChampOuNull("listeBlanche")?.Booleen() ?? false);
        n.Finir();
        return serveur;
    }

    private static string Forme(Noeud n, Offre offre) => FormeDeDomaine.Lire(offre, n.Texte()) is not null
        ? n.Texte()
        : throw n.Faute($"« {n.Texte()} » n’est pas une forme de domaine de l’offre {offre} ({Formes(offre)})");

    private static string Formes(Offre offre) => offre switch
    {
        Offre.PRO => "*@domaine, *domaine ou *.domaine",
        Offre.SERV => "domaine ou *domaine",
        _ => "aucune",
    };

    private static string Connue(Noeud n, HashSet<string> structures) =>
        structures.Contains(n.Texte()) ? n.Texte() : throw n.Faute($"la structure « {n.Texte()} » n’est pas déclarée dans la même section");

    private static string IdNat(Noeud n, Regex forme) =>
        forme.IsMatch(n.Texte()) ? n.Texte() : throw n.Faute($"« {n.Texte()} » n’a pas la forme d’un identifiant national");

    /// <summary>TRE_G08: 0 + ADELI, 8 + RPPS, or a structure's identifier, « / » and a register number.</summary>
    [GeneratedRegex(@"^(0[0-9A-Z]{9}|8[0-9]{11}|[13456][0-9A-Z]{8,14}/[0-9A-Z]{1,20})\z")]
    private static partial Regex IdNatDePersonne();

    /// <summary>TRE_G07: 0 + ADELI, 1 + FINESS, 2 + SIREN, 3 + SIRET, 4 + RPPS and rank.</summary>
    [GeneratedRegex(@"^(0[0-9A-Z]{8,9}|1[0-9A-Z]{9}|2[0-9]{9}|[34][0-9]{14})\z")]
    private static partial Regex IdNatDeStructure();
}
