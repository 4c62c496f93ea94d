using System.CommandLine;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Exploitation;

namespace Pfcng.Ws.Commandes;

/// <summary>Revokes a serial number of our authorities, whatever the store knows of it (D29).</summary>
internal static class CommandeRevoquer
{
    /// <summary>The verb <c>revoquer</c>.</summary>
    public static Command Verbe(LigneDeCommande.Garde garder)
    {
        var aki = new Option<string>("--aki") { Description = "Identifiant de clé de l’autorité, hexadécimal.", Required = true, CustomParser = Valeurs.Chiffres };
        var serie = new Option<string>("--serie") { Description = "Numéro de série, hexadécimal.", Required = true, CustomParser = Valeurs.Chiffres };
        var monde = new Option<Monde?>("--monde")
        {
            Description = "Test ou Production ; sinon, celui de l’autorité.",
            HelpName = "Test|Production",
            CustomParser = Valeurs.Parmi([.. Enum.GetValues<Monde>().Cast<Monde?>()], m => $"{m}"),
        };
        var motif = new Option<string>("--motif") { Description = "Pourquoi, en clair : l’historique le garde.", Required = true };
        var verbe = new Command(Revoquer.Verbe, "Révoque un certificat de nos autorités, même inconnu du dépôt, que le service tourne ou non.") { aki, serie, monde, motif };
        verbe.SetAction((ligne, annulation) => garder(
            (c, a) => Exploitant.OrdonnerAsync(
                c, Ordre.De(Revoquer.Verbe, new Revoquer(ligne.GetValue(aki)!, ligne.GetValue(serie)!, ligne.GetValue(monde), ligne.GetValue(motif)!)), a),
            annulation));
        return verbe;
    }
}
