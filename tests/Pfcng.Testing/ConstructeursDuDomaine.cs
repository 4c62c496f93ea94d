using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;

namespace Pfcng.Testing;

/// <summary>Valid values of the domain; a test changes one thing with <c>with</c>. The people are those of the demonstration.</summary>
public static class ConstructeursDuDomaine
{
    public const string Cabinet = "499700027180006";
    public const string Pharmacie = "10B0039137";
    public const string Hopital = "1750140014";

    private static int _cles;

    /// <summary>Every product open, ten days to withdraw.</summary>
    public static Parametres ToutOuvert { get; } = new(new HashSet<(Monde, TypeProduit)>(), null, DelaiDeRetrait.ParDefaut);

    public static Personne Carole { get; } = Ps("899700027131", "PHARMACH0002713", "CAROLE", "Pharmacien") with { Habilitations = [new(Offre.ORG, Cabinet, [])] };

    public static Personne Gaetan { get; } = Ps("899700027222", "PHARMOFFICE RPPS-ADELI", "GAETAN", "Pharmacien") with
    {
        Habilitations = [new(Offre.SERV, Pharmacie, ["test.laboratoire.com", "*officine.laboratoire.com"])],
    };

    public static Personne Charles { get; } = Ps("899700027123", "CARDIOCH0002712", "CHARLES", "Médecin") with
    {
        Habilitations =
        [
            new(Offre.PRO, Hopital, ["*@ch-saint-anne.fr", "*test.ch-saint-anne.fr", "*.urgence.ch-saint-anne.fr"]),
            new(Offre.ORG, Hopital, []),
        ],
    };

    public static Personne Claire { get; } = Ps("810100531143", "GAUTHIER", "CLAIRE", "Médecin") with { Rattachements = [Hopital] };

    public static Personne Denise { get; } = Ps("500000000028969/CPAT0002", "AGENT0000028960002", "DENISE", null) with { Type = TypePersonne.PA };

    public static Personne Vladimir { get; } = Ps("300000000039210/CPAT0001", "ASSIST-CS039210002", "VLADIMIR", null) with { Type = TypePersonne.PA, AdminAsip = true };

    /// <summary>The directory of them all, in the test world.</summary>
    public static AnnuaireEnMemoire Annuaire()
    {
        var annuaire = new AnnuaireEnMemoire()
            .Avec(new Structure(Cabinet, "CABINET MEDICAL MEDCAB0002718", "Paris (75)"))
            .Avec(new Structure(Pharmacie, "PHARMACIE DE LA GARE ROUTIERE03913", "Paris (75)"))
            .Avec(new Structure(Hopital, "CENTRE HOSPITALIER SAINTE ANNE", "Paris (75)"));
        foreach (var personne in new[] { Carole, Gaetan, Charles, Claire, Denise, Vladimir })
        {
            annuaire.Avec(personne);
        }

        return annuaire;
    }

    public static Personne Ps(string idNat, string nom, string prenom, string? titre) => new(idNat, nom, prenom, TypePersonne.PS, titre, [], false, []);

    public static Signataire Carte(Personne personne, Monde monde = Monde.Test) => new(monde, personne.IdNat, personne.Nom, personne.Prenom, personne.Type);

    /// <summary>A call signed by a person; each has a signature of its own, unless it is named.</summary>
    public static Appel Appel(Personne personne, string? signature = null, Monde monde = Monde.Test) => new(
        Carte(personne, monde),
        Canal.WS,
        new(
            "<SignedInfo/>"u8.ToArray(),
            signature is null ? Hasard.OctetsNeufs(256) : Encoding.UTF8.GetBytes(signature),
            Encoding.UTF8.GetBytes("certificat de " + personne.IdNat),
            "<Body/>"u8.ToArray()),
        "trace");

    /// <summary>Text of a CSR whose key was never seen.</summary>
    public static string CsrNeuve() => $"cle {Interlocked.Increment(ref _cles)} {Guid.NewGuid()}";

    /// <summary>Reads the CSR of tests: the text is the key, in DER; « faux » is a false signature.</summary>
    public static CsrLue LireCsr(string texte)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        der.WriteCharacterString(UniversalTagNumber.UTF8String, texte);
        var cle = der.Encode();
        return texte == "faux" ? new(null, null, Pfcng.Domain.Erreurs.Raisons.SignatureDeLaCsr) : new(cle, SHA256.HashData(cle), null);
    }

    public static DemandeCertificat Org(Usage usage = Usage.AUTH_CLI) => Vide(Offre.ORG, usage) with { IdNatStruct = Cabinet, NomApplicatif = "SAMU 75" };

    public static DemandeCertificat SslServ() => Vide(Offre.SERV, Usage.SSL_SERV) with { IdNatStruct = Pharmacie, Fqdn = ["test.laboratoire.com"] };

    public static DemandeCertificat Serv(Usage usage = Usage.SIGN) =>
        Vide(Offre.SERV, usage) with { IdNatStruct = Pharmacie, NomApplicatif = "Service 15-1", MailSujet = "contact@test.laboratoire.com" };

    public static DemandeCertificat Pro(Usage usage = Usage.SIGN) => Vide(Offre.PRO, usage) with
    {
        IdNatStruct = Hopital,
        IdNatBeneficiaire = Claire.IdNat,
        MailSujet = usage == Usage.AUTH ? null : "claire@ch-saint-anne.fr",
    };

    public static DemandeCertificat PourPs(Usage usage = Usage.AUTH) => Vide(Offre.PS, usage);

    public static RequeteDemandeCertificats Lot(params DemandeCertificat[] demandes) => new(demandes);

    private static DemandeCertificat Vide(Offre offre, Usage usage) =>
        new(offre, usage, null, null, null, null, [], null, null, CsrNeuve(), "demandeur@exemple.fr", "informe@exemple.fr");
}
