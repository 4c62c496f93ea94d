using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>What the operations that create demandes read and write.</summary>
internal static class Lots
{
    /// <summary>What is known of the keys and addresses that a lot asks for.</summary>
    /// <param name="connexion">Any.</param>
    /// <param name="monde">The world.</param>
    /// <param name="demandees">What it asks for.</param>
    /// <param name="instant">Now.</param>
    /// <param name="limite">What was created before is past its delay (<see cref="DelaiDeRetrait.Limite"/>).</param>
    public static Connus Connus(Connexion connexion, Monde monde, IReadOnlyList<PrisesDemandees> demandees, DateTimeOffset instant, DateTimeOffset limite) => new(
        Cles.Connues(connexion, demandees.Select(d => d.EmpreinteCle).OfType<byte[]>()),
        Adresses.Connues(connexion, monde, Adresses.Mail, demandees.Select(d => d.Mail), instant, limite),
        Adresses.Connues(connexion, monde, Adresses.Upn, demandees.Select(d => d.Upn), instant, limite));

    /// <summary>Writes a decided lot: all of it or nothing.</summary>
    /// <param name="connexion">The writer's.</param>
    /// <param name="appel">The call.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="indice">indiceLot, or null.</param>
    /// <param name="demandes">Its demandes.</param>
    /// <param name="instant">Time of acceptance.</param>
    /// <param name="reponse">Answer to give again to the same message, or null (D25).</param>
    public static void Inserer(
        Connexion connexion, Appel appel, string operation, long? indice, IReadOnlyList<DemandeDecidee> demandes, DateTimeOffset instant, string? reponse)
    {
        var garde = demandes.Any(d => d.Demande.Refus is null) ? CorpsGarde.Entier : CorpsGarde.Borne;
        var preuve = Preuves.Ecrire(connexion, appel, operation, null, instant, garde, reponse);
        foreach (var demande in demandes)
        {
            DepotDesDemandes.Inserer(connexion, demande, preuve?.Id);
        }

        var chaine = new ChaineDEmpreintes(connexion);
        if (demandes is [{ Demande: var premiere }, ..] and [.., { Demande: var derniere }])
        {
            Numeros.EcrireDemande(connexion, derniere.Monde, derniere.Numero);
            var dossiers = Scelle.Dossiers(connexion, premiere.Monde, premiere.Numero, derniere.Numero);
            foreach (var demande in demandes)
            {
                DepotDesDemandes.EcrireParcours(chaine, demande, preuve, dossiers[demande.Demande.Numero]);
            }
        }
        else if (preuve is not null)
        {
            chaine.Ajouter(appel.Signataire.Monde, ActionDePlateforme.MessageSansDemande, instant, operation, liens: Liens.De(preuve));
        }

        if (indice is { } lot)
        {
            Numeros.EcrireLot(connexion, lot);
        }
    }
}
