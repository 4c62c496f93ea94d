using System.Security.Cryptography;
using Pfcng.Domain.Modele;
using LigneNommee = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Pfcng.Domain.Stockage;

/// <summary>What the tables say of a demande and its product at one instant, in digests (D37).</summary>
/// <param name="Empreinte">Of every column of both.</param>
/// <param name="ACertifier">Of the TBSCertificate, when the authority registered one.</param>
/// <param name="Certificat">Of the certificate, when there is one.</param>
internal sealed record DossierScelle(byte[] Empreinte, byte[]? ACertifier, byte[]? Certificat);

/// <summary>A piece of evidence as a row of history points at it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Empreinte">Digest of all it holds.</param>
internal sealed record PreuveLiee(long Id, byte[] Empreinte);

/// <summary>
/// Digests of what the rows of history speak of: every column, so that nothing can be changed in the tables unseen (D37). Their order is a format:
/// a migration that adds a column or changes what is written wants a new format of row, and <see cref="Scellement"/> once more.
/// </summary>
internal static class Scelle
{
    private const string Fqdn = "fqdn";
    private const string RevocationFaite = "r.revocation";

    private static readonly string[] ColonnesDesDossiers =
    [
        .. Noms(
            """
            d.monde d.numero d.lot d.canal d.offre d.usage d.structure d.beneficiaire d.acteur d.acteur_nom d.acteur_prenom
            d.administrateur d.administrateur_nom d.administrateur_prenom d.mail_demandeur d.mail_informer d.creation d.etat d.code_refus d.preuve
            p.etat p.raison_sociale p.departement p.titre p.profession p.profession_formation p.savoir_faire p.tableau_pharmacien
            p.beneficiaire_nom p.beneficiaire_prenom p.nom_applicatif p.upn p.mail_sujet p.cle_publique p.sujet p.numero_serie p.aki p.dn_autorite
            p.a_certifier p.certificat p.debut p.fin p.code_revocation p.renouvelle
            """),
        Fqdn,
    ];

    private static readonly string[] ColonnesDesRevocations =
    [
        .. Noms(
            """
            r.monde r.numero r.produit r.canal r.offre r.usage r.structure r.beneficiaire r.acteur r.acteur_nom r.acteur_prenom
            r.administrateur r.administrateur_nom r.administrateur_prenom r.mail_demandeur r.mail_informer r.motif r.motif_autre r.creation
            r.date_effet r.echeance r.revocation r.etat r.preuve
            """),
    ];

    private static readonly string SelectionDesDossiers =
        $"SELECT {Selection(ColonnesDesDossiers)} FROM demande d LEFT JOIN produit p ON p.monde = d.monde AND p.numero = d.numero";

    private static readonly string SelectionDesRevocations = $"SELECT {Selection(ColonnesDesRevocations)} FROM demande_revocation r";

    private static readonly string SqlDossier = SelectionDesDossiers + " WHERE d.numero = @numero AND d.monde = @monde";
    private static readonly string SqlDossiers = SelectionDesDossiers + " WHERE d.numero BETWEEN @premier AND @dernier";
    private static readonly string SqlRevocation = SelectionDesRevocations + " WHERE r.numero = @numero AND r.monde = @monde";

    /// <summary>A demande and its product; null when it is not there.</summary>
    public static DossierScelle? Dossier(Connexion connexion, Monde monde, long numero) =>
        connexion.Premiere<LigneNommee>(SqlDossier, ("@numero", numero), ("@monde", monde.ToString())) is { } ligne ? LireDossier(ligne) : null;

    /// <summary>
    /// Demandes of one world and their products, by number, both ends included. The world is chosen here: asked for beside a range of numbers, it
    /// would draw the engine to an index that starts with it, and to a walk of the whole world.
    /// </summary>
    public static Dictionary<long, DossierScelle> Dossiers(Connexion connexion, Monde monde, long premier, long dernier) => connexion
        .Lister<LigneNommee>(SqlDossiers, ("@premier", premier), ("@dernier", dernier))
        .Where(l => l.Texte("d.monde") == monde.ToString())
        .ToDictionary(l => (long)l["d.numero"]!, LireDossier);

    /// <summary>The next demandes in the order of (number, world), a page at most.</summary>
    public static List<(Monde Monde, long Numero, DossierScelle Dossier)> DossiersApres(Connexion connexion, long numero, string monde, int combien) => connexion
        .Lister<LigneNommee>(
            SelectionDesDossiers + " WHERE (d.numero, d.monde) > (@numero, @monde) ORDER BY d.numero, d.monde LIMIT @combien",
            ("@numero", numero),
            ("@monde", monde),
            ("@combien", combien))
        .ConvertAll(l => (l.Texte("d.monde")!.Membre<Monde>(), (long)l["d.numero"]!, LireDossier(l)));

    /// <summary>A demande de révocation; null when it is not there.</summary>
    public static byte[]? Revocation(Connexion connexion, Monde monde, long numero) =>
        connexion.Premiere<LigneNommee>(SqlRevocation, ("@numero", numero), ("@monde", monde.ToString())) is { } ligne
            ? Condensat.De(ligne, ColonnesDesRevocations)
            : null;

    /// <summary>The next demandes de révocation in the order of (number, world), a page at most.</summary>
    public static List<(Monde Monde, long Numero, byte[] Empreinte)> RevocationsApres(Connexion connexion, long numero, string monde, int combien) => connexion
        .Lister<LigneNommee>(
            SelectionDesRevocations + " WHERE (r.numero, r.monde) > (@numero, @monde) ORDER BY r.numero, r.monde LIMIT @combien",
            ("@numero", numero),
            ("@monde", monde),
            ("@combien", combien))
        .ConvertAll(l => (l.Texte("r.monde")!.Membre<Monde>(), (long)l["r.numero"]!, Condensat.De(l, ColonnesDesRevocations)));

    private static DossierScelle LireDossier(LigneNommee l) => new(
        Condensat.De(l, ColonnesDesDossiers), Empreinte(l.Octets("p.a_certifier")), Empreinte(l.Octets("p.certificat")));

    private static byte[]? Empreinte(byte[]? octets) => octets is null ? null : SHA256.HashData(octets);

    private static string[] Noms(string noms) => noms.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Selection(IEnumerable<string> colonnes) => string.Join(", ", colonnes.Select(c => $"{Expression(c)} AS \"{c}\""));

    /// <summary>« revocation » is fixed before the authority is asked, without a row of its own: it counts once done.</summary>
    private static string Expression(string colonne) => colonne switch
    {
        Fqdn =>
            """
            (SELECT string_agg(f.rang || ':' || f.fqdn, ' ') FROM (
                SELECT rang, fqdn FROM produit_fqdn WHERE monde = d.monde AND numero = d.numero ORDER BY rang) f)
            """,
        RevocationFaite => "CASE WHEN r.etat = 'Close' THEN r.revocation END",
        _ => colonne,
    };
}
