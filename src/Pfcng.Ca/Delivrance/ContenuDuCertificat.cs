using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>What is proper to one certificate: with its <see cref="Gabarit"/>, everything that it will say.</summary>
/// <param name="Sujet">The subject.</param>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER.</param>
/// <param name="Debut">notBefore.</param>
/// <param name="Fin">notAfter.</param>
internal sealed record ContenuDuCertificat(Sujet Sujet, byte[] ClePublique, DateTimeOffset Debut, DateTimeOffset Fin)
{
    /// <summary>notBefore; a certificate holds whole seconds.</summary>
    public DateTimeOffset Debut { get; } = Secondes(Debut);

    /// <summary>notAfter, whole seconds too.</summary>
    public DateTimeOffset Fin { get; } = Secondes(Fin);

    /// <summary>DNS names, the common name's one first.</summary>
    public IReadOnlyList<string> Fqdn { get; init; } = [];

    /// <summary>IP addresses of a server of the demonstration; products have none.</summary>
    public IReadOnlyList<IPAddress> Adresses { get; init; } = [];

    public string? Upn { get; init; }

    public string? Mail { get; init; }

    /// <summary>Type and token of a card; nothing in software.</summary>
    public IReadOnlyList<X509Extension> Carte { get; init; } = [];

    /// <summary>Profession and speciality of a person.</summary>
    public Exercice Exercice { get; init; } = Exercice.Aucun;

    /// <summary>What a product's demande gives; it lasts the years of its row.</summary>
    public static ContenuDuCertificat De(DemandeTechnique demande, Gabarit gabarit) =>
        new(demande.Sujet, demande.ClePublique, demande.Debut, demande.Debut.AddYears(gabarit.Annees ?? throw new ArgumentException("product without length of validity", nameof(gabarit))))
        {
            Fqdn = demande.Fqdn,
            Upn = demande.Upn,
            Mail = demande.MailSujet,
            Exercice = demande.Exercice,
        };

    /// <summary>What will be signed: the extensions in the order of the generation of 2023 (igc-sante-facts §4.3).</summary>
    public ACertifier Assembler(Gabarit gabarit, Autorite emetteur, PublicationOptions publication, byte[] numeroSerie) =>
        new(
            numeroSerie, emetteur.Certificat.SubjectName.RawData, Debut, Fin, NomX500.Encoder(Sujet), ClePublique,
            [
                Extensions.UsagesEtendus(gabarit.ExtendedKeyUsage),
                Extensions.CleDeLAutorite(emetteur.IdentifiantDeCle),
                Extensions.AccesALAutorite(gabarit.Emetteur, publication),
                Extensions.Politique(gabarit.Politique, publication.Base + PublicationOptions.CheminPolitique(gabarit.Emetteur.Monde)),
                .. Si(gabarit.PeriodeDeCle, () => Extensions.PeriodeDeCle(Debut, Fin)),
                Extensions.Listes(gabarit.Emetteur, publication),
                Extensions.IdentifiantDeCle(ClePublique),
                .. Carte,
                .. Extensions.Exercice(Exercice),
                Extensions.UsageDeCle(gabarit.KeyUsage),
                Extensions.Categorie(gabarit.Categorie),
                .. Si(AUnAutreNom, AutresNoms),
                Extensions.PorteurFinal(),
            ]);

    /// <summary>What will be signed, encoded and checked against its row and what was asked. Uses no key.</summary>
    /// <exception cref="AutoriteErreurException">The result is not its row, or not what was asked.</exception>
    public byte[] Preparer(Gabarit gabarit, Autorite emetteur, PublicationOptions publication, byte[] numeroSerie)
    {
        byte[] aCertifier;
        try
        {
            aCertifier = Assembler(gabarit, emetteur, publication, numeroSerie).Encoder();
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new AutoriteErreurException("Les données de la demande ne s’écrivent pas dans un certificat.", e);
        }

        Controle.ExigerDemande(Controle.ExigerConforme(aCertifier, gabarit, emetteur), this, publication);
        return aCertifier;
    }

    private bool AUnAutreNom => Fqdn.Count + Adresses.Count > 0 || Upn is not null || Mail is not null;

    private X509Extension AutresNoms()
    {
        var noms = new SubjectAlternativeNameBuilder();
        foreach (var fqdn in Fqdn)
        {
            noms.AddDnsName(fqdn);
        }

        foreach (var adresse in Adresses)
        {
            noms.AddIpAddress(adresse);
        }

        if (Upn is not null)
        {
            noms.AddUserPrincipalName(Upn);
        }

        if (Mail is not null)
        {
            noms.AddEmailAddress(Mail);
        }

        return noms.Build();
    }

    private static DateTimeOffset Secondes(DateTimeOffset date) => DateTimeOffset.FromUnixTimeSeconds(date.ToUnixTimeSeconds());

    private static X509Extension[] Si(bool condition, Func<X509Extension> extension) => condition ? [extension()] : [];
}
