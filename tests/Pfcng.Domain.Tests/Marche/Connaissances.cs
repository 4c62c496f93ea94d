using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>Who signs, in which world, for whom.</summary>
internal sealed record Appelant(Monde Monde, string IdNat, string? Tiers);

/// <summary>A demande as the model knows it, with its product.</summary>
internal sealed class DemandeVoulue(Appelant appelant, DemandeCertificat texte, DateTimeOffset creation)
{
    /// <summary>Learnt from the service; 0 before.</summary>
    public long Numero { get; set; }

    public Monde Monde => appelant.Monde;

    public DemandeCertificat Texte => texte;

    public DateTimeOffset Creation => creation;

    /// <summary>indiceLot, learnt from the service; null outside of lots.</summary>
    public string? IndiceLot { get; set; }

    public Canal Canal { get; init; } = Canal.WS;

    public required string Acteur { get; init; }

    public string? Administrateur { get; init; }

    /// <summary>True for a renewal refused before any right: nothing is known of what it renews (D30).</summary>
    public bool SansDroit { get; init; }

    /// <summary>True when it was refused with nothing of the directory: before any right, or for a structure that has gone. Its actor alone sees it (D30).</summary>
    public bool ASonActeurSeul { get; init; }

    public string? Structure => SansDroit ? null : texte.IdNatStruct;

    public string? Beneficiaire => SansDroit ? null : texte.Offre == Offre.PS ? Acteur : texte.IdNatBeneficiaire;

    /// <summary>The one bearer of its addresses (D22).</summary>
    public string? Porteur => texte.Offre is Offre.PS or Offre.PRO ? Beneficiaire : texte.IdNatStruct;

    /// <summary>True when the demande was accepted.</summary>
    public bool Acceptee { get; set; }

    public EtatDemande Etat { get; set; } = EtatDemande.Enregistree;

    public EtatProduit Produit { get; set; } = EtatProduit.Demande;

    /// <summary>True once the authority has registered it: it has a serial number.</summary>
    public bool ANumeroDeSerie { get; set; }

    /// <summary>True once it has a certificate.</summary>
    public bool ACertificat { get; set; }

    public bool Expiree(DateTimeOffset instant) => ACertificat && instant > Modele.FinDesCertificats;

    /// <summary>The last day of its withdrawal is over (D26).</summary>
    public bool HorsDelai(DateTimeOffset instant) => Modele.Jour(instant) > Modele.Jour(creation).AddDays(Modele.JoursPourRetirer);

    /// <summary>« Produit à retirer », as long as it can be or may have been signed, until annulé, révoqué or expiré (D22).</summary>
    public bool Vivante(DateTimeOffset instant) => Produit == EtatProduit.ARetirer
        ? ANumeroDeSerie || !HorsDelai(instant)
        : Produit is (EtatProduit.Retire or EtatProduit.Actif) && !Expiree(instant);
}

/// <summary>A demande de révocation as the model knows it.</summary>
internal sealed class RevocationVoulue(DemandeVoulue produit, string acteur, MotifRevocation motif, DateOnly dateEffet, DateTimeOffset creation)
{
    public DemandeVoulue Produit => produit;

    public string Acteur => acteur;

    public MotifRevocation Motif => motif;

    public DateOnly DateEffet => dateEffet;

    public DateTimeOffset Creation => creation;

    public bool Differee => dateEffet > Modele.Jour(creation);

    /// <summary>When the platform will try again, after the authority could not be reached.</summary>
    public DateTimeOffset? NouvelEssai { get; set; }

    public EtatRevocation Etat { get; set; } = EtatRevocation.Validee;

    public bool EnAttente => Etat is EtatRevocation.Enregistree or EtatRevocation.Validee;

    public bool EnCours => Etat != EtatRevocation.NonTraitee;
}

/// <summary>A signed message that asks for certificates, sent once or more (D25).</summary>
internal sealed class LotVoulu
{
    public required Qui Qui { get; init; }

    public required IReadOnlyList<DemandeCertificat> Demandes { get; init; }

    /// <summary>indiceLot of the last answer, learnt from the service.</summary>
    public string? Indice { get; set; }

    /// <summary>The last answer that created something.</summary>
    public IReadOnlyList<Acquittement>? Rendu { get; set; }

    /// <summary>All it created.</summary>
    public List<DemandeVoulue> Creees { get; } = [];
}

/// <summary>What is answered to one demande: the demande when it is accepted, else a code.</summary>
internal sealed record Acquittement(string Code, DemandeVoulue? Creee)
{
    /// <summary>Once the number is known.</summary>
    public override string ToString() => Creee is null ? Code : $"OK n° {Creee.Numero}";
}
