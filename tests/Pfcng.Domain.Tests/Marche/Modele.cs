using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>
/// The guide and the decisions, said a second time and as shortly as possible: what must be answered, and in what state everything is then.
/// Knows nothing of the service but its vocabulary.
/// </summary>
internal sealed partial class Modele(DateTimeOffset depart)
{
    /// <summary>notAfter of all that the fake authority signs.</summary>
    public static readonly DateTimeOffset FinDesCertificats = new(2029, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Tableau 5, explicit: who administers what, with the domains of the walks that this gives him.</summary>
    private static readonly Dictionary<(string Qui, Offre Offre, string Structure), string[]> Administrations = new()
    {
        [(Gens.Carole.IdNat, Offre.ORG, Cabinet)] = [],
        [(Gens.Carole.IdNat, Offre.ORG, Gens.SansDepartement)] = [],
        [(Gaetan.IdNat, Offre.SERV, Pharmacie)] = ["test.laboratoire.com", "a.officine.laboratoire.com"],
        [(Gaetan.IdNat, Offre.ORG, Pharmacie)] = [],
        [(Charles.IdNat, Offre.PRO, Hopital)] = ["ch-saint-anne.fr"],
        [(Charles.IdNat, Offre.ORG, Hopital)] = [],
    };

    /// <summary>Who is attached where.</summary>
    private static readonly (string? Qui, string? Structure)[] Rattachements = [(Claire.IdNat, Hopital), (Gens.Carole.IdNat, Hopital)];

    /// <summary>PS and PF of the walks: they ask for themselves.</summary>
    private static readonly string[] Professionnels = [Gens.Carole.IdNat, Gaetan.IdNat, Charles.IdNat, Claire.IdNat];

    private readonly HashSet<string> _absents = [];
    private readonly HashSet<string> _cles = [];

    public DateTimeOffset Instant { get; set; } = depart;

    public DateOnly Aujourdhui => Jour(Instant);

    /// <summary>Oldest first.</summary>
    public List<DemandeVoulue> Demandes { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<RevocationVoulue> Revocations { get; } = [];

    public List<LotVoulu> Lots { get; } = [];

    /// <summary>The demande that is named, or null.</summary>
    public DemandeVoulue? Trouver(Choix choix)
    {
        List<DemandeVoulue?> parmi = choix.Parmi switch
        {
            Parmi.EnRetrait => [.. Demandes.Where(d => d.Produit is EtatProduit.ARetirer or EtatProduit.Retire)],
            Parmi.Certifiees => [.. Demandes.Where(d => d.ACertificat)],
            _ => [.. Demandes, null],
        };
        return parmi.Count == 0 ? null : parmi[choix.Rang % parmi.Count];
    }

    /// <summary>The message of a rank, or null.</summary>
    public LotVoulu? LotDuRang(int rang) => Lots.ElementAtOrDefault(rang % (Lots.Count + 1));

    public static Appelant Appelant(Qui qui, Qui? tiers, DemandeVoulue? demande) => (qui, demande) switch
    {
        (Qui.LActeur, { Administrateur: { } administrateur }) => new(demande.Monde, administrateur, demande.Acteur),
        (Qui.LActeur, not null) => new(demande.Monde, demande.Acteur, null),
        _ => new(Gens.Monde(qui), Gens.IdNat(qui), tiers is { } t ? Gens.IdNat(t) : null),
    };

    /// <summary>Leaves the directory, or comes back; true when it is there now.</summary>
    public bool Oublier(string idNat) => _absents.Remove(idNat) || !_absents.Add(idNat);

    /// <summary>Everybody is back.</summary>
    public void ToutLeMondeRevient() => _absents.Clear();

    public IReadOnlyCollection<string> Absents => _absents;

    public static DateOnly Jour(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Paris).DateTime);

    /// <summary>In the directory of that world.</summary>
    private bool Connait(Monde monde, string? idNat) => idNat is null || (monde, idNat) switch
    {
        (Monde.Production, _) => idNat == Gens.Carole.IdNat || idNat == Cabinet,
        _ => !_absents.Contains(idNat) && (Professionnels.Contains(idNat) || idNat == Denise.IdNat || idNat == Vladimir.IdNat
            || idNat is Cabinet or Pharmacie or Hopital or Gens.SansDepartement),
    };

    /// <summary>D12: only an AdminASIP acts for somebody else.</summary>
    private bool EstAdminAsip(Appelant a) => a.Monde == Monde.Test && a.IdNat == Vladimir.IdNat && Connait(a.Monde, a.IdNat);

    private bool SansDroitSurUnTiers(Appelant a) => a.Tiers is not null && !EstAdminAsip(a);

    /// <summary>The signer, or the third party of an AdminASIP.</summary>
    private string Acteur(Appelant a) => a.Tiers is not null && EstAdminAsip(a) ? a.Tiers : a.IdNat;

    /// <summary>Tableau 6, to ask and to withdraw; domains count.</summary>
    private static bool PeutDemander(string acteur, DemandeCertificat d) => d.Offre == Offre.PS
        ? Professionnels.Contains(acteur)
        : Administrations.TryGetValue((acteur, d.Offre, d.IdNatStruct!), out var domaines)
            && (d.Offre != Offre.PRO || Rattachements.Contains((d.IdNatBeneficiaire, d.IdNatStruct)))
            && (d.Offre == Offre.ORG || DomainesDe(d).All(x => domaines.Contains(x, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Tableau 6, to revoke: the bearer, or who administers; domains do not count any more (D15).</summary>
    private static bool PeutRevoquer(string acteur, DemandeVoulue d) =>
        d.Beneficiaire == acteur || (d.Texte.IdNatStruct is { } structure && Administrations.ContainsKey((acteur, d.Texte.Offre, structure)));

    private static IEnumerable<string> DomainesDe(DemandeCertificat d) =>
        d.Fqdn.Concat(new[] { d.Upn, d.MailSujet }.OfType<string>().Select(a => a.Split('@')[1]));
}
