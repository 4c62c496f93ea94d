using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Testing;

/// <summary>Requests of the channel with valid defaults: a test changes the one thing it is about.</summary>
public static class Requetes
{
    private const string Espace = "http://www.pfcng.in.com/WS/";
    private const string CabinetMedical = "499700027180006";

    /// <summary>requeteDemandeCertificats holding those demandes.</summary>
    public static string Lot(params IEnumerable<string> demandes) =>
        $"<ws:requeteDemandeCertificats xmlns:ws=\"{Espace}\">{string.Concat(demandes)}</ws:requeteDemandeCertificats>";

    /// <summary>A demande of ORG AUTH_CLI for CAROLE's structure.</summary>
    public static string OrgAuthCli(string nomApplicatif = "Application", string? csr = null) =>
        Demande("ORG", "AUTH_CLI", csr, ("idNatStruct", CabinetMedical), ("nomApplicatif", nomApplicatif));

    /// <summary>Any demande: offre, usage, then what is given; a new CSR when none is.</summary>
    public static string Demande(string offre, string usage, string? csr, params (string Nom, string Valeur)[] elements) =>
        $"<demandeCertificat><offre>{offre}</offre><gamme>EL</gamme><usage>{usage}</usage>{Elements(elements)}<CSR>{csr ?? Csr()}</CSR>"
        + "<mailDemandeur>demandeur@exemple.fr</mailDemandeur><mailPersonneAInformer>informe@exemple.fr</mailPersonneAInformer></demandeCertificat>";

    /// <summary>requeteRetraitCertificat.</summary>
    public static string Retrait(string indice, string code = "code-1234", string? idNatTiers = null) =>
        $"<ws:requeteRetraitCertificat xmlns:ws=\"{Espace}\">{(idNatTiers is null ? "" : $"<idNatTiers>{idNatTiers}</idNatTiers>")}"
        + $"<indiceRetrait>{indice}</indiceRetrait><codeRevocation>{code}</codeRevocation></ws:requeteRetraitCertificat>";

    /// <summary>requeteRevocationCertificat, for a certificate or for what names it.</summary>
    public static string Revocation(X509Certificate2 certificat, string motif = "FIN_DACTIVITE", params (string Nom, string Valeur)[] elements) => Revocation(
        Aki(certificat), certificat.SerialNumber, motif, elements);

    /// <inheritdoc cref="Revocation(X509Certificate2, string, ValueTuple{string, string}[])"/>
    public static string Revocation(string aki, string numeroSerie, string motif = "FIN_DACTIVITE", params (string Nom, string Valeur)[] elements) =>
        $"<ws:requeteRevocationCertificat xmlns:ws=\"{Espace}\"><AKI>{aki}</AKI><numeroSerie>{numeroSerie}</numeroSerie><gamme>EL</gamme><motif>{motif}</motif>"
        + Elements(elements)
        + "<mailDemandeur>demandeur@exemple.fr</mailDemandeur><mailPersonneAInformer>informe@exemple.fr</mailPersonneAInformer></ws:requeteRevocationCertificat>";

    /// <summary>requeteRenouvellementCertificat of that certificate; a new CSR when none is given.</summary>
    public static string Renouvellement(X509Certificate2 certificat, string? csr = null, string? numeroSerie = null, string? idNatTiers = null) =>
        $"<ws:requeteRenouvellementCertificat xmlns:ws=\"{Espace}\">{(idNatTiers is null ? "" : $"<idNatTiers>{idNatTiers}</idNatTiers>")}"
        + $"<AKI>{Aki(certificat)}</AKI><numeroSerie>{numeroSerie ?? certificat.SerialNumber}</numeroSerie>"
        + $"<mailPersonneAInformer>informe@exemple.fr</mailPersonneAInformer><CSR>{csr ?? Csr()}</CSR><mailDemandeur>demandeur@exemple.fr</mailDemandeur>"
        + "</ws:requeteRenouvellementCertificat>";

    /// <summary>requeteSuiviActivite: typeDemande, offre, then what is given.</summary>
    public static string Suivi(string typeDemande, string offre, params (string Nom, string Valeur)[] elements) =>
        $"<ws:requeteSuiviActivite xmlns:ws=\"{Espace}\"><typeDemande>{typeDemande}</typeDemande><offre>{offre}</offre>{Elements(elements)}</ws:requeteSuiviActivite>";

    /// <summary>A CSR of a new key of 2048 bits, base 64.</summary>
    public static string Csr()
    {
        using var cle = ClesDeTest.Neuve();
        return Csr(cle);
    }

    /// <summary>A CSR of that key, base 64.</summary>
    public static string Csr(RSA cle) =>
        Convert.ToBase64String(new CertificateRequest("CN=demande", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest());

    private static string Aki(X509Certificate2 certificat) => Convert.ToHexStringLower(
        certificat.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value.Span);

    private static string Elements(IEnumerable<(string Nom, string Valeur)> elements) =>
        string.Concat(elements.Select(e => $"<{e.Nom}>{SecurityElement.Escape(e.Valeur)}</{e.Nom}>"));
}
