using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;

namespace Pfcng.Ws.Garde;

/// <summary>The names of the servers that may come in at /ws-srv (guide WS §10, D7): the directory's servers, and the names it lists besides.</summary>
internal static class ListeBlanche
{
    /// <summary>The white list of each world.</summary>
    /// <exception cref="AnnuaireException">A name can't be read.</exception>
    public static IReadOnlyDictionary<Monde, IReadOnlySet<NomDistinctif>> Charger(AnnuaireFichier annuaire) =>
        Enum.GetValues<Monde>().ToDictionary(m => m, m => (IReadOnlySet<NomDistinctif>)Noms(annuaire.Declare(m)).ToHashSet());

    /// <summary>The subject of a server's certificate: its structure's, and its first name.</summary>
    public static Sujet Sujet(MondeDeclare declare, ServeurDeclare serveur)
    {
        var structure = declare.Structures.First(s => s.IdNat == serveur.Structure);
        return Domain.Modele.Sujet.Organisation(structure.Departement ?? "Paris (75)", structure.RaisonSociale, structure.IdNat, serveur.Fqdn[0]);
    }

    private static IEnumerable<NomDistinctif> Noms(MondeDeclare declare) => declare.Serveurs.Where(s => s.ListeBlanche)
        .Select(s => Sujet(declare, s).ToString())
        .Concat(declare.ListeBlanche)
        .Select(Lire);

    private static NomDistinctif Lire(string texte)
    {
        try
        {
            return NomDistinctif.Lire(texte);
        }
        catch (FormatException e)
        {
            throw new AnnuaireException($"liste blanche : « {texte} » n’est pas un nom distinctif", e);
        }
    }
}
