using System.CommandLine;
using Pfcng.Domain.Csr;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Exploitation;

namespace Pfcng.Ws.Commandes;

/// <summary>Registers a demande of the IHM channel, under the same rules: what testers need to see code 31.</summary>
internal static class CommandeDemandeIhm
{
    /// <summary>The verb <c>demande-ihm</c>.</summary>
    public static Command Verbe(LigneDeCommande.Garde garder)
    {
        var monde = Valeurs.Monde();
        var acteur = new Option<string>("--acteur") { Description = "idNat de l’acteur.", Required = true };
        var offre = new Option<Offre>("--offre")
        {
            Description = "L’offre.",
            HelpName = "PS|PRO|ORG|SERV",
            Required = true,
            CustomParser = Valeurs.Parmi(Enum.GetValues<Offre>(), o => o.ToString()),
        };
        var usage = new Option<Usage>("--usage")
        {
            Description = "AUTH, AUTH_CLI, SIGN, CONF, SSL_SERV ou S/MIME.",
            Required = true,
            CustomParser = Valeurs.Parmi(Enum.GetValues<Usage>(), Libelles.Code),
        };
        var structure = new Option<string?>("--structure") { Description = "idNat de la structure." };
        var beneficiaire = new Option<string?>("--beneficiaire") { Description = "idNat du bénéficiaire (PRO)." };
        var nom = new Option<string?>("--nom-applicatif") { Description = "Nom applicatif (ORG, SERV)." };
        var fqdn = new Option<string[]>("--fqdn") { Description = "FQDN (SERV SSL_SERV), répétable." };
        var upn = new Option<string?>("--upn") { Description = "UPN (PS, PRO, AUTH)." };
        var mailSujet = new Option<string?>("--mail-sujet") { Description = "Adresse de messagerie protégée." };
        var csr = new Option<FileInfo>("--csr") { Description = "Fichier PKCS#10, PEM.", Required = true };
        var mail = new Option<string>("--mail") { Description = "Adresse du demandeur et de la personne à informer.", Required = true };
        var verbe = new Command(DemanderParIhm.Verbe, "Enregistre une demande du canal IHM, que le service tourne ou non.")
        {
            monde, acteur, offre, usage, structure, beneficiaire, nom, fqdn, upn, mailSujet, csr, mail,
        };
        verbe.SetAction((ligne, annulation) => garder(
            (c, a) => Exploitant.OrdonnerAsync(c, Ordre.De(DemanderParIhm.Verbe, new DemanderParIhm(ligne.GetValue(monde), ligne.GetValue(acteur)!, Demande(ligne))), a), annulation));
        return verbe;

        DemandeCertificat Demande(ParseResult ligne) => new(
            ligne.GetValue(offre), ligne.GetValue(usage), null, ligne.GetValue(structure), ligne.GetValue(beneficiaire), ligne.GetValue(nom),
            ligne.GetValue(fqdn) ?? [], ligne.GetValue(upn), ligne.GetValue(mailSujet), LireCsr(ligne.GetValue(csr)!), ligne.GetValue(mail)!, ligne.GetValue(mail)!);
    }

    private static string LireCsr(FileInfo fichier)
    {
        try
        {
            return DemandePkcs10.SansArmure(File.ReadAllText(fichier.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemarrageImpossibleException($"La CSR {fichier} ne peut pas être lue.", e);
        }
    }
}
