using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>The people of the walks: the demonstration's, a second bearer at the hospital, a structure without département, Carole in production too.</summary>
internal static class Gens
{
    /// <summary>A structure of the directory that lacks what a certificate needs (44).</summary>
    public const string SansDepartement = "499700000000000";

    public const string Nulle = "499799999999999";

    public static readonly Personne Carole = ConstructeursDuDomaine.Carole with
    {
        Rattachements = [Hopital],
        Habilitations = [new(Offre.ORG, Cabinet, []), new(Offre.ORG, SansDepartement, [])],
    };

    public static readonly Personne Inconnu = Ps("899700099999", "INCONNU", "JEAN", "Médecin");

    public static Personne Personne(Qui qui) => qui switch
    {
        Qui.Carole or Qui.CaroleEnProduction => Carole,
        Qui.Gaetan => Gaetan,
        Qui.Charles => Charles,
        Qui.Claire => Claire,
        Qui.Denise => Denise,
        Qui.Vladimir => Vladimir,
        _ => Inconnu,
    };

    public static string IdNat(Qui qui) => Personne(qui).IdNat;

    public static Monde Monde(Qui qui) => qui == Qui.CaroleEnProduction ? Domain.Modele.Monde.Production : Domain.Modele.Monde.Test;

    /// <summary>Fills the directory of a platform.</summary>
    public static void Peupler(AnnuaireEnMemoire annuaire)
    {
        var production = Domain.Modele.Monde.Production;
        annuaire
            .Avec(Carole).Avec(new Structure(SansDepartement, "CABINET SANS DEPARTEMENT", null))
            .Avec(Carole, production).Avec(new Structure(Cabinet, "CABINET MEDICAL MEDCAB0002718", "Paris (75)"), production);
    }

    /// <summary>Takes somebody or a structure away, or brings it back.</summary>
    public static void Basculer(AnnuaireEnMemoire annuaire, string idNat, bool present)
    {
        if (!present)
        {
            annuaire.Oublier(idNat);
        }
        else if (idNat == Hopital)
        {
            annuaire.Avec(new Structure(Hopital, "CENTRE HOSPITALIER SAINTE ANNE", "Paris (75)"));
        }
        else
        {
            annuaire.Avec(idNat == Carole.IdNat ? Carole : Claire);
        }
    }
}
