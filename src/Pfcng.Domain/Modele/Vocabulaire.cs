namespace Pfcng.Domain.Modele;

/// <summary>The two sealed worlds of the platform (guide WS §13, D11): a test card handles test products only, and the reverse.</summary>
public enum Monde
{
    /// <summary>« Certificats logiciels de test », issued by the TEST authorities.</summary>
    Test,

    /// <summary>Certificates of production.</summary>
    Production,
}

/// <summary>The four offers (guide WS §7, tableau 11).</summary>
public enum Offre
{
    /// <summary>A professional, under his own responsibility.</summary>
    PS,

    /// <summary>A person within a structure.</summary>
    PRO,

    /// <summary>An application of a structure.</summary>
    ORG,

    /// <summary>A server of a structure.</summary>
    SERV,
}

/// <summary>What a product is used for (guide WS tableau 7). Which usages an offer has: <see cref="TypeProduit"/>.</summary>
public enum Usage
{
    /// <summary>Authentication of a person (PS, PRO).</summary>
    AUTH,

    /// <summary>Authentication of an application as TLS client (ORG).</summary>
    AUTH_CLI,

    /// <summary>Signature.</summary>
    SIGN,

    /// <summary>Confidentiality.</summary>
    CONF,

    /// <summary>TLS server (SERV).</summary>
    SSL_SERV,

    /// <summary>« S/MIME »: signature and confidentiality of a server (SERV).</summary>
    SMIME,
}

/// <summary>Kind of person (guide WS §8), from the card's TRE_G02 value or the directory.</summary>
public enum TypePersonne
{
    /// <summary>Professionnel de santé (CPS).</summary>
    PS,

    /// <summary>Professionnel en formation (CPF).</summary>
    PF,

    /// <summary>Personnel d'établissement de santé (CDE, CPE).</summary>
    PE,

    /// <summary>Personnel autorisé (CDA, CPA).</summary>
    PA,
}

/// <summary>Through which channel a demande came, or who acts by itself (IHM §10, D37).</summary>
public enum Canal
{
    /// <summary>The Web Service.</summary>
    WS,

    /// <summary>The web interface.</summary>
    IHM,

    /// <summary>The platform's own tasks.</summary>
    SYSTEM,
}

/// <summary>In what quality somebody acts, as the history prints it (IHM §10, D37).</summary>
public enum TypeActeur
{
    /// <summary>Technical administrator.</summary>
    Mandataire,

    /// <summary>The bearer of the certificate himself.</summary>
    Beneficiaire,

    /// <summary>« PFCNG-MG »: the platform.</summary>
    Plateforme,
}

/// <summary>States of a demande de certificat (IHM l. 2771, tables.md §6).</summary>
public enum EtatDemande
{
    /// <summary>« Demande enregistrée ».</summary>
    Enregistree,

    /// <summary>« Demande validée ».</summary>
    Validee,

    /// <summary>« Demande transmise ».</summary>
    Transmise,

    /// <summary>« Demande close ».</summary>
    Close,

    /// <summary>« Demande rejetée ».</summary>
    Rejetee,

    /// <summary>« Demande non traitée ».</summary>
    NonTraitee,

    /// <summary>« Demande annulée ».</summary>
    Annulee,
}

/// <summary>States of a produit (tables.md §6).</summary>
public enum EtatProduit
{
    /// <summary>« Produit demandé ».</summary>
    Demande,

    /// <summary>« Produit à retirer ».</summary>
    ARetirer,

    /// <summary>« Produit retiré ».</summary>
    Retire,

    /// <summary>« Produit actif ».</summary>
    Actif,

    /// <summary>« Produit révoqué ».</summary>
    Revoque,

    /// <summary>« Produit annulé ».</summary>
    Annule,

    /// <summary>« Produit expiré »: an active product whose validity has ended.</summary>
    Expire,
}

/// <summary>States of a demande de révocation (IHM l. 3143).</summary>
public enum EtatRevocation
{
    /// <summary>« Demande enregistrée ».</summary>
    Enregistree,

    /// <summary>« Demande validée ».</summary>
    Validee,

    /// <summary>« Demande close ».</summary>
    Close,

    /// <summary>« Demande non traitée ».</summary>
    NonTraitee,
}

/// <summary>Reasons of a revocation (guide WS tableau 15).</summary>
public enum MotifRevocation
{
    /// <summary>Theft; never deferred (D29).</summary>
    VOL,

    /// <summary>Loss; never deferred (D29).</summary>
    PERTE,

    /// <summary>End of activity.</summary>
    FIN_DACTIVITE,

    /// <summary>Another reason, told in <c>autreDescription</c>.</summary>
    AUTRE,
}

/// <summary>The three kinds of tracking (guide WS tableau 19, D4).</summary>
public enum TypeSuivi
{
    /// <summary>Demandes de certificat logiciel.</summary>
    DEMANDES_CERTIFICAT,

    /// <summary>Produits.</summary>
    PRODUITS,

    /// <summary>Demandes de révocation.</summary>
    DEMANDES_REVOCATION,
}
