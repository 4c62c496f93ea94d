using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Cartes;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Demonstration;

/// <summary>
/// The demonstration world on disk: authorities' certificates, directory, cards and servers with their keys, in clear unless there is a passphrase
/// for those of the production world. Made at the first start and completed at every start, so that a person or a server added to the directory
/// gets a card or a certificate.
/// </summary>
internal static class MondeDeDemonstration
{
    private const string Lisezmoi = $"""
        Monde de démonstration de Pfcng. Rien ici n’est secret : ces cartes et ces clés n’existent que pour essayer la plateforme.

        annuaire.json       personnes, structures, habilitations, serveurs ; relu à chaque démarrage
        cartes/             cartes CPx de test, par idNat (« / » écrit « _ ») : auth.* pour TLS, sign.* pour signer
        cartes-production/  cartes CPx de production
        serveurs/           certificats TLS des serveurs : tls.*
        certificats/        ce que le verbe « demonstration » a retiré, par numéro de demande : certificat.*
        ../ac/tous.pem      les certificats de toutes les autorités

        .crt et .key : PEM, en clair. Mot de passe des fichiers .p12 : {RepertoireDeCles.MotDePasse}
        Dans le monde de production, clés et .p12 sont sous la phrase secrète des autorités quand il y en a une.

        N’importez jamais ces autorités dans le magasin du système ni dans votre navigateur de tous les jours : qui lit ce dossier pourrait s’y faire
        passer pour n’importe quel site. Donnez-les au seul programme qui essaie (curl --cacert ../ac/tous.pem), acceptez l’exception que le navigateur
        propose pour localhost, ou prenez un profil de navigateur à part.

        """;

    private static readonly string[] FichiersDeCarte = ["auth", "sign"];

    /// <summary>Makes what is missing.</summary>
    /// <returns>The cards that the directory says are revoked, for their authorities' lists.</returns>
    public static IReadOnlyList<RevocationTechnique> Preparer(Socle socle, IProgress<string> progres)
    {
        Directory.CreateDirectory(socle.Dossier.Ac);
        foreach (var autorite in socle.Autorites.Toutes)
        {
            File.WriteAllText(Path.Combine(socle.Dossier.Ac, autorite.Nom.Fichier + ".pem"), autorite.Certificat.ExportCertificatePem() + "\n");
        }

        File.WriteAllText(Path.Combine(socle.Dossier.Ac, "tous.pem"), socle.Autorites.Pem);
        FichierDurable.CreerDossierPrive(socle.Dossier.Demonstration);
        RepertoireDeCles.Fermer(socle.Dossier.Demonstration);
        File.WriteAllText(Path.Combine(socle.Dossier.Demonstration, "LISEZMOI.txt"), Lisezmoi);
        EcrireAnnuaire(socle);

        var annuaire = AnnuaireFichier.Lire(socle.Reglages.Annuaire);
        var travaux = Enum.GetValues<Monde>().SelectMany(m => Travaux(socle, annuaire.Declare(m), m)).ToList();
        var manquants = travaux.Where(t => !t.Dossier.Contient(t.Noms)).ToList();
        if (manquants.Count > 0)
        {
            progres.Report($"Cartes et certificats de serveur à créer : {manquants.Count}");
        }

        Parallel.ForEach(manquants, travail => travail.Creer());
        return [.. Enum.GetValues<Monde>().SelectMany(m => Revoquees(socle, annuaire.Declare(m), m))];
    }

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

    private static void EcrireAnnuaire(Socle socle)
    {
        if (socle.Reglages.AnnuaireACreer && !File.Exists(socle.Reglages.Annuaire))
        {
            using var modele = typeof(MondeDeDemonstration).Assembly.GetManifestResourceStream("demonstration/annuaire.json")!;
            using var octets = new MemoryStream();
            modele.CopyTo(octets);
            FichierDurable.Ecrire(socle.Reglages.Annuaire, octets.ToArray(), FichierDurable.Public);
        }
    }

    private static IEnumerable<Travail> Travaux(Socle socle, MondeDeclare declare, Monde monde) =>
    [
        .. declare.Personnes.Select(p => new Travail(
            Carte(socle.Dossier, monde, p.Personne.IdNat, socle.Reglages.PhraseSecrete), FichiersDeCarte, () => EmettreCarte(socle, declare, monde, p))),
        .. declare.Serveurs.Select(s => new Travail(Serveur(socle.Dossier, monde, s.Nom, socle.Reglages.PhraseSecrete), ["tls"], () => EmettreServeur(socle, declare, monde, s))),
    ];

    private static X509Certificate2[] EmettreCarte(Socle socle, MondeDeclare declare, Monde monde, PersonneDeclaree declaree)
    {
        var personne = declaree.Personne;
        var structure = declare.Structures.FirstOrDefault(s => personne.Rattachements.Contains(s.IdNat));
        var titulaire = new PersonneDeCarte(personne.Type, personne.IdNat, personne.Nom, personne.Prenom, personne.Titre ?? "Personnel santé ou social")
        {
            Structure = structure is null ? null : new(structure.Departement ?? "Paris (75)", structure.RaisonSociale, structure.IdNat),
            Exercice = personne.Exercice,
        };
        var naissance = socle.Autorites[CarteDeDemonstration.Emetteur(monde, personne.Type)].Debut;
        var (debut, fin) = declaree.Carte == EtatCarte.Expiree ? (naissance, naissance.AddSeconds(1)) : Validite();
        var carte = CarteDeDemonstration.Emettre(socle.Autorites, socle.Publication, monde, titulaire, debut, fin);
        return [carte.Authentification, carte.Signature];
    }

    private static X509Certificate2[] EmettreServeur(Socle socle, MondeDeclare declare, Monde monde, ServeurDeclare serveur)
    {
        var (debut, fin) = Validite();
        using var cle = System.Security.Cryptography.RSA.Create(2048);
        return [CertificatDeServeur.Emettre(socle.Autorites, socle.Produits, socle.Publication, monde, ListeBlanche.Sujet(declare, serveur), serveur.Fqdn, [], cle, debut, fin, client: true)];
    }

    /// <summary>Three years of true time: peers are judged with it, whatever the domain's clock shows. From an hour ago, should the clock be put back a little.</summary>
    private static (DateTimeOffset Debut, DateTimeOffset Fin) Validite()
    {
        var debut = DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() - IdentiteTls.MargeDeDebut).ToUnixTimeSeconds());
        return (debut, debut.AddYears(3));
    }

    private static IEnumerable<RevocationTechnique> Revoquees(Socle socle, MondeDeclare declare, Monde monde) =>
        from declaree in declare.Personnes
        where declaree.Carte == EtatCarte.Revoquee
        let dossier = Carte(socle.Dossier, monde, declaree.Personne.IdNat, socle.Reglages.PhraseSecrete)
        let aki = socle.Autorites[CarteDeDemonstration.Emetteur(monde, declaree.Personne.Type)].Aki
        from nom in FichiersDeCarte
        let certificat = dossier.Ouvrir(nom)
        select new RevocationTechnique(monde, aki, Convert.ToHexStringLower(certificat.SerialNumberBytes.Span), certificat.NotBefore);

    private sealed record Travail(RepertoireDeCles Dossier, string[] Noms, Func<X509Certificate2[]> Emettre)
    {
        public void Creer() => Dossier.Deposer(Noms, Emettre());
    }
}
