using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// Numbers only grow (D24). They are given from memory, since one process alone holds the store, and written in the transaction that uses
/// them, and in the journal: a number that was given and not written was never shown, and may be given again after a restart.
/// </summary>
internal sealed class Numeros
{
    private const string Lots = "lot";
    private const string Listes = "liste ";

    private readonly Dictionary<string, long> _derniers;
    private readonly Lock _garde = new();

    private Numeros(Dictionary<string, long> derniers) => _derniers = derniers;

    /// <summary>Takes up where the store stopped.</summary>
    public static Numeros Lire(Connexion connexion) =>
        new(Compteurs(connexion));

    /// <summary>Takes consecutive numbers of demandes; gives the first one.</summary>
    public long Demandes(Monde monde, int combien)
    {
        lock (_garde)
        {
            var premier = _derniers.GetValueOrDefault(Demande(monde)) + 1;
            _derniers[Demande(monde)] = premier + combien - 1;
            return premier;
        }
    }

    /// <summary>An indiceLot: milliseconds since 1970, made unique (D24).</summary>
    public long Lot(DateTimeOffset instant)
    {
        lock (_garde)
        {
            return _derniers[Lots] = Math.Max(instant.Ms(), _derniers.GetValueOrDefault(Lots) + 1);
        }
    }

    /// <summary>Writes that a number of demande is used.</summary>
    public static void EcrireDemande(Connexion connexion, Monde monde, long numero) => Ecrire(connexion, Demande(monde), numero);

    /// <summary>Writes that an indiceLot is used.</summary>
    public static void EcrireLot(Connexion connexion, long indice) => Ecrire(connexion, Lots, indice);

    /// <summary>The cRLNumber of an authority's last list, or 0 (RFC 5280 §5.2.3).</summary>
    public long Liste(string aki)
    {
        lock (_garde)
        {
            return _derniers.GetValueOrDefault(Listes + aki);
        }
    }

    /// <summary>Writes that a cRLNumber is used.</summary>
    public void EcrireListe(Connexion connexion, string aki, long numero)
    {
        Relever(Listes + aki, numero);
        Ecrire(connexion, Listes + aki, numero);
    }

    /// <summary>Never gives again a number up to this one: what the journal of issuance says of a counter.</summary>
    public void Relever(Connexion connexion, string nom, long valeur)
    {
        Relever(nom, valeur);
        EcrireSansJournal(connexion, nom, valeur);
    }

    /// <summary>Every counter of numbers that are given, as the journal writes them.</summary>
    public static Compteurs Tous(Connexion connexion) => new(Compteurs(connexion).Where(c => c.Key != CompteDesTetes.Nom).ToDictionary());

    private void Relever(string nom, long valeur)
    {
        lock (_garde)
        {
            _derniers[nom] = Math.Max(valeur, _derniers.GetValueOrDefault(nom));
        }
    }

    private static void Ecrire(Connexion connexion, string nom, long valeur)
    {
        EcrireSansJournal(connexion, nom, valeur);
        connexion.Journal.Add(new Compteurs(new Dictionary<string, long> { [nom] = valeur }));
    }

    private static void EcrireSansJournal(Connexion connexion, string nom, long valeur) => connexion.Executer(
        "INSERT INTO compteur (nom, valeur) VALUES (@nom, @valeur) ON CONFLICT (nom) DO UPDATE SET valeur = excluded.valeur WHERE excluded.valeur > compteur.valeur",
        ("@nom", nom),
        ("@valeur", valeur));

    private static string Demande(Monde monde) => $"demande {monde}";

    private static Dictionary<string, long> Compteurs(Connexion connexion) =>
        connexion.Lister<LigneDeCompteur>("SELECT nom, valeur FROM compteur ORDER BY nom").ToDictionary(l => l.Nom, l => l.Valeur);

    private sealed record LigneDeCompteur
    {
        public required string Nom { get; init; }

        public required long Valeur { get; init; }
    }
}
