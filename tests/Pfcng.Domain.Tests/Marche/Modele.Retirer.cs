using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>§15 and §16: what becomes of a product.</summary>
internal sealed partial class Modele
{
    private static readonly TimeSpan AvantUnNouvelEssai = TimeSpan.FromMinutes(5);

    /// <summary>§15, D26.</summary>
    public string Retirer(Appelant appelant, long numero, Panne panne, bool transmise)
    {
        if (Demandes.Find(d => d.Monde == appelant.Monde && d.Numero == numero) is not { } d)
        {
            return "27";
        }

        if (d.Canal != Canal.WS)
        {
            return "31";
        }

        if (SansDroitSurUnTiers(appelant) || (appelant.Tiers is not null && !Connait(d.Monde, appelant.IdNat)))
        {
            return "11";
        }

        if ((appelant.Tiers ?? appelant.IdNat) != d.Acteur)
        {
            return "30";
        }

        var administrateur = appelant.Tiers is null ? null : appelant.IdNat;
        var connus = new[] { appelant.IdNat, d.Acteur, d.Texte.IdNatStruct, d.Texte.IdNatBeneficiaire }.All(i => Connait(d.Monde, i));
        if (administrateur != d.Administrateur || !connus || !PeutDemander(d.Acteur, d.Texte)
            || d.Produit is not (EtatProduit.ARetirer or EtatProduit.Retire) || d.HorsDelai(Instant))
        {
            return "11";
        }

        return Enregistrer(d, panne) ?? Emettre(d, panne) ?? Remettre(d, transmise);
    }

    /// <summary>Technical registration, once (RMT_ERR_003, 004).</summary>
    private static string? Enregistrer(DemandeVoulue d, Panne panne)
    {
        if (d.ANumeroDeSerie || panne == Panne.EnregistrementInaccessible)
        {
            return d.ANumeroDeSerie ? null : "18";
        }

        if (panne == Panne.EnregistrementEnErreur)
        {
            (d.Etat, d.Produit) = (EtatDemande.NonTraitee, EtatProduit.Annule);
            return "17";
        }

        (d.Etat, d.ANumeroDeSerie) = (EtatDemande.Transmise, true);
        return null;
    }

    /// <summary>Technical withdrawal, once (RMT_ERR_006, 007).</summary>
    private static string? Emettre(DemandeVoulue d, Panne panne)
    {
        if (d.ACertificat || panne == Panne.RetraitInaccessible)
        {
            return d.ACertificat ? null : "15";
        }

        if (panne == Panne.RetraitEnErreur)
        {
            (d.Etat, d.Produit) = (EtatDemande.Annulee, EtatProduit.Annule);
            return "16";
        }

        (d.Produit, d.ACertificat) = (EtatProduit.Retire, true);
        return null;
    }

    private static string Remettre(DemandeVoulue d, bool transmise)
    {
        if (transmise)
        {
            (d.Etat, d.Produit) = (EtatDemande.Close, EtatProduit.Actif);
        }

        return "OK";
    }

    /// <summary>§16, D29; « Fault » when the authority refuses.</summary>
    public string Revoquer(Appelant appelant, DemandeVoulue? d, MotifRevocation motif, int? jours, Panne panne)
    {
        if (d is not { ANumeroDeSerie: true } || d.Monde != appelant.Monde)
        {
            return "08";
        }

        var acteur = Acteur(appelant);
        var date = Aujourdhui.AddDays(jours ?? 0);
        var attend = Revocations.Find(r => r.Produit == d && r.EnAttente);
        if (!Connait(d.Monde, appelant.IdNat) || !Connait(d.Monde, appelant.Tiers) || SansDroitSurUnTiers(appelant) || !PeutRevoquer(acteur, d)
            || d.Produit is not (EtatProduit.Actif or EtatProduit.Retire) || d.Expiree(Instant)
            || !DatePermise(date, motif) || (attend?.DateEffet <= date && !(attend.Differee && date == Aujourdhui)))
        {
            return "12";
        }

        attend?.Etat = EtatRevocation.NonTraitee;
        var revocation = new RevocationVoulue(d, acteur, motif, date, Instant);
        Revocations.Add(revocation);
        return date > Aujourdhui || Executer(revocation, panne) ? "OK" : "Fault";
    }

    /// <summary>Neither past nor after the end; theft and loss do not wait.</summary>
    private bool DatePermise(DateOnly date, MotifRevocation motif) =>
        date == Aujourdhui || (date > Aujourdhui && date <= Jour(FinDesCertificats) && motif is not (MotifRevocation.VOL or MotifRevocation.PERTE));

    /// <summary>Time goes by; the revocations due are executed, at 01:00 in Paris on their day or five minutes after a failure.</summary>
    public string Attendre(TimeSpan duree, Panne panne)
    {
        Instant += duree;
        var dues = Revocations.Where(r => r.EnAttente && EstDue(r)).ToList();
        dues.ForEach(r => Executer(r, panne));
        return Bilan(dues.Count(r => r.Etat == EtatRevocation.Close), dues.Count(r => r.Etat == EtatRevocation.Enregistree), dues.Count(r => !r.EnCours));
    }

    public static string Bilan(int faites, int enAttente, int nonTraitees) => $"{faites} faites, {enAttente} en attente, {nonTraitees} non traitées";

    private bool EstDue(RevocationVoulue r)
    {
        var heure = TimeZoneInfo.ConvertTime(Instant, Paris);
        return r.NouvelEssai is { } essai ? Instant >= essai : heure.DateTime >= r.DateEffet.ToDateTime(new(1, 0));
    }

    /// <summary>False when the authority refuses (RMT_ERR_012, 013).</summary>
    private bool Executer(RevocationVoulue r, Panne panne)
    {
        r.Etat = panne switch
        {
            Panne.RevocationInaccessible => EtatRevocation.Enregistree,
            Panne.RevocationEnErreur => EtatRevocation.NonTraitee,
            _ => EtatRevocation.Close,
        };
        r.NouvelEssai = Instant + AvantUnNouvelEssai;
        if (r.Etat == EtatRevocation.Close)
        {
            r.Produit.Etat = r.Produit.Produit == EtatProduit.Retire ? EtatDemande.Annulee : EtatDemande.Close;
            r.Produit.Produit = EtatProduit.Revoque;
        }

        return r.EnCours;
    }
}
