using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.RenouvelerCertificat;

/// <summary>
/// renouvelerCertificat (guide WS §17): finds the certificate in the signer's world, then makes of it a new demande, under the rules of a
/// demande and those of <see cref="Regles"/>. All but the key and the addresses of mail comes from the old one; it stays valid (D30).
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="annuaire">The directory.</param>
/// <param name="horloge">The clock (D39).</param>
/// <param name="lireCsr">Reads a CSR.</param>
/// <param name="parametres">The operator's settings about demandes.</param>
/// <param name="fenetre">When a certificate can be renewed.</param>
public sealed class RenouvelerCertificatHandler(
    Depot depot, IAnnuaire annuaire, TimeProvider horloge, Func<string, CsrLue> lireCsr, Parametres parametres, FenetreDeRenouvellement fenetre)
{
    private const string Operation = "renouvelerCertificat";

    private readonly Creation _creation = new(depot, annuaire, horloge, lireCsr, parametres);

    /// <summary>Treats a renewal; gives the number for the withdrawal.</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer; nothing is registered (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public async Task<Resultat<long, Refus>> TraiterAsync(Appel appel, RequeteRenouvellementCertificat requete, CancellationToken annulation)
    {
        if (await ChercherAsync(appel.Signataire.Monde, requete, annulation) is not var (demande, produit) || produit.Certificat is null)
        {
            return Catalogue.CertificatIntrouvable;
        }

        var ancien = new ARenouveler(demande.IdNatBeneficiaire, produit.Etat, produit.Certificat.Fin, fenetre);
        var lot = await _creation.CreerAsync(
            new(appel, Operation, EnLot: false, new(demande.Numero, d => Regles.SonPropreCertificat(ancien, d), d => Regles.Verifier(ancien, d))), [Reprendre(demande, produit, requete)], annulation);
        return lot.Demandes[0];
    }

    private Task<(Demande, Produit)?> ChercherAsync(Monde monde, RequeteRenouvellementCertificat requete, CancellationToken annulation) => depot.LireAsync(
        c => DepotDesDemandes.Chercher(c, monde, requete.Aki, requete.NumeroSerie) is { } numero ? DepotDesDemandes.Lire(c, monde, numero) : null, annulation);

    /// <summary>Tableau 17 and what follows it: what comes from the message, and what is taken from the certificate to renew.</summary>
    private static DemandeCertificat Reprendre(Demande demande, Produit produit, RequeteRenouvellementCertificat requete) => new(
        demande.Type.Offre,
        demande.Type.Usage,
        requete.IdNatTiers,
        demande.IdNatStruct,
        demande.Type.Offre == Offre.PRO ? demande.IdNatBeneficiaire : null,
        produit.NomApplicatif,
        produit.Fqdn,
        produit.Upn,
        produit.MailSujet,
        requete.Csr,
        requete.MailDemandeur,
        requete.MailPersonneAInformer);
}
