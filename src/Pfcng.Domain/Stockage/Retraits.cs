using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>What the operation retirerCertificat writes beside states and history.</summary>
internal static class Retraits
{
    private const string Operation = "retirerCertificat";

    /// <summary>The evidence of a withdrawal, without its Body (D27).</summary>
    public static PreuveLiee? EcrirePreuve(Connexion connexion, Appel appel, Demande demande, DateTimeOffset instant) =>
        Preuves.Ecrire(connexion, appel, Operation, demande.Numero, instant, CorpsGarde.Rien, reponse: null);

    /// <summary>Serial number and what will be signed: from here on, only that certificate can be made (D26).</summary>
    public static void EcrireEnregistrement(Connexion connexion, Demande demande, EnregistrementTechnique technique) => Exactement(connexion.Executer(
        """
        UPDATE produit SET numero_serie = @numero_serie, aki = @aki, dn_autorite = @dn_autorite, a_certifier = @a_certifier
        WHERE monde = @monde AND numero = @numero AND numero_serie IS NULL
        """,
        ("@numero_serie", technique.NumeroSerie),
        ("@aki", technique.Aki),
        ("@dn_autorite", technique.DnAutorite),
        ("@a_certifier", technique.ACertifier),
        ("@monde", demande.Monde.ToString()),
        ("@numero", demande.Numero)));

    /// <summary>The certificate that was just signed: in the journal of issuance, then here, before the state says « Produit retiré ».</summary>
    public static void EcrireEmission(Connexion connexion, Demande demande, EnregistrementTechnique technique, CertificatEmis certificat, DateTimeOffset instant)
    {
        EcrireCertificat(connexion, demande, certificat);
        connexion.Journal.Add(Emission.De(demande.Numero, technique, certificat, instant));
    }

    /// <summary>The certificate, here alone: the journal has it.</summary>
    public static void EcrireCertificat(Connexion connexion, Demande demande, CertificatEmis certificat) => Exactement(connexion.Executer(
        """
        UPDATE produit SET certificat = @certificat, debut = @debut, fin = @fin
        WHERE monde = @monde AND numero = @numero AND certificat IS NULL
        """,
        ("@certificat", certificat.Der),
        ("@debut", certificat.Debut.Ms()),
        ("@fin", certificat.Fin.Ms()),
        ("@monde", demande.Monde.ToString()),
        ("@numero", demande.Numero)));

    /// <summary>The protected codeRevocation: the newest wins (D26, D27).</summary>
    public static void EcrireCode(Connexion connexion, Demande demande, string codeProtege) => Exactement(connexion.Executer(
        "UPDATE produit SET code_revocation = @code WHERE monde = @monde AND numero = @numero",
        ("@code", codeProtege),
        ("@monde", demande.Monde.ToString()),
        ("@numero", demande.Numero)));

    private static void Exactement(int lignes)
    {
        if (lignes != 1)
        {
            throw new ConflitException("Le produit n’est plus tel qu’il a été lu.");
        }
    }
}
