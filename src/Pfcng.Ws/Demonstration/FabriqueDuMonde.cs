using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Cartes;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Demonstration;

/// <summary>
/// The demonstration world on disk: authorities' certificates, directory, cards and servers with their keys, in clear unless there is a passphrase
/// for those of the production world. Made at the first start and completed at every start, so that a person or a server added to the directory
/// gets a card or a certificate.
/// </summary>
/// <param name="dossier">The data folder.</param>
/// <param name="autorites">They sign.</param>
/// <param name="produits">The row of a server's certificate.</param>
/// <param name="publication">Addresses to write.</param>
/// <param name="phraseSecrete">Passphrase of the keys of the production world, when there is one.</param>
internal sealed class FabriqueDuMonde(RepertoireDeDonnees dossier, Autorites autorites, Produits produits, PublicationOptions publication, string? phraseSecrete)
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

    private static readonly TimeSpan MargeDeDebut = TimeSpan.FromHours(1);

    private static readonly string[] FichiersDeCarte = ["auth", "sign"];

    /// <summary>Makes what is missing.</summary>
    /// <param name="fichier">The directory's file.</param>
    /// <param name="aCreer">True when the file is made if it is absent.</param>
    /// <param name="progres">Told what takes time.</param>
    /// <returns>The cards that the directory says are revoked, for their authorities' lists.</returns>
    public IReadOnlyList<RevocationTechnique> Preparer(string fichier, bool aCreer, IProgress<string> progres)
    {
        Directory.CreateDirectory(dossier.Ac);
        foreach (var autorite in autorites.Toutes)
        {
            File.WriteAllText(Path.Combine(dossier.Ac, autorite.Nom.Fichier + ".pem"), autorite.Certificat.ExportCertificatePem() + "\n");
        }

        File.WriteAllText(Path.Combine(dossier.Ac, "tous.pem"), autorites.Pem);
        FichierDurable.CreerDossierPrive(dossier.Demonstration);
        RepertoireDeCles.Fermer(dossier.Demonstration);
        File.WriteAllText(Path.Combine(dossier.Demonstration, "LISEZMOI.txt"), Lisezmoi);
        EcrireAnnuaire(fichier, aCreer);

        var annuaire = AnnuaireFichier.Lire(fichier);
        var travaux = Enum.GetValues<Monde>().SelectMany(m => Travaux(annuaire.Declare(m), m)).ToList();
        var manquants = travaux.Where(t => !t.Dossier.Contient(t.Noms)).ToList();
        if (manquants.Count > 0)
        {
            progres.Report($"Cartes et certificats de serveur à créer : {manquants.Count}");
        }

        Parallel.ForEach(manquants, travail => travail.Creer());
        return [.. Enum.GetValues<Monde>().SelectMany(m => Revoquees(annuaire.Declare(m), m))];
    }

    private static void EcrireAnnuaire(string fichier, bool aCreer)
    {
        if (aCreer && !File.Exists(fichier))
        {
            using var modele = typeof(MondeDeDemonstration).Assembly.GetManifestResourceStream("demonstration/annuaire.json")!;
            using var octets = new MemoryStream();
            modele.CopyTo(octets);
            FichierDurable.Ecrire(fichier, octets.ToArray(), FichierDurable.Public);
        }
    }

    private IEnumerable<Travail> Travaux(MondeDeclare declare, Monde monde) =>
    [
        .. declare.Personnes.Select(p => new Travail(
            MondeDeDemonstration.Carte(dossier, monde, p.Personne.IdNat, phraseSecrete), FichiersDeCarte, () => EmettreCarte(declare, monde, p))),
        .. declare.Serveurs.Select(s => new Travail(MondeDeDemonstration.Serveur(dossier, monde, s.Nom, phraseSecrete), ["tls"], () => EmettreServeur(declare, monde, s))),
    ];

    private X509Certificate2[] EmettreCarte(MondeDeclare declare, Monde monde, PersonneDeclaree declaree)
    {
        var personne = declaree.Personne;
        var structure = declare.Structures.FirstOrDefault(s => personne.Rattachements.Contains(s.IdNat));
        var titulaire = new PersonneDeCarte(personne.Type, personne.IdNat, personne.Nom, personne.Prenom, personne.Titre ?? "Personnel santé ou social")
        {
            Structure = structure is null ? null : new(structure.Departement ?? "Paris (75)", structure.RaisonSociale, structure.IdNat),
            Exercice = personne.Exercice,
        };
        var naissance = autorites[CarteDeDemonstration.Emetteur(monde, personne.Type)].Debut;
        var (debut, fin) = declaree.Carte == EtatCarte.Expiree ? (naissance, naissance.AddSeconds(1)) : Validite();
        var carte = CarteDeDemonstration.Emettre(autorites, publication, monde, titulaire, debut, fin);
        return [carte.Authentification, carte.Signature];
    }

    private X509Certificate2[] EmettreServeur(MondeDeclare declare, Monde monde, ServeurDeclare serveur)
    {
        var (debut, fin) = Validite();
        using var cle = System.Security.Cryptography.RSA.Create(2048);
        return [CertificatDeServeur.Emettre(autorites, produits, publication, monde, ListeBlanche.Sujet(declare, serveur), serveur.Fqdn, [], cle, debut, fin, client: true)];
    }

    /// <summary>Three years of true time: peers are judged with it, whatever the domain's clock shows. From an hour ago, should the clock be put back a little.</summary>
    private static (DateTimeOffset Debut, DateTimeOffset Fin) Validite()
    {
        var debut = DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() - MargeDeDebut).ToUnixTimeSeconds());
        return (debut, debut.AddYears(3));
    }

    private IEnumerable<RevocationTechnique> Revoquees(MondeDeclare declare, Monde monde) =>
        from declaree in declare.Personnes
        where declaree.Carte == EtatCarte.Revoquee
        let cles = MondeDeDemonstration.Carte(dossier, monde, declaree.Personne.IdNat, phraseSecrete)
        let aki = autorites[CarteDeDemonstration.Emetteur(monde, declaree.Personne.Type)].Aki
        from nom in FichiersDeCarte
        let certificat = cles.Ouvrir(nom)
        select new RevocationTechnique(monde, aki, Convert.ToHexStringLower(certificat.SerialNumberBytes.Span), certificat.NotBefore);

    private sealed record Travail(RepertoireDeCles Dossier, string[] Noms, Func<X509Certificate2[]> Emettre)
    {
        public void Creer() => Dossier.Deposer(Noms, Emettre());
    }
}
