using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Cartes;

/// <summary>
/// A card that exists in files: two keys and two certificates of the same name, one to authenticate, one to sign (igc-sante-facts §5). To revoke
/// it, revoke both serial numbers.
/// </summary>
/// <param name="Authentification">digitalSignature, with its private key.</param>
/// <param name="Signature">nonRepudiation alone, with its private key.</param>
public sealed record CarteDeDemonstration(X509Certificate2 Authentification, X509Certificate2 Signature) : IDisposable
{
    /// <summary>Makes a card: CPS and CPF by FORT PERSONNES, CPE and CPA by STANDARD PERSONNES.</summary>
    /// <param name="autorites">Authorities opened with <see cref="ParametresAutorites.AvecCartes"/>.</param>
    /// <param name="publication">Addresses to write.</param>
    /// <param name="monde">World of the card.</param>
    /// <param name="personne">Its holder.</param>
    /// <param name="debut">notBefore, not before the authority's own: to have an expired card, take <see cref="Autorite.Debut"/>.</param>
    /// <param name="fin">notAfter; real cards last 3 years.</param>
    /// <exception cref="Pfcng.Domain.Autorites.AutoriteErreurException">The certificate would not be a card's.</exception>
    public static CarteDeDemonstration Emettre(
        Autorites autorites, PublicationOptions publication, Monde monde, PersonneDeCarte personne, DateTimeOffset debut, DateTimeOffset fin)
    {
        var emetteur = autorites[Emetteur(monde, personne.Type)];
        var extensions = ExtensionsDeCarte(personne);
        return new(Certifier(Usage.AUTH), Certifier(Usage.SIGN));

        X509Certificate2 Certifier(Usage usage)
        {
            using var cle = RSA.Create(2048);
            var contenu = new ContenuDuCertificat(SujetDe(personne), cle.ExportSubjectPublicKeyInfo(), debut, fin)
            {
                Upn = usage == Usage.AUTH ? Upn(personne) : null,
                Carte = extensions,
                Exercice = personne.Exercice,
            };
            var aCertifier = contenu.Preparer(GabaritDe(emetteur.Nom, usage, personne.Type), emetteur, publication, ACertifier.NouveauNumeroDeSerie());
            using var certificat = X509CertificateLoader.LoadCertificate(emetteur.Signer(aCertifier));
            return certificat.CopyWithPrivateKey(cle);
        }
    }

    /// <summary>The authority of the card of such a person.</summary>
    public static NomAutorite Emetteur(Monde monde, TypePersonne type) =>
        new(monde, EstProfessionnel(type) ? Gamme.Fort : Gamme.Standard, Branche.Personnes);

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        Authentification.Dispose();
        Signature.Dispose();
    }

    private static bool EstProfessionnel(TypePersonne type) => type is TypePersonne.PS or TypePersonne.PF;

    private static Gabarit GabaritDe(NomAutorite emetteur, Usage usage, TypePersonne type) => new(
        emetteur,
        EstProfessionnel(type) ? "C, TITLE, CN+GN+SN" : "C, ST, O, OU, TITLE, CN+GN+SN",
        usage == Usage.AUTH ? X509KeyUsageFlags.DigitalSignature : X509KeyUsageFlags.NonRepudiation,
        usage == Usage.AUTH ? [Oids.ClientAuth, Oids.SmartcardLogon] : [Oids.EmailProtection],
        usage == Usage.AUTH ? SourceSan.Upn : SourceSan.Aucune,
        PeriodeDeCle: usage == Usage.SIGN,
        Politiques.Pour(emetteur.Monde, emetteur.Gamme, Branche.Personnes, usage == Usage.AUTH ? 5 : 4),
        (byte)(emetteur.Monde == Monde.Test ? 0x80 : 0x00),
        AvecExercice: true,
        Annees: null);

    private static Sujet SujetDe(PersonneDeCarte personne)
    {
        if (EstProfessionnel(personne.Type))
        {
            return Sujet.Personne(personne.Titre, personne.IdNat, personne.Nom, personne.Prenom);
        }

        var structure = personne.Structure ?? throw new ArgumentException($"{personne.IdNat}: the card of a PE or PA names a structure", nameof(personne));
        return Sujet.PersonneDeStructure(
            structure.Departement, structure.RaisonSociale, structure.IdNat, personne.Titre, personne.IdNat, personne.Nom, personne.Prenom);
    }

    /// <summary>« 8.99700041983@carte-cps.fr » for a professional, « 30B0057881/CPET0002@carte-cps.fr » for staff.</summary>
    private static string Upn(PersonneDeCarte personne) =>
        (EstProfessionnel(personne.Type) ? personne.IdNat.Insert(1, ".") : personne.IdNat) + "@carte-cps.fr";

    private static X509Extension[] ExtensionsDeCarte(PersonneDeCarte personne)
    {
        var type = (int)personne.Type; // TRE_G02 numbers them as TypePersonne does: 0 CPS, 1 CPF, 2 CPE, 3 CPA.
        var jeton = string.Create(CultureInfo.InvariantCulture, $"8025000001/{RandomNumberGenerator.GetInt32(1_000_000_000):D10}");
        return
        [
            Extensions.Entier(Oids.TypeDeCarteG02, type),
            Extensions.Texte(Oids.JetonDeCarte, jeton),
        ];
    }
}
