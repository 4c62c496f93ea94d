using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;
using static System.Security.Cryptography.X509Certificates.X509KeyUsageFlags;
using static Pfcng.Ca.Gabarits.SourceSan;
using static Pfcng.Ca.Noms.Branche;
using static Pfcng.Domain.Modele.Oids;

namespace Pfcng.Ca.Gabarits;

/// <summary>
/// The thirteen products (D35; igc-sante-facts §4.1, §4.2, generation of 2023). Inferred, since never seen: S/MIME's keyUsage and absence of
/// privateKeyUsagePeriod, PRO and SERV but SSL_SERV, and the policies of production.
/// </summary>
public sealed class Produits
{
    private const string Organisation = "C, ST, O, OU, CN";
    private const string Personne = "C, TITLE, CN+GN+SN";
    private const string PersonneDeStructure = "C, ST, O, OU, TITLE, CN+GN+SN";

    // One line per product; usage is the last but one arc of its policy in production (4 and 5 seen for PERSONNES, the others inferred).
    private static readonly Ligne[] Lignes =
    [
        //  product                    issuer         subject              keyUsage                            extendedKeyUsage                        SAN             period  usage
        new(Offre.PS, Usage.AUTH,       Personnes,     Personne,            DigitalSignature,                   [ClientAuth, SmartcardLogon],           Upn,            false, 5),
        new(Offre.PS, Usage.SIGN,       Personnes,     Personne,            NonRepudiation,                     [EmailProtection],                      MailFacultatif, true,  4),
        new(Offre.PS, Usage.CONF,       Personnes,     Personne,            KeyEncipherment,                    [EmailProtection, AnyExtendedKeyUsage], MailFacultatif, false, 6),
        new(Offre.PRO, Usage.AUTH,      Personnes,     PersonneDeStructure, DigitalSignature,                   [ClientAuth, SmartcardLogon],           Upn,            false, 5),
        new(Offre.PRO, Usage.SIGN,      Personnes,     PersonneDeStructure, NonRepudiation,                     [EmailProtection],                      MailFacultatif, true,  4),
        new(Offre.PRO, Usage.CONF,      Personnes,     PersonneDeStructure, KeyEncipherment,                    [EmailProtection, AnyExtendedKeyUsage], MailFacultatif, false, 6),
        new(Offre.ORG, Usage.AUTH_CLI,  Organisations, Organisation,        DigitalSignature,                   [ClientAuth],                           Aucune,         false, 5),
        new(Offre.ORG, Usage.SIGN,      Organisations, Organisation,        DigitalSignature | NonRepudiation,  [EmailProtection],                      Aucune,         true,  4),
        new(Offre.ORG, Usage.CONF,      Organisations, Organisation,        KeyEncipherment,                    [EmailProtection, AnyExtendedKeyUsage], Aucune,         false, 6),
        new(Offre.SERV, Usage.SSL_SERV, Organisations, Organisation,        DigitalSignature | KeyEncipherment, [ServerAuth, ClientAuth],               Fqdn,           false, 7),
        new(Offre.SERV, Usage.SIGN,     Organisations, Organisation,        DigitalSignature | NonRepudiation,  [EmailProtection],                      Mail,           true,  4),
        new(Offre.SERV, Usage.SMIME,    Organisations, Organisation,        DigitalSignature | KeyEncipherment, [EmailProtection],                      Mail,           false, 8),
        new(Offre.SERV, Usage.CONF,     Organisations, Organisation,        KeyEncipherment,                    [EmailProtection, AnyExtendedKeyUsage], Mail,           false, 6),
    ];

    private readonly FrozenDictionary<(Monde, TypeProduit), Gabarit> _gabarits;

    /// <summary>Builds the rows of both worlds.</summary>
    /// <exception cref="AutoriteInutilisableException">The rows are not those of <see cref="TypeProduit.Tous"/>: a product could be ordered and never made.</exception>
    public Produits(OptionsProduits options)
    {
        Verifier(TypeProduit.Tous, Lignes.Select(l => l.Produit));
        _gabarits = (from monde in Enum.GetValues<Monde>() from ligne in Lignes select (Cle: (monde, ligne.Produit), Ligne: ligne, Monde: monde))
            .ToFrozenDictionary(l => l.Cle, l => Completer(l.Ligne, l.Monde, options));
    }

    /// <summary>The row of a product in a world; the thirteen exist in both.</summary>
    public Gabarit this[Monde monde, TypeProduit produit] => _gabarits[(monde, produit)];

    /// <summary>Each product that can be ordered has one row, and each row is of such a product.</summary>
    /// <exception cref="AutoriteInutilisableException">It is not so; the message names the products.</exception>
    internal static void Verifier(IEnumerable<TypeProduit> commandables, IEnumerable<TypeProduit> decrits)
    {
        var (attendus, lignes) = (commandables.ToHashSet(), decrits.ToList());
        var fautifs = attendus.Except(lignes).Concat(lignes.Except(attendus)).Concat(lignes.GroupBy(l => l).Where(g => g.Count() > 1).Select(g => g.Key)).ToList();
        if (fautifs.Count > 0)
        {
            throw new AutoriteInutilisableException(
                $"Les produits qui se commandent et ceux que l’autorité décrit ne sont pas les mêmes : {string.Join(", ", fautifs)}.");
        }
    }

    private static Gabarit Completer(Ligne ligne, Monde monde, OptionsProduits options) => new(
        new NomAutorite(monde, Gamme.Elementaire, ligne.Emetteur),
        ligne.Sujet,
        ligne.KeyUsage,
        ligne.San == Fqdn && options.SslServSansClientAuth ? [ServerAuth] : ligne.ExtendedKeyUsage,
        ligne.San,
        ligne.PeriodeDeCle,
        options.PolitiquesDeProduction.TryGetValue(ligne.Produit, out var politique) && monde == Monde.Production
            ? politique
            : Politiques.Pour(monde, Gamme.Elementaire, ligne.Emetteur, ligne.ArcUsage),
        (byte)(monde == Monde.Test ? 0x83 : 0x03),
        AvecExercice: ligne.Emetteur == Personnes,
        Annees: 3);

    private sealed record Ligne(
        Offre Offre, Usage Usage, Branche Emetteur, string Sujet, X509KeyUsageFlags KeyUsage, string[] ExtendedKeyUsage, SourceSan San, bool PeriodeDeCle, int ArcUsage)
    {
        public TypeProduit Produit => new(Offre, Usage);
    }
}
