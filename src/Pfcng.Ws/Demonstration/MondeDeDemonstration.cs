using Pfcng.Domain.Modele;
using Pfcng.Ws.Donnees;

namespace Pfcng.Ws.Demonstration;

/// <summary>Where the cards, the servers and the certificates of the demonstration world are. <see cref="FabriqueDuMonde"/> makes it.</summary>
internal static class MondeDeDemonstration
{
    /// <summary>The folder of a person's card.</summary>
    /// <param name="dossier">The data folder.</param>
    /// <param name="monde">World of the card.</param>
    /// <param name="idNat">Its holder.</param>
    /// <param name="phraseSecrete">Passphrase of the keys of the production world, when there is one.</param>
    public static RepertoireDeCles Carte(RepertoireDeDonnees dossier, Monde monde, string idNat, string? phraseSecrete = null) =>
        new(Path.Combine(dossier.Demonstration, monde == Monde.Test ? "cartes" : "cartes-production", idNat.Replace('/', '_')), Phrase(monde, phraseSecrete));

    /// <summary>The folder of a certificate that the verb <c>demonstration</c> withdrew.</summary>
    public static RepertoireDeCles Certificat(RepertoireDeDonnees dossier, string numero) => new(Path.Combine(Certificats(dossier), numero));

    /// <summary>Where those folders are.</summary>
    public static string Certificats(RepertoireDeDonnees dossier) => Path.Combine(dossier.Demonstration, "certificats");

    /// <summary>The folder of a server.</summary>
    /// <param name="dossier">The data folder.</param>
    /// <param name="monde">Its world.</param>
    /// <param name="nom">Its name in the directory.</param>
    /// <param name="phraseSecrete">Passphrase of the keys of the production world, when there is one.</param>
    public static RepertoireDeCles Serveur(RepertoireDeDonnees dossier, Monde monde, string nom, string? phraseSecrete = null) =>
        new(Path.Combine(dossier.Demonstration, "serveurs", nom), Phrase(monde, phraseSecrete));

    private static string? Phrase(Monde monde, string? phraseSecrete) => monde == Monde.Production ? phraseSecrete : null;
}
