using System.Globalization;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>
/// retirerCertificat (guide WS §15) in three commits (D26): serial number and intent, then the certificate, then, once the answer went out,
/// « actif ». Killed anywhere in between, it starts again from what is stored and gives the same certificate.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="annuaire">The directory.</param>
/// <param name="autorite">The authority.</param>
/// <param name="codes">Protects codeRevocation (D27).</param>
/// <param name="verrous">Shared with whoever touches products.</param>
/// <param name="horloge">The clock (D39).</param>
/// <param name="delai">How long a demande can be withdrawn.</param>
/// <param name="relecture">Reads evidence again before anything is signed; null where messages are not signed.</param>
public sealed class RetirerCertificatHandler(
    Depot depot, IAnnuaire annuaire, IAutorite autorite, CodeDeRevocation codes, Verrous verrous, TimeProvider horloge, DelaiDeRetrait delai,
    Relecture? relecture = null)
{
    private readonly Conformite _conformite = new(depot, relecture);

    /// <summary>Treats a withdrawal. Send the answer, then acknowledge it, or dispose of it.</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer (D32); the withdrawal can be asked again.</exception>
    /// <exception cref="DepotAltereException">The store is not to be believed: nothing moves, nothing is signed nor delivered.</exception>
    public async Task<Resultat<RetraitEnCours, Refus>> TraiterAsync(Appel appel, RequeteRetraitCertificat requete, CancellationToken annulation)
    {
        if (LireIndice(requete.IndiceRetrait) is not { } numero)
        {
            return Catalogue.IndiceDeRetraitInconnu;
        }

        var verrou = await verrous.PrendreAsync(appel.Signataire.Monde, numero, annulation);
        var garde = false;
        try
        {
            var retrait = await Reessai.FaireAsync(() => EssayerAsync(appel, requete, numero, verrou, annulation));
            garde = retrait.EstAccepte;
            return retrait;
        }
        finally
        {
            if (!garde)
            {
                verrou.Dispose();
            }
        }
    }

    private async Task<Resultat<RetraitEnCours, Refus>> EssayerAsync(
        Appel appel, RequeteRetraitCertificat requete, long numero, IDisposable verrou, CancellationToken annulation)
    {
        if (await ChargerAsync(appel, requete, numero, annulation) is not { } dossier)
        {
            return Catalogue.IndiceDeRetraitInconnu;
        }

        if (dossier.Demande.Canal == Canal.WS)
        {
            await _conformite.ExigerAsync(dossier.Demande, dossier.Produit, annulation); // Before the rules: a refusal too would be the store's word.
        }

        var verdict = Regles.Verifier(dossier);
        if (verdict.Refus is { } refus)
        {
            await TracerAsync(dossier, verdict, refus);
            return refus;
        }

        var tentative = new Tentative(depot, horloge, appel, dossier.Demande, dossier.Etats, Auteur(dossier, verdict));
        if (!(await EnregistrerAsync(dossier, tentative, annulation)).Donne(out var technique, out var echec))
        {
            return echec;
        }

        return (await EmettreAsync(dossier, technique, codes.Proteger(requete.CodeRevocation), tentative, annulation)).Donne(out var certificat, out echec)
            ? new RetraitEnCours(certificat, tentative, verrou)
            : echec;
    }

    /// <summary>First commit: the technical registration, unless an earlier attempt did it.</summary>
    private async Task<Resultat<EnregistrementTechnique, Refus>> EnregistrerAsync(Dossier dossier, Tentative tentative, CancellationToken annulation)
    {
        var (demande, produit) = (dossier.Demande, dossier.Produit);
        if (produit.Technique is { } deja)
        {
            return deja;
        }

        try
        {
            var technique = await autorite.EnregistrerAsync(DemandeTechnique(demande, produit), annulation);
            await tentative.AvancerAsync(Evenement.Transmission, null, c => Retraits.EcrireEnregistrement(c, demande, technique));
            return technique;
        }
        catch (AutoriteInaccessibleException)
        {
            return await EchouerAsync(tentative, Evenement.EnregistrementTechniqueInaccessible, Catalogue.EnregistrementTechniqueInaccessible);
        }
        catch (AutoriteErreurException)
        {
            return await EchouerAsync(tentative, Evenement.EnregistrementTechniqueEnErreur, Catalogue.EnregistrementTechniqueEnErreur);
        }
    }

    /// <summary>Second commit: the certificate and its code; the code alone when an earlier attempt already had the certificate.</summary>
    private async Task<Resultat<CertificatEmis, Refus>> EmettreAsync(
        Dossier dossier, EnregistrementTechnique technique, string code, Tentative tentative, CancellationToken annulation)
    {
        var demande = dossier.Demande;
        if (dossier.Produit.Certificat is { } deja)
        {
            await tentative.AvancerAsync(null, null, c => Retraits.EcrireCode(c, demande, code));
            return deja;
        }

        try
        {
            var certificat = await autorite.RetirerAsync(technique, annulation);
            var instant = horloge.GetUtcNow();
            await tentative.AvancerAsync(Evenement.RetraitTechnique, null, c =>
            {
                Retraits.EcrireEmission(c, demande, technique, certificat, instant);
                Retraits.EcrireCode(c, demande, code);
            });
            return certificat;
        }
        catch (AutoriteInaccessibleException)
        {
            return await EchouerAsync(tentative, Evenement.RetraitTechniqueInaccessible, Catalogue.RetraitTechniqueInaccessible);
        }
        catch (AutoriteErreurException)
        {
            return await EchouerAsync(tentative, Evenement.RetraitTechniqueEnErreur, Catalogue.RetraitTechniqueEnErreur);
        }
    }

    private static async Task<Refus> EchouerAsync(Tentative tentative, Evenement evenement, Refus refus)
    {
        await tentative.AvancerAsync(evenement, refus.Cause.ErreurMetier(), null);
        return refus;
    }

    private DemandeTechnique DemandeTechnique(Demande demande, Produit produit) => new(
        demande.Monde,
        demande.Type,
        produit.Sujet(demande.Type.Offre, demande.IdNatStruct)!,
        produit.ClePublique!,
        produit.Fqdn,
        produit.Upn,
        produit.MailSujet,
        DateTimeOffset.FromUnixTimeSeconds((horloge.GetUtcNow() - Autorites.DemandeTechnique.MargeDeDebut).ToUnixTimeSeconds()))
    {
        Exercice = produit.Exercice,
    };

    /// <summary>The row of a refusal (D37); an unknown index has no demande to hang it on.</summary>
    private async Task TracerAsync(Dossier dossier, Verdict verdict, Refus refus)
    {
        var instant = horloge.GetUtcNow();
        await depot.EcrireAsync(c => DepotDesDemandes.Avancer(
            c, dossier.Demande, dossier.Etats, Evenement.RetraitRefuse, dossier.Canal, Auteur(dossier, verdict), instant, refus.Cause.Reference()));
    }

    private static Auteur Auteur(Dossier dossier, Verdict verdict) =>
        dossier.Intervenant.Auteur(verdict.Qualite(dossier.Demande.Type.Offre, dossier.Demande.IdNatBeneficiaire, dossier.Intervenant.Identite.IdNat), verdict.Droit?.Habilitation);

    private async Task<Dossier?> ChargerAsync(Appel appel, RequeteRetraitCertificat requete, long numero, CancellationToken annulation)
    {
        var monde = appel.Signataire.Monde;
        var (lue, tientSesAdresses) = await depot.LireAsync(c => Lire(c, monde, numero), annulation);
        if (lue is not var (demande, produit))
        {
            return null;
        }

        return new(
            appel.Canal,
            await Intervenant.ReunirAsync(appel.Signataire, requete.IdNatTiers, Personne),
            demande,
            produit,
            demande.IdNatStruct is null ? null : await annuaire.StructureAsync(monde, demande.IdNatStruct, annulation),
            demande.IdNatBeneficiaire is null ? null : await Personne(demande.IdNatBeneficiaire),
            tientSesAdresses && !delai.EstPasse(demande.Creation, horloge.GetUtcNow()));

        ValueTask<Personne?> Personne(string idNat) => annuaire.PersonneAsync(monde, idNat, annulation);
    }

    private static ((Demande, Produit)? Lue, bool TientSesAdresses) Lire(Connexion connexion, Monde monde, long numero)
    {
        var lue = DepotDesDemandes.Lire(connexion, monde, numero);
        return (lue, lue is var (_, produit) && Adresses.Tient(connexion, monde, numero, produit));
    }

    /// <summary>« 59 », and nothing else that would also make 59.</summary>
    private static long? LireIndice(string texte) =>
        long.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out var numero) && texte == $"{numero}" ? numero : null;
}
