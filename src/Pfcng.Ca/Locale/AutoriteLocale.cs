using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Locale;

/// <summary>PFCNG-IGC in this process: the authorities' keys are here. Safe for any number of calls at once.</summary>
/// <param name="autorites">The authorities of both worlds.</param>
/// <param name="produits">The thirteen rows.</param>
/// <param name="publication">Addresses written in certificates.</param>
/// <param name="listes">The CRLs.</param>
public sealed class AutoriteLocale(Autorites autorites, Produits produits, PublicationOptions publication, PublicationDesListes listes) : IAutorite
{
    /// <inheritdoc/>
    public Task<EnregistrementTechnique> EnregistrerAsync(DemandeTechnique demande, CancellationToken annulation)
    {
        annulation.ThrowIfCancellationRequested();
        var (gabarit, emetteur) = Ligne(demande.Monde, demande.Produit);
        demande = demande with { Debut = demande.Debut < emetteur.Debut ? emetteur.Debut : demande.Debut };
        var numeroSerie = ACertifier.NouveauNumeroDeSerie();
        var aCertifier = ContenuDuCertificat.De(demande, gabarit).Preparer(gabarit, emetteur, publication, numeroSerie);
        return Task.FromResult(new EnregistrementTechnique(
            demande.Monde, demande.Produit, Convert.ToHexStringLower(numeroSerie), emetteur.Aki, emetteur.Dn, aCertifier));
    }

    /// <inheritdoc/>
    public Task<CertificatEmis> RetirerAsync(EnregistrementTechnique enregistrement, CancellationToken annulation)
    {
        annulation.ThrowIfCancellationRequested();
        var (gabarit, emetteur) = Ligne(enregistrement.Monde, enregistrement.Produit);
        var tbs = Controle.ExigerConforme(enregistrement.ACertifier, gabarit, emetteur);
        if (enregistrement.Aki != emetteur.Aki || enregistrement.NumeroSerie != Convert.ToHexStringLower(tbs.NumeroSerie.Span))
        {
            throw new AutoriteErreurException($"L’enregistrement {enregistrement.NumeroSerie} ne correspond pas à ce qui doit être signé.");
        }

        return Task.FromResult(new CertificatEmis(emetteur.Signer(enregistrement.ACertifier), tbs.Debut, tbs.Fin));
    }

    /// <inheritdoc/>
    public Task RevoquerAsync(RevocationTechnique revocation, CancellationToken annulation) => listes.RevoquerAsync(revocation, annulation);

    private (Gabarit Gabarit, Autorite Emetteur) Ligne(Monde monde, TypeProduit produit)
    {
        if (!produit.Existe)
        {
            throw new AutoriteErreurException($"Le produit {produit} n’existe pas.");
        }

        var gabarit = produits[monde, produit];
        return (gabarit, autorites[gabarit.Emetteur]);
    }
}
