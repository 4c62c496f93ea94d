using System.Text.RegularExpressions;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Annuaire;

/// <summary>Holds one section of the directory file against what its fields may say.</summary>
internal static partial class LectureAnnuaire
{
    private const int LongueurDeNom = 64;

    private static readonly char[] Separateurs = [.. "/\\:*?\"<>|"]; // On every system alike.

    private static readonly Dictionary<string, TypePersonne> Types = Enum.GetValues<TypePersonne>().ToDictionary(t => t.ToString());

    private static readonly Dictionary<string, Offre> OffresExplicites = new() { ["PRO"] = Offre.PRO, ["ORG"] = Offre.ORG, ["SERV"] = Offre.SERV };

    private static readonly Dictionary<string, EtatCarte> EtatsDeCarte =
        new() { ["valide"] = EtatCarte.Valide, ["revoquee"] = EtatCarte.Revoquee, ["expiree"] = EtatCarte.Expiree };

    /// <summary>A section.</summary>
    /// <exception cref="AnnuaireException">Something in it is wrong.</exception>
    public static MondeDeclare Monde(FormatSection section, string lieu)
    {
        var structures = SansDouble(section.Structures, $"{lieu}.structures", Structure, s => s.IdNat);
        var connues = structures.Select(s => s.IdNat).ToHashSet();
        var personnes = SansDouble(section.Personnes, $"{lieu}.personnes", (p, ici) => Personne(p, ici, connues), p => p.Personne.IdNat);
        var serveurs = SansDouble(section.Serveurs, $"{lieu}.serveurs", (s, ici) => Serveur(s, ici, connues), s => s.Nom);
        return new(personnes, structures, serveurs, section.ListeBlanche);
    }

    private static List<TLu> SansDouble<T, TLu>(IEnumerable<T> liste, string lieu, Func<T, string, TLu> lire, Func<TLu, string> cle)
    {
        var vus = new HashSet<string>();
        return Chacun(liste, lieu, (element, ici) =>
        {
            var lu = lire(element, ici);
            return vus.Add(cle(lu)) ? lu : throw Faute(ici, $"« {cle(lu)} » est déclaré deux fois");
        });
    }

    /// <summary>Reads the elements of a list; null is an element for the serializer, not for us.</summary>
    private static List<TLu> Chacun<T, TLu>(IEnumerable<T> liste, string lieu, Func<T, string, TLu> lire) =>
        [.. liste.Select((element, rang) => element is null ? throw Faute($"{lieu}[{rang}]", "un objet { … } est attendu") : lire(element, $"{lieu}[{rang}]"))];

    private static Structure Structure(FormatStructure s, string lieu) => new(IdNat(s.IdNat, $"{lieu}.idNat", IdNatDeStructure()), s.RaisonSociale, s.Departement);

    private static PersonneDeclaree Personne(FormatPersonne p, string lieu, HashSet<string> structures)
    {
        var personne = new Personne(
            IdNat(p.IdNat, $"{lieu}.idNat", IdNatDePersonne()),
            Nom(p.Nom, $"{lieu}.nom"),
            Nom(p.Prenom, $"{lieu}.prenom"),
            Choix(p.Type, $"{lieu}.type", Types),
            p.Titre,
            Chacun(p.Rattachements, $"{lieu}.rattachements", (r, ici) => Connue(r, ici, structures)),
            p.AdminAsip,
            Chacun(p.Habilitations, $"{lieu}.habilitations", (h, ici) => Habilitation(h, ici, structures)));
        var exercice = Tableau(Exercice.De(personne.Type, personne.Titre, p.Specialite), p.TableauPharmacien, $"{lieu}.tableauPharmacien");
        return new(personne with { Exercice = exercice }, Choix(p.Carte.Etat, $"{lieu}.carte.etat", EtatsDeCarte));
    }

    /// <summary>TRE_G05: one capital letter, for a pharmacist alone.</summary>
    private static Exercice Tableau(Exercice exercice, string? tableau, string lieu) => tableau switch
    {
        null => exercice,
        _ when !exercice.EstDUnPharmacien => throw Faute(lieu, "seul un PS de titre « Pharmacien » est inscrit à un tableau"),
        [>= 'A' and <= 'Z'] => exercice with { TableauPharmacien = tableau },
        _ => throw Faute(lieu, $"« {tableau} » n’est pas une section du tableau (A, B, C…)"),
    };

    private static Habilitation Habilitation(FormatHabilitation h, string lieu, HashSet<string> structures)
    {
        var offre = Choix(h.Offre, $"{lieu}.offre", OffresExplicites);
        return new(offre, Connue(h.Structure, $"{lieu}.structure", structures), Chacun(h.Domaines, $"{lieu}.domaines", (d, ici) => Forme(d, ici, offre)));
    }

    private static ServeurDeclare Serveur(FormatServeur s, string lieu, HashSet<string> structures) =>
        new(NomDeServeur(s.Nom, $"{lieu}.nom"), s.Fqdn.Count > 0 ? s.Fqdn : [s.Nom], Connue(s.Structure, $"{lieu}.structure", structures), s.ListeBlanche);

    /// <summary>What a certificate's subject can hold as it is: one line, of X.520's 64 characters at most (RFC 5280, appendix A.1: ub-name is wider, ub-common-name is not).</summary>
    private static string Nom(string nom, string lieu) => nom.Any(char.IsControl)
        ? throw Faute(lieu, $"« {nom} » a un caractère de commande")
        : nom.EnumerateRunes().Count() > LongueurDeNom ? throw Faute(lieu, $"{LongueurDeNom} caractères au plus") : nom;

    /// <summary>Also a folder's name in the demonstration.</summary>
    private static string NomDeServeur(string nom, string lieu) => nom is "." or ".." || nom.IndexOfAny(Separateurs) >= 0
        ? throw Faute(lieu, $"« {nom} » n’est pas le nom d’un serveur : ni « . », ni « .. », ni / \\ : * ? \" < > |")
        : Nom(nom, lieu);

    private static string Forme(string forme, string lieu, Offre offre) => FormeDeDomaine.Lire(offre, forme) is not null
        ? forme
        : throw Faute(lieu, $"« {forme} » n’est pas une forme de domaine de l’offre {offre} ({Formes(offre)})");

    private static string Formes(Offre offre) => offre switch
    {
        Offre.PRO => "*@domaine, *domaine ou *.domaine",
        Offre.SERV => "domaine ou *domaine",
        _ => "aucune",
    };

    private static string Connue(string structure, string lieu, HashSet<string> structures) =>
        structures.Contains(structure) ? structure : throw Faute(lieu, $"la structure « {structure} » n’est pas déclarée dans la même section");

    private static string IdNat(string idNat, string lieu, Regex forme) =>
        forme.IsMatch(idNat) ? idNat : throw Faute(lieu, $"« {idNat} » n’a pas la forme d’un identifiant national");

    private static T Choix<T>(string texte, string lieu, Dictionary<string, T> choix) =>
        choix.TryGetValue(texte, out var valeur) ? valeur : throw Faute(lieu, $"« {texte} » n’est pas l’un de : {string.Join(", ", choix.Keys)}");

    private static AnnuaireException Faute(string lieu, string quoi) => new(FauteDeFormat.Dire(lieu, quoi));

    /// <summary>TRE_G08: 0 + ADELI, 8 + RPPS, or a structure's identifier, « / » and a register number.</summary>
    [GeneratedRegex(@"^(0[0-9A-Z]{9}|8[0-9]{11}|[13456][0-9A-Z]{8,14}/[0-9A-Z]{1,20})\z")]
    private static partial Regex IdNatDePersonne();

    /// <summary>TRE_G07: 0 + ADELI, 1 + FINESS, 2 + SIREN, 3 + SIRET, 4 + RPPS and rank.</summary>
    [GeneratedRegex(@"^(0[0-9A-Z]{8,9}|1[0-9A-Z]{9}|2[0-9]{9}|[34][0-9]{14})\z")]
    private static partial Regex IdNatDeStructure();
}
