using System.Formats.Asn1;
using System.Security.Cryptography;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>
/// The linter (D35): what is about to be signed is read back and compared with its row, RFC 5280, and what was asked. It runs at registration
/// and again just before the key is used.
/// </summary>
internal static class Controle
{
    /// <summary>Hosts may change between registration and withdrawal; the paths, which say whose list it is, may not.</summary>
    private static readonly Regle[] Regles =
    [
        new("version", (tbs, _, _) => tbs.Version == 2),
        new("serialNumber", (tbs, _, _) => tbs.NumeroSerie is { Length: 16, Span: [> 0 and < 0x80, ..] }),
        new("signature", (tbs, _, _) => tbs.Algorithme == Oids.Sha256WithRsaEncryption),
        new("issuer", (tbs, _, a) => tbs.Emetteur.Span.SequenceEqual(a.Certificat.SubjectName.RawData)),
        new("validity", (tbs, g, _) => g.Annees is { } annees ? tbs.Fin == tbs.Debut.AddYears(annees) : tbs.Fin > tbs.Debut),
        new("validity, within the issuer’s", (tbs, _, a) => tbs.Debut >= a.Debut && tbs.Fin <= a.Fin),
        new("subject", (tbs, g, _) => Forme(tbs) == g.Sujet),
        new("subject, values", (tbs, _, _) => tbs.Sujet.SelectMany(rdn => rdn).All(BienEcrit)),
        new("subjectPublicKeyInfo", (tbs, _, _) => tbs.Module.GetBitLength() == 2048 && !tbs.Module.IsEven && tbs.Exposant == 65537),
        new("extensions", (tbs, g, _) => tbs.Extensions.Select(e => e.Oid).SequenceEqual(Ordre(tbs, g))),
        new("extensions, critical", (tbs, _, _) => tbs.Extensions.All(e => e.Critique == (e.Oid == Oids.KeyUsage))),
        new("extendedKeyUsage", (tbs, g, _) => ExtensionsLues.UsagesEtendus(Valeur(tbs, Oids.ExtendedKeyUsage)).SequenceEqual(g.ExtendedKeyUsage)),
        new("authorityKeyIdentifier", (tbs, _, a) => ExtensionsLues.CleDeLAutorite(Valeur(tbs, Oids.AuthorityKeyIdentifier)).SequenceEqual(a.IdentifiantDeCle)),
        new("authorityInfoAccess", (tbs, g, _) => AccesJuste(ExtensionsLues.AccesALAutorite(Valeur(tbs, Oids.AuthorityInfoAccess)), g.Emetteur)),
        new("certificatePolicies", PolitiqueJuste),
        new("privateKeyUsagePeriod", (tbs, g, _) => !g.PeriodeDeCle || ExtensionsLues.PeriodeDeCle(Valeur(tbs, Oids.PrivateKeyUsagePeriod)) == (tbs.Debut, tbs.Fin)),
        new("cRLDistributionPoints", (tbs, g, _) => ListesJustes(ExtensionsLues.Listes(Valeur(tbs, Oids.CrlDistributionPoints)), g.Emetteur)),
        new("subjectKeyIdentifier", (tbs, _, _) => ExtensionsLues.IdentifiantDeCle(Valeur(tbs, Oids.SubjectKeyIdentifier)).SequenceEqual(Methode1(tbs.ClePublique))),
        new("keyUsage", (tbs, g, _) => ExtensionsLues.UsageDeCle(Valeur(tbs, Oids.KeyUsage)) == g.KeyUsage),
        new("category (TRE_G01)", (tbs, g, _) => ExtensionsLues.Categorie(Valeur(tbs, Oids.CategorieG01)) == g.Categorie),
        new("subjectAltName", AutresNomsJustes),
        new("basicConstraints", (tbs, _, _) => ExtensionsLues.EstPorteurFinal(Valeur(tbs, Oids.BasicConstraints))),
    ];

    private static readonly string[] Carte = [Oids.TypeDeCarteG02, Oids.JetonDeCarte];
    private static readonly string[] Exercice =
        [Oids.ProfessionG15, Oids.ProfessionEnFormationG16, Oids.SavoirFaireR01, Oids.TableauPharmacienG05];

    /// <summary>Compares a TBSCertificate with its row and RFC 5280.</summary>
    /// <exception cref="AutoriteErreurException">It differs: nothing must be signed.</exception>
    public static TbsLu ExigerConforme(byte[] aCertifier, Gabarit gabarit, Autorite emetteur)
    {
        TbsLu tbs;
        string? defaut;
        try
        {
            tbs = TbsLu.Lire(aCertifier);
            defaut = Array.Find(Regles, r => !r.Respectee(tbs, gabarit, emetteur))?.Champ;
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw new AutoriteErreurException("Le certificat à signer n’est pas du DER conforme à la RFC 5280.", e);
        }

        return defaut is null ? tbs : throw new AutoriteErreurException($"Le certificat à signer n’est pas conforme à son gabarit : {defaut}.");
    }

    /// <summary>Compares it with what was asked.</summary>
    /// <exception cref="AutoriteErreurException">It differs.</exception>
    public static void ExigerDemande(TbsLu tbs, ContenuDuCertificat contenu, PublicationOptions publication)
    {
        (string Genre, string Valeur)[] noms =
        [
            .. contenu.Fqdn.Select(f => ("DNS", f)),
            .. contenu.Adresses.Select(a => ("IP", a.ToString())),
            .. contenu.Mail is { } mail ? [("email", mail)] : Array.Empty<(string, string)>(),
            .. contenu.Upn is { } upn ? [("UPN", upn)] : Array.Empty<(string, string)>(),
        ];
        var lus = tbs.Valeur(Oids.SubjectAltName) is { } san ? ExtensionsLues.AutresNoms(san) : [];
        var demandes = contenu.Sujet.Rdn.Select(rdn => rdn.Select(a => (NomX500.Oid(a.Attribut), a.Valeur)).Order());
        var conforme = tbs.ClePublique.Span.SequenceEqual(contenu.ClePublique)
            && tbs.Debut == contenu.Debut && tbs.Fin == contenu.Fin
            && lus.SequenceEqual(noms)
            && tbs.Extensions.Where(e => Exercice.Contains(e.Oid)).Select(e => (e.Oid, Convert.ToHexString(e.Valeur.Span))).SequenceEqual(
                Extensions.Exercice(contenu.Exercice).Select(e => (e.Oid!.Value!, Convert.ToHexString(e.RawData))))
            && tbs.Sujet.Select(rdn => rdn.Select(a => (a.Oid, a.Valeur)).Order()).Zip(demandes).All(p => p.First.SequenceEqual(p.Second))
            && Adresses(tbs).All(a => a.StartsWith(publication.Base + "/", StringComparison.Ordinal));
        if (!conforme)
        {
            throw new AutoriteErreurException("Le certificat à signer n’est pas celui qui a été demandé.");
        }
    }

    private static ReadOnlyMemory<byte> Valeur(TbsLu tbs, string oid) => tbs.Valeur(oid) ?? throw new AsnContentException($"{oid} is absent");

    /// <summary>The attributes of a subject, as <see cref="Gabarit.Sujet"/> writes them.</summary>
    internal static string Forme(TbsLu tbs) => string.Join(", ", tbs.Sujet.Select(rdn => string.Join('+', rdn.Select(a => Nom(a.Oid)).Order(StringComparer.Ordinal))));

    private static string Nom(string oid) => Enum.GetValues<Attribut>().Where(a => NomX500.Oid(a) == oid).Select(a => a.ToString()).FirstOrDefault(oid);

    /// <summary>Kind of string, and the upper bounds of RFC 5280 appendix A.1.</summary>
    private static bool BienEcrit(AttributLu attribut) => attribut.Oid == Oids.Country
        ? attribut is { Chaine: UniversalTagNumber.PrintableString, Valeur.Length: 2 }
        : attribut.Chaine == UniversalTagNumber.UTF8String && attribut.Valeur.Length > 0 && !attribut.Valeur.Any(char.IsControl) && Caracteres(attribut.Valeur) <= Borne(attribut.Oid);

    private static int Borne(string oid) => oid switch
    {
        Oids.StateOrProvince => 128,
        Oids.GivenName or Oids.Surname => 32768,
        _ => 64,
    };

    private static int Caracteres(string valeur) => valeur.EnumerateRunes().Count();

    /// <summary>The order of the generation of 2023, without what is optional and absent.</summary>
    private static IEnumerable<string> Ordre(TbsLu tbs, Gabarit gabarit)
    {
        bool present(string oid) => tbs.Valeur(oid) is not null;
        return
        [
            Oids.ExtendedKeyUsage, Oids.AuthorityKeyIdentifier, Oids.AuthorityInfoAccess, Oids.CertificatePolicies,
            .. gabarit.PeriodeDeCle ? [Oids.PrivateKeyUsagePeriod] : Array.Empty<string>(),
            Oids.CrlDistributionPoints, Oids.SubjectKeyIdentifier,
            .. (gabarit.Categorie & 0x7F) == 0 ? Carte.Where(present) : [],
            .. gabarit.AvecExercice ? Exercice.Where(present) : [],
            Oids.KeyUsage, Oids.CategorieG01,
            .. present(Oids.SubjectAltName) ? [Oids.SubjectAltName] : Array.Empty<string>(),
            Oids.BasicConstraints,
        ];
    }

    private static bool AccesJuste((string Methode, string Adresse)[] acces, NomAutorite emetteur) =>
        acces is [("caIssuers", var adresse)] && adresse.EndsWith(PublicationOptions.CheminCertificat(emetteur), StringComparison.Ordinal);

    private static bool PolitiqueJuste(TbsLu tbs, Gabarit gabarit, Autorite emetteur)
    {
        var (oid, cps) = ExtensionsLues.Politique(Valeur(tbs, Oids.CertificatePolicies));
        return oid == gabarit.Politique && cps.EndsWith(PublicationOptions.CheminPolitique(emetteur.Nom.Monde), StringComparison.Ordinal);
    }

    private static bool ListesJustes(string[] listes, NomAutorite emetteur) =>
        listes is [var adresse] && adresse.EndsWith(PublicationOptions.CheminListe(emetteur), StringComparison.Ordinal);

    private static bool AutresNomsJustes(TbsLu tbs, Gabarit gabarit, Autorite emetteur)
    {
        var noms = tbs.Valeur(Oids.SubjectAltName) is { } san ? ExtensionsLues.AutresNoms(san) : [];
        var genres = noms.Select(n => n.Genre).Distinct().ToArray();
        return gabarit.San switch
        {
            SourceSan.Aucune => noms.Length == 0,
            SourceSan.Fqdn => noms is [("DNS", var premier), ..] && premier == tbs.Sujet[^1].Single().Valeur && (genres is ["DNS"] || (gabarit.Annees is null && genres is ["DNS", "IP"])),
            SourceSan.Upn => noms.Length == 0 || noms is [("UPN", _)],
            SourceSan.MailFacultatif => noms.Length == 0 || noms is [("email", _)],
            SourceSan.Mail => noms is [("email", _)],
            _ => false,
        };
    }

    private static byte[] Methode1(ReadOnlyMemory<byte> clePublique)
    {
        var cle = new AsnReader(clePublique, AsnEncodingRules.DER).ReadSequence();
        cle.ReadSequence();
        return SHA1.HashData(cle.ReadBitString(out _));
    }

    private static IEnumerable<string> Adresses(TbsLu tbs) =>
    [
        .. ExtensionsLues.AccesALAutorite(Valeur(tbs, Oids.AuthorityInfoAccess)).Select(a => a.Adresse),
        ExtensionsLues.Politique(Valeur(tbs, Oids.CertificatePolicies)).Cps,
        .. ExtensionsLues.Listes(Valeur(tbs, Oids.CrlDistributionPoints)),
    ];

    private sealed record Regle(string Champ, Func<TbsLu, Gabarit, Autorite, bool> Respectee);
}
