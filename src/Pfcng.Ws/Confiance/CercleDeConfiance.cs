using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>A server that may stand at /ws-srv, its white list apart.</summary>
/// <param name="Monde">World of its authority.</param>
/// <param name="Sujet">Its name, for the white list.</param>
internal sealed record ServeurAuthentifie(Monde Monde, NomDistinctif Sujet);

/// <summary>
/// Whom the platform trusts: the configured authorities and nobody else, the issuer recognised by its bytes, every link of the chain checked
/// against its issuer's revocation list (D7, D9). Verdicts on certificates of our authorities are cached and dropped when a list changes; the
/// hour is asked at each use. Safe for concurrent use.
/// </summary>
internal sealed class CercleDeConfiance
{
    /// <summary>Why a list is not taken that is older than the one in force.</summary>
    public const string PlusRecenteConnue = "une liste de révocation plus récente est connue";

    private const int VerdictsEnCache = 10_000;

    private static readonly string[] UsagesDeServeur = [Oids.ServerAuth, Oids.ClientAuth];

    private readonly ImmutableArray<AutoriteDeConfiance> _autorites;
    private readonly TimeProvider _horloge;
    private readonly TimeProvider _horlogeDesListes;
    private readonly ArchiveDesListes? _archive;
    private readonly Lock _ecriture = new();
    private volatile Connaissance _connaissance = new(ImmutableDictionary<string, ListeDeRevocation>.Empty);

    /// <summary>A circle of those authorities, without any list yet: it refuses all until <see cref="MettreAJour"/> brings them.</summary>
    /// <param name="autorites">Authorities, roots included when they are to be the anchors.</param>
    /// <param name="horloge">For the validity of certificates: the machine's.</param>
    /// <param name="horlogeDesListes">For the freshness of lists: the domain's.</param>
    /// <param name="archive">Keeps every list that is taken; null: nothing is kept.</param>
    public CercleDeConfiance(IEnumerable<AutoriteDeConfiance> autorites, TimeProvider horloge, TimeProvider horlogeDesListes, ArchiveDesListes? archive = null)
    {
        _archive = archive;
        _autorites = [.. autorites];
        (_horloge, _horlogeDesListes) = (horloge, horlogeDesListes);
    }

    /// <summary>The authorities, whose names TLS sends to clients.</summary>
    public IReadOnlyList<AutoriteDeConfiance> Autorites => _autorites;

    /// <summary>Names of the authorities that have no list in validity: whom they certify is refused.</summary>
    public IReadOnlyList<string> SansListeEnVigueur
    {
        get
        {
            var (listes, maintenant) = (_connaissance.Listes, _horlogeDesListes.GetUtcNow());
            return [.. _autorites.Where(a => !listes.TryGetValue(a.Certificat.Thumbprint, out var liste) || maintenant >= liste.NextUpdate).Select(a => a.Nom)];
        }
    }

    /// <summary>/ws-srv (D7): a « certificat SSL serveur » of ELEMENTAIRE ORGANISATIONS, of either world. The white list is the caller's.</summary>
    public Resultat<ServeurAuthentifie, string> VerifierServeur(X509Certificate2 certificat)
    {
        if (!Examiner(certificat).Donne(out var examen, out var motif))
        {
            return motif;
        }

        return examen switch
        {
            { Autorite.Role: not RoleDAutorite.Organisations } e => $"« {e.Autorite.Nom} » n’émet pas les certificats de serveur admis",
            var e when !e.Lu.UsagesEtendus.SetEquals(UsagesDeServeur) =>
                "le certificat n’a pas les deux usages serverAuth et clientAuth, et eux seuls",
            { Lu.EcartDeServeur: { } ecart } => ecart,
            var e => new ServeurAuthentifie(e.Autorite.Monde, e.Lu.Sujet),
        };
    }

    /// <summary>/ws-apt (D7): the authentication certificate of a card of one of the six PERSONNES authorities.</summary>
    public Resultat<Signataire, string> VerifierCarteAuthentification(X509Certificate2 certificat)
    {
        if (!Examiner(certificat).Donne(out var examen, out var motif))
        {
            return motif;
        }

        return examen switch
        {
            { Autorite.Role: not RoleDAutorite.Personnes } e => $"« {e.Autorite.Nom} » n’émet pas les cartes admises",
            { Lu.EcartDeCarte: { } ecart } => ecart,
            var e when !e.Sert(X509KeyUsageFlags.DigitalSignature) || !e.SertA(Oids.ClientAuth) =>
                "le certificat n’est pas un certificat d’authentification",
            var e => Porteur(e),
        };
    }

    /// <summary>The signer of a message (D9, D10): the signing certificate of a card, of PERSONNES or of a trusted CPS2ter class.</summary>
    public Resultat<Signataire, string> VerifierSignature(X509Certificate2 certificat) => VerifierSignature(certificat, out _);

    /// <inheritdoc cref="VerifierSignature(X509Certificate2)"/>
    /// <param name="certificat">The certificate.</param>
    /// <param name="liste">The list that did not show it, for the evidence (D27); null when there was none.</param>
    public Resultat<Signataire, string> VerifierSignature(X509Certificate2 certificat, out ListeUtilisee? liste)
    {
        if (!Examiner(certificat).Donne(out var examen, out var motif))
        {
            liste = null;
            return motif;
        }

        liste = examen.Liste;
        return examen switch
        {
            { Autorite.Role: not (RoleDAutorite.Personnes or RoleDAutorite.Cps2ter) } e =>
                $"« {e.Autorite.Nom} » n’émet pas les certificats de signature admis",
            { Lu.EcartDeCarte: { } ecart } => ecart,
            var e when !e.Sert(X509KeyUsageFlags.NonRepudiation) => "le certificat n’a pas l’usage nonRepudiation",
            var e => Porteur(e),
        };
    }

    /// <summary>
    /// Takes a list: null when it is taken, or known already; else the reason why not, in French. The newer number wins, or the newer date when
    /// there is no number.
    /// </summary>
    public string? MettreAJour(ListeDeRevocation liste)
    {
        var autorite = _autorites.FirstOrDefault(a => liste.SigneePar(a.Certificat, a.SigneEnSha1));
        if (autorite is null)
        {
            return "la liste de révocation n’est signée par aucune autorité configurée" + (liste.EstEnSha1 ? " qui puisse signer en SHA-1" : "");
        }

        lock (_ecriture)
        {
            var listes = _connaissance.Listes;
            if (listes.TryGetValue(autorite.Certificat.Thumbprint, out var ancienne) && Comparer(liste, ancienne) is var ordre && ordre <= 0)
            {
                return ordre == 0 ? null : PlusRecenteConnue;
            }

            _archive?.Garder(autorite, liste);
            _connaissance = new(listes.SetItem(autorite.Certificat.Thumbprint, liste));
            return null;
        }
    }

    private static int Comparer(ListeDeRevocation a, ListeDeRevocation b) =>
        a.Numero is { } x && b.Numero is { } y ? x.CompareTo(y) : a.ThisUpdate.CompareTo(b.ThisUpdate);

    private static Resultat<Signataire, string> Porteur(Examen examen) => examen.Lu.Porteur(examen.Autorite.Monde) is { } porteur
        ? porteur
        : "le sujet du certificat ne nomme pas son porteur";

    private Resultat<Examen, string> Examiner(X509Certificate2 certificat)
    {
        var connaissance = _connaissance;
        var cle = Convert.ToHexString(SHA256.HashData(certificat.RawDataMemory.Span));
        if (!connaissance.Examens.TryGetValue(cle, out var examen))
        {
            var etabli = Etablir(certificat, connaissance);
            if (!etabli.EstAccepte)
            {
                return etabli;
            }

            examen = etabli.Valeur;
            if (connaissance.Examens.Count >= VerdictsEnCache)
            {
                connaissance.Examens.Clear();
            }

            connaissance.Examens[cle] = examen;
        }

        return examen.Refus(_horloge.GetUtcNow(), _horlogeDesListes.GetUtcNow()) is { } motif ? motif : examen;
    }

    private Resultat<Examen, string> Etablir(X509Certificate2 certificat, Connaissance connaissance)
    {
        var verdict = ChaineDeCertificats.Construire(certificat, _autorites);
        if (!verdict.EstAccepte)
        {
            return verdict.Refus;
        }

        var lu = CertificatLu.Lire(certificat);
        if (!lu.EstAccepte)
        {
            return lu.Refus;
        }

        var chaine = verdict.Valeur;
        string? revocation = null;
        ListeUtilisee? utilisee = null;
        var (debut, fin) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var (maillon, emetteur) in chaine.Maillons)
        {
            if (!connaissance.Listes.TryGetValue(emetteur.Certificat.Thumbprint, out var liste))
            {
                revocation ??= $"aucune liste de révocation de « {emetteur.Nom} »";
                continue;
            }

            revocation ??= !liste.Contient(maillon.SerialNumberBytes.Span) ? null
                : maillon == certificat ? "le certificat est révoqué" : "l’autorité du certificat est révoquée";
            utilisee ??= maillon == certificat ? ArchiveDesListes.Nommer(emetteur, liste) : null;
            debut = liste.ThisUpdate > debut ? liste.ThisUpdate : debut;
            fin = liste.NextUpdate < fin ? liste.NextUpdate : fin;
        }

        return new Examen(chaine.Autorite, lu.Valeur, chaine.Debut, chaine.Fin, revocation, debut, fin) { Liste = utilisee };
    }

    /// <summary>The lists of the moment, by thumbprint of their authority, and what was established with them: replaced together.</summary>
    private sealed record Connaissance(ImmutableDictionary<string, ListeDeRevocation> Listes)
    {
        public ConcurrentDictionary<string, Examen> Examens { get; } = new();
    }
}
