using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>How many heads of the history were signed, kept apart from their register, so that those which are lost are missed (D37).</summary>
internal static class CompteDesTetes
{
    /// <summary>Name of its counter: the journal of issuance does not hold it, since each head attests the journal.</summary>
    public const string Nom = "tetes";

    /// <summary>The count; null when somebody took it away.</summary>
    public static long? Lire(Connexion connexion) => (long?)connexion.Valeur("SELECT valeur FROM compteur WHERE nom = @nom", ("@nom", Nom));

    /// <summary>Raises it; it never comes down.</summary>
    public static void Relever(Connexion connexion, long rang) => connexion.Executer(
        "INSERT INTO compteur (nom, valeur) VALUES (@nom, @rang) ON CONFLICT (nom) DO UPDATE SET valeur = max(valeur, excluded.valeur)", ("@nom", Nom), ("@rang", rang));

    /// <summary>Tells in the history, once, that heads are missing after the one that has this digest.</summary>
    public static void DireLaPerte(Connexion connexion, byte[] derniere, string constat, DateTimeOffset instant)
    {
        if (!Historique.Lister(connexion, ActionDePlateforme.TetesPerdues.Code()).Exists(l => l.Liens.Avant.AsSpan().SequenceEqual(derniere)))
        {
            new ChaineDEmpreintes(connexion).Ajouter(Monde.Test, ActionDePlateforme.TetesPerdues, instant, constat, liens: new(Avant: derniere));
        }
    }
}
