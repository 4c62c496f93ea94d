using System.Formats.Asn1;
using System.Security.Cryptography;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// What the store has without a demande, and its counters, against the journal of issuance: each line is in the store, and each row of the store is
/// said by a line, a published list or the history (D21, D24, D29, D37).
/// </summary>
internal sealed class ConfrontationAuJournal(Temoins temoins)
{
    private readonly HashSet<string> _certificats = [];
    private readonly HashSet<string> _cles = [];
    private readonly HashSet<(string Aki, string NumeroSerie, long Date)> _revocations = [];
    private readonly Dictionary<string, long> _compteurs = [];

    /// <summary>What the store lacks of a line, in French; null when it has it.</summary>
    public string? Ecart(Connexion connexion, LigneDuJournal ligne) => ligne switch
    {
        RevocationFaite faite => Ecart(connexion, faite),
        ClesPrises prises => prises.Cles.Where(k => !EstPrise(connexion, k.Value, prises.Monde, k.Key))
            .Select(k => $"la clé de la demande {k.Key} ({prises.Monde}) n’est plus prise").FirstOrDefault(),
        _ => null,
    };

    /// <summary>The same of a certificate whose demande is not here.</summary>
    public string? EcartSansDemande(Connexion connexion, Emission emission)
    {
        if (!CertificatsSansDemande.Est(connexion, emission))
        {
            return $"le certificat {emission.NumeroSerie} n’est pas dans le dépôt, ou pas tel qu’elle le dit";
        }

        _certificats.Add(SansDemande.Nom(emission));
        return emission.Numero is not { } numero || CleEstPrise(connexion, emission, numero) ? null : $"la clé du certificat {emission.NumeroSerie} n’est plus prise";
    }

    /// <summary>Notes a line that came since the others were read: the store may have it by now.</summary>
    public void NoterLaSuite(LigneDuJournal? ligne)
    {
        Noter(ligne);
        switch (ligne)
        {
            case Emission emission:
                _certificats.Add(SansDemande.Nom(emission));
                break;
            case RevocationFaite faite:
                _revocations.Add(Nom(faite));
                break;
        }
    }

    /// <summary>Notes the last value of each counter.</summary>
    public void Noter(LigneDuJournal? ligne)
    {
        foreach (var (nom, valeur) in (ligne as Compteurs)?.Valeurs ?? new Dictionary<string, long>())
        {
            _compteurs[nom] = Math.Max(valeur, _compteurs.GetValueOrDefault(nom));
        }
    }

    /// <summary>A counter that is below what the journal says was given, in French.</summary>
    public string? CompteurEnDessous(Connexion connexion)
    {
        var valeurs = Numeros.Tous(connexion).Valeurs;
        return _compteurs.Where(j => valeurs.GetValueOrDefault(j.Key) < j.Value)
            .Select(j => $"le compteur « {j.Key} » est en dessous de ce que dit le journal d’émission ({j.Value})").FirstOrDefault();
    }

    /// <summary>A counter that is above: « suivre » notes what was written since it was read.</summary>
    public string? CompteurAuDessus(Connexion connexion, Action suivre)
    {
        var valeurs = Numeros.Tous(connexion).Valeurs;
        suivre();
        return valeurs.Where(v => v.Value > _compteurs.GetValueOrDefault(v.Key))
            .Select(v => $"le compteur « {v.Key} » est au-dessus de ce que dit le journal d’émission ({_compteurs.GetValueOrDefault(v.Key)})").FirstOrDefault();
    }

    /// <summary>A row that nothing says, in French; null when there is none. « suivre » notes what was written since the journal was read.</summary>
    public string? LigneDePersonne(Connexion connexion, Action suivre)
    {
        var certificats = SansDemande.Certificats(connexion);
        suivre();
        if (certificats.Find(c => !_certificats.Contains(c)) is { } certificat)
        {
            return $"le certificat sans demande {certificat} n’est dit par aucune ligne du journal d’émission";
        }

        if (SansDemande.Cles(connexion).Find(c => !_cles.Contains(c)) is { } cle)
        {
            return $"la clé sans demande {cle} n’est dite par aucune ligne du journal d’émission";
        }

        var publies = temoins.Revoques?.Invoke();
        return SansDemande.Revocations(connexion).Find(r => !EstDite(connexion, r, publies)) is { } revocation
            ? $"la révocation du certificat {revocation.NumeroSerie} n’est dite ni par l’historique, ni par le journal d’émission, ni par une liste publiée"
            : null;
    }

    private static (string Aki, string NumeroSerie, long Date) Nom(RevocationFaite faite) =>
        (faite.Aki, DepotDesDemandes.NumeroSerie(faite.NumeroSerie), faite.Date.ToUnixTimeMilliseconds());

    private string? Ecart(Connexion connexion, RevocationFaite faite)
    {
        if (SansDemande.Est(connexion, faite))
        {
            _revocations.Add(Nom(faite));
            return null;
        }

        return Recoupements.Produit(connexion, faite.Aki, faite.NumeroSerie) is not { } produit ? $"la révocation du certificat {faite.NumeroSerie} n’est plus dans le dépôt"
            : produit.Etat == EtatProduit.Revoque ? null
            : $"le produit {produit.Numero} ({produit.Monde}) y est révoqué, et ne l’est pas dans le dépôt";
    }

    private bool EstDite(Connexion connexion, RevocationGardee revocation, IReadOnlySet<(string Aki, string NumeroSerie)>? publies) =>
        revocation.Origine == OrigineDeRevocation.Exploitant
            ? SansDemande.EstOrdonnee(connexion, revocation)
            : _revocations.Contains((revocation.Aki, revocation.NumeroSerie, revocation.Date.ToUnixTimeMilliseconds()))
                || publies?.Contains((revocation.Aki, revocation.NumeroSerie.TrimStart('0'))) == true;

    private bool CleEstPrise(Connexion connexion, Emission emission, long numero)
    {
        try
        {
            var cle = SHA256.HashData(CertificatSigne.Lire(emission.Certificat).ClePublique);
            return EstPrise(connexion, Convert.ToHexStringLower(cle), emission.Monde, numero) || Recoupements.EstPrise(connexion, cle);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private bool EstPrise(Connexion connexion, string cle, Monde monde, long numero)
    {
        var perdue = SansDemande.Est(connexion, cle, monde, numero);
        if (perdue)
        {
            _cles.Add(SansDemande.Nom(cle, monde, numero));
        }

        return perdue || Recoupements.EstPrise(connexion, Convert.FromHexString(cle), monde, numero);
    }
}
