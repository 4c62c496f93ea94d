using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Noms;

namespace Pfcng.Ca.Gabarits;

/// <summary>What the subjectAltName of a certificate is filled with.</summary>
public enum SourceSan
{
    /// <summary>No subjectAltName.</summary>
    Aucune,

    /// <summary>dNSName of each FQDN, the common name's one first.</summary>
    Fqdn,

    /// <summary>otherName UPN, when there is one.</summary>
    Upn,

    /// <summary>rfc822Name, when there is one.</summary>
    MailFacultatif,

    /// <summary>rfc822Name, always.</summary>
    Mail,
}

/// <summary>What is fixed in a certificate before its bearer is known (« gabarit » in the words of ANS): the part of it that the linter compares.</summary>
/// <param name="Emetteur">The authority that issues it.</param>
/// <param name="Sujet">Attributes of the subject, in order; those of one relative name joined by « + », in alphabetical order.</param>
/// <param name="KeyUsage">keyUsage, critical.</param>
/// <param name="ExtendedKeyUsage">extendedKeyUsage, in order.</param>
/// <param name="San">Source of subjectAltName.</param>
/// <param name="PeriodeDeCle">privateKeyUsagePeriod, equal to the validity.</param>
/// <param name="Politique">Object identifier of the certification policy.</param>
/// <param name="Categorie">TRE_G01: 00 card, 03 software, plus 80 in the test world (extension 1.2.250.1.71.1.2.5).</param>
/// <param name="AvecExercice">True when it says the profession and speciality of its bearer, as far as they are known.</param>
/// <param name="Annees">Length of the validity in years; null when it is free (demonstration cards and servers).</param>
public sealed record Gabarit(
    NomAutorite Emetteur,
    string Sujet,
    X509KeyUsageFlags KeyUsage,
    IReadOnlyList<string> ExtendedKeyUsage,
    SourceSan San,
    bool PeriodeDeCle,
    string Politique,
    byte Categorie,
    bool AvecExercice,
    int? Annees);
