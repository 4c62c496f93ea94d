using System.Security.Cryptography;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>The tables against the last rows of the history, against each other, and against what the authorities signed and published (D37).</summary>
internal sealed class VerificationDesTables(Parcours parcours, Depot depot, Temoins temoins, CancellationToken annulation)
{
    /// <summary>The last row of each demande says what the tables say.</summary>
    public async Task<string?> EtatsAsync()
    {
        var (raison, _) = await parcours.FaireAsync(
            (c, numero, monde, combien) => Scelle.DossiersApres(c, numero, monde, combien),
            d => (d.Numero, d.Monde.ToString()),
            (c, d) => Ecart(c, d.Monde, d.Numero, d.Dossier.Empreinte, Scellement.Demande),
            "demandes justes");
        if (raison is not null)
        {
            return raison;
        }

        (raison, _) = await parcours.FaireAsync(
            (c, numero, monde, combien) => Scelle.RevocationsApres(c, numero, monde, combien),
            r => (r.Numero, r.Monde.ToString()),
            (c, r) => Ecart(c, r.Monde, r.Numero, r.Empreinte, Scellement.Revocation));
        return raison;
    }

    /// <summary>The tables against each other.</summary>
    public async Task<string?> RecoupementsAsync()
    {
        for (var rang = 0; rang < Recoupements.Nombre; rang++)
        {
            if (await depot.LireAsync(c => Recoupements.Poser(c, rang), annulation) is { } constat)
            {
                return constat;
            }
        }

        if (await new VerificationDesAdresses(parcours, temoins.Delai).PremierEcartAsync() is { } adresse)
        {
            return adresse;
        }

        var (raison, _) = await parcours.FaireAsync(
            (c, numero, monde, combien) => Recoupements.Cles(c, numero, monde, combien),
            k => (k.Numero, k.Monde),
            (_, k) => k.Cle is not null && SHA256.HashData(k.Cle).AsSpan().SequenceEqual(k.Empreinte)
                ? null
                : $"la clé prise par la demande {k.Numero} ({k.Monde}) n’est pas celle de son produit");
        return raison ?? await depot.LireAsync(Schema.Abime, annulation);
    }

    /// <summary>Each certificate against its authority's signature and what was to be signed; how many hold.</summary>
    public async Task<(string? Raison, long Justes)> CertificatsAsync() => temoins.Certificat is not { } juger
        ? (null, 0)
        : await parcours.FaireAsync(
            (c, numero, monde, combien) => Recoupements.Certificats(c, numero, monde, combien),
            p => (p.Numero, p.Monde.ToString()),
            (_, p) => juger(p.Monde, p.Certificat, p.ACertifier) is { } raison ? $"certificat de la demande {p.Numero} ({p.Monde}) : {raison}" : null,
            "certificats justes");

    /// <summary>What a published list shows is revoked here too, and what is revoked here is in it (D29).</summary>
    public async Task<string?> ListesAsync()
    {
        if (temoins.Revoques is not { } lire)
        {
            return null;
        }

        var publies = lire();
        foreach (var (aki, numeroSerie) in publies)
        {
            if (await parcours.PersistantAsync(c => Recoupements.Produit(c, aki, numeroSerie) is { Etat: not (EtatProduit.Revoque or EtatProduit.Annule) } produit
                ? $"le produit {produit.Numero} ({produit.Monde}) est révoqué dans la liste publiée, et ne l’est pas dans le dépôt"
                : null) is { } ecart)
            {
                return ecart;
            }
        }

        var (raison, _) = await parcours.FaireAsync(
            (c, numero, monde, combien) => Recoupements.Certificats(c, numero, monde, combien),
            p => (p.Numero, p.Monde.ToString()),
            (_, p) => p.Etat == EtatProduit.Revoque && !EstPublie(p.Aki, p.NumeroSerie.TrimStart('0'))
                ? $"le produit {p.Numero} ({p.Monde}) est révoqué dans le dépôt, et aucune liste publiée ne le montre"
                : null);
        return raison ?? await parcours.PersistantAsync(EcartDeNumero);

        bool EstPublie(string aki, string numeroSerie) // By a list that the service made since, perhaps.
        {
            if (!publies.Contains((aki, numeroSerie)))
            {
                publies = lire();
            }

            return publies.Contains((aki, numeroSerie));
        }
    }

    /// <summary>A number of list is retained before the list is signed (RFC 5280 §5.2.3).</summary>
    private string? EcartDeNumero(Connexion connexion)
    {
        var retenus = Numeros.Lire(connexion);
        return temoins.NumerosDeListe?.Invoke().FirstOrDefault(l => retenus.Liste(l.Key) < l.Value) is { Key: { } aki, Value: var numero }
            ? $"le compteur des listes de l’autorité {aki} est en dessous de la liste publiée ({numero})"
            : null;
    }

    private static string? Ecart(Connexion connexion, Monde monde, long numero, byte[] empreinte, string nature)
    {
        if (Historique.DerniereDe(connexion, monde, numero) is not { } ligne)
        {
            return $"la demande {numero} ({monde}) n’a aucune ligne d’historique";
        }

        if (Recoupements.Etats(connexion, monde, numero) is not { } etats || ligne.Etats is not { } dits
            || dits.Demande != etats.Demande || (etats.Produit is { } produit && dits.Produit != produit))
        {
            return $"les états de la demande {numero} ({monde}) ne sont pas ceux de sa dernière ligne, {ligne.Numero}";
        }

        return empreinte.AsSpan().SequenceEqual(ligne.Liens.Apres ?? Scellement.Lire(connexion, nature, monde, numero))
            ? null
            : $"les tables ne disent plus de la demande {numero} ({monde}) ce que lie sa dernière ligne, {ligne.Numero}";
    }
}
