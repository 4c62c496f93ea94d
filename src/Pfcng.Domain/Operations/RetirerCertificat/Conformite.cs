using System.Security.Cryptography;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>
/// Before the authority signs, and before a certificate is given again: what the tables say is held against what was signed by the actor, and
/// against what the history bound (D37). Whoever can write the store alone gets no certificate for a key, a name or a domain of his own.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="relecture">Reads evidence again; null where messages are not signed: the digests of the history are held alone.</param>
public sealed class Conformite(Depot depot, Relecture? relecture)
{
    private static readonly string Validation = CycleDeVie.Suivre(Evenement.Validation, new(EtatDemande.Enregistree, EtatProduit.Demande)).CodeAction;

    /// <summary>Compares a demande and its product, as they were just read, with all that binds them.</summary>
    /// <exception cref="DepotAltereException">They differ; the message says in what.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public async Task ExigerAsync(Demande demande, Produit produit, CancellationToken annulation)
    {
        var temoins = await depot.LireAsync(c => Charger(c, demande), annulation);
        if (EcartAvecLHistorique(temoins, produit) is { } ecart)
        {
            throw Altere(demande, ecart);
        }

        if (relecture is not null && EcartAvecLeMessage(temoins, demande, produit) is { } autre)
        {
            throw Altere(demande, autre);
        }
    }

    private static DepotAltereException Altere(Demande demande, string ecart) =>
        new($"dépôt altéré, demande {demande.Numero} ({demande.Monde}) : {ecart} ; rien n’est signé ni délivré");

    private static Temoins Charger(Connexion connexion, Demande demande)
    {
        var (monde, numero) = (demande.Monde, demande.Numero);
        var derniere = Historique.DerniereDe(connexion, monde, numero);
        var preuve = Preuves.DeLaDemande(connexion, monde, numero);
        return new(
            derniere,
            derniere?.Liens.Apres ?? Scellement.Lire(connexion, Scellement.Demande, monde, numero),
            Scelle.Dossier(connexion, monde, numero)?.Empreinte,
            Historique.DerniereDe(connexion, monde, numero, Validation)?.Liens.Reference,
            preuve,
            DepotDesDemandes.CertificatRenouvele(connexion, monde, numero));
    }

    private static string? EcartAvecLHistorique(Temoins temoins, Produit produit)
    {
        if (temoins.Derniere is not { } derniere)
        {
            return "elle n’a pas d’historique";
        }

        if (produit.Technique is { } technique && derniere.Liens.ACertifier is { } tbs && !tbs.AsSpan().SequenceEqual(SHA256.HashData(technique.ACertifier)))
        {
            return "ce qui est à signer n’est pas ce que l’autorité a enregistré";
        }

        if (temoins.Reference is { } reference && !reference.AsSpan().SequenceEqual(produit.EmpreinteDeReference()))
        {
            return "raison sociale, département, titre, nom, prénom ou exercice ne sont pas ceux de la validation";
        }

        return temoins is { Lie: { } lie, Actuel: { } actuel } && lie.AsSpan().SequenceEqual(actuel)
            ? null
            : $"les tables ne disent plus ce que lie la ligne {derniere.Numero} de l’historique";
    }

    private string? EcartAvecLeMessage(Temoins temoins, Demande demande, Produit produit)
    {
        if (temoins.Preuve is not { } preuve)
        {
            return "la preuve du message signé manque";
        }

        var message = relecture!.Message(preuve);
        if (message.Defaut is { } defaut)
        {
            return $"preuve {preuve.Id} : {defaut}";
        }

        if (message.IdNat != (demande.Administrateur ?? demande.Acteur).IdNat)
        {
            return $"le message est signé par {message.IdNat}";
        }

        return message.Renouvellement is { } renouvellement
            ? EcartAvecLAncien(renouvellement, temoins.Ancien, demande, produit)
            : EcartAvecLeLot(message.Demandes, demande, produit);
    }

    /// <summary>The key names the demande of the lot; a lot may hold it twice, the other one being refused (D21).</summary>
    private static string? EcartAvecLeLot(IReadOnlyList<DemandeRelue> lot, Demande demande, Produit produit)
    {
        string? ecart = "la clé n’est celle d’aucune CSR du message signé";
        foreach (var relue in lot.Where(d => d.ClePublique.AsSpan().SequenceEqual(produit.ClePublique)))
        {
            ecart = Ecart(relue, demande, produit);
            if (ecart is null)
            {
                return null;
            }
        }

        return ecart;
    }

    private static string? Ecart(DemandeRelue relue, Demande demande, Produit produit)
    {
        var d = relue.Demande;
        return Premier(
        [
            ("offre et usage", new TypeProduit(d.Offre, d.Usage) == demande.Type),
            ("idNatTiers", d.IdNatTiers is null ? demande.Administrateur is null : d.IdNatTiers == demande.Acteur.IdNat),
            ("idNatStruct", d.IdNatStruct == demande.IdNatStruct),
            ("idNatBeneficiaire", (d.Offre == Offre.PS ? demande.Acteur.IdNat : d.IdNatBeneficiaire) == demande.IdNatBeneficiaire),
            ("nomApplicatif", d.NomApplicatif == produit.NomApplicatif),
            ("FQDN", d.Fqdn.SequenceEqual(produit.Fqdn)),
            ("UPN", d.Upn == produit.Upn),
            ("mailSujet", d.MailSujet == produit.MailSujet),
        ]);
    }

    /// <summary>A renewal signs its key and names a certificate of ours: the rest is held against that one (D30).</summary>
    private string? EcartAvecLAncien(
        RenouvellementRelu signe, byte[]? der, Demande demande, Produit produit)
    {
        if (!signe.ClePublique.AsSpan().SequenceEqual(produit.ClePublique))
        {
            return "la clé n’est pas celle de la CSR du message signé";
        }

        if (der is null || relecture!.Certificat(demande.Monde, demande.Type, der) is not { } ancien)
        {
            return "le certificat renouvelé manque, n’est pas de son autorité ou n’est pas du même produit";
        }

        var personne = demande.Type.Offre is Offre.PS or Offre.PRO;
        return Premier(
        [
            ("numéro de série", ancien.Aki == signe.Aki && Meme(ancien.NumeroSerie, signe.NumeroSerie)),
            ("idNatStruct", ancien.Structure == demande.IdNatStruct),
            ("idNatBeneficiaire", !personne || ancien.Cn == demande.IdNatBeneficiaire),
            ("nomApplicatif", personne || ancien.Cn == (produit.NomApplicatif ?? (produit.Fqdn is [var premier, ..] ? premier : null))),
            ("FQDN", ancien.Fqdn.SequenceEqual(produit.Fqdn)),
            ("UPN", ancien.Upn == produit.Upn),
            ("mailSujet", ancien.MailSujet == produit.MailSujet),
        ]);

        static bool Meme(string a, string b) => a.TrimStart('0') == b.TrimStart('0');
    }

    private static string? Premier(ReadOnlySpan<(string Nom, bool Egal)> comparaisons)
    {
        foreach (var (nom, egal) in comparaisons)
        {
            if (!egal)
            {
                return $"{nom} : autre que ce qui a été signé";
            }
        }

        return null;
    }

    /// <summary>What binds a demande, in one snapshot.</summary>
    private sealed record Temoins(LigneHistorique? Derniere, byte[]? Lie, byte[]? Actuel, byte[]? Reference, PreuveGardee? Preuve, byte[]? Ancien);
}
