using Pfcng.Domain.Erreurs;

namespace Pfcng.Domain.Modele;

/// <summary>A « demande de certificat logiciel »: who asked what, when, through which channel (tables.md §3, tableau 21, objects DC).</summary>
/// <param name="Monde">Its world: numbers are of one world (D11).</param>
/// <param name="Numero">Its number, which is its product's and its withdrawal's too (D24).</param>
/// <param name="Lot">indiceLot, or null: other channel, or lot refused as a whole.</param>
/// <param name="Canal">Channel it came through.</param>
/// <param name="Type">Offer and usage; those of a refused lot may not go together.</param>
/// <param name="IdNatStruct">The structure; null for PS.</param>
/// <param name="IdNatBeneficiaire">The bearer: the actor himself for PS; null for ORG and SERV.</param>
/// <param name="Acteur">Who has the right to ask, hence to withdraw.</param>
/// <param name="Administrateur">The AdminASIP who signed for the actor (D12), or null.</param>
/// <param name="MailDemandeur">mailDemandeur; null when the lot was refused as a whole.</param>
/// <param name="MailPersonneAInformer">mailPersonneAInformer; likewise.</param>
/// <param name="Creation">Time of acceptance.</param>
/// <param name="Etat">Its state.</param>
/// <param name="Refus">Why it was refused at the demande; null when it was not.</param>
public sealed record Demande(
    Monde Monde,
    long Numero,
    long? Lot,
    Canal Canal,
    TypeProduit Type,
    string? IdNatStruct,
    string? IdNatBeneficiaire,
    Identite Acteur,
    Identite? Administrateur,
    string? MailDemandeur,
    string? MailPersonneAInformer,
    DateTimeOffset Creation,
    EtatDemande Etat,
    Cause? Refus);
