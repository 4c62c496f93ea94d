using System.Collections;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// The journal of issuance against the store (D37): its lines chained, each certificate in it known to the store with the same octets, and each
/// certificate of the store in it, from the first one that it tells on; then what the store has without a demande, and its counters.
/// </summary>
internal sealed class LectureDuJournal(Parcours parcours, Depot depot, string chemin, Temoins temoins, CancellationToken annulation)
{
    private readonly ConfrontationAuJournal _confrontation = new(temoins);
    private readonly Dictionary<Monde, BitArray> _emis = [];
    private PlaceDansLeJournal? _place;

    /// <summary>What is wrong first, in French; null when nothing is.</summary>
    public async Task<string?> PremierEcartAsync()
    {
        foreach (var lue in JournalDEmission.Lire(chemin))
        {
            if (!lue.Enchainee || lue.Contenu is null)
            {
                return $"journal d’émission, ligne {lue.Numero} : elle est illisible ou ne suit pas la précédente";
            }

            if (await parcours.PersistantAsync(c => Ecart(c, lue.Contenu)) is { } ecart)
            {
                return $"journal d’émission, ligne {lue.Numero} : {ecart}";
            }

            annulation.ThrowIfCancellationRequested();
            _confrontation.Noter(lue.Contenu);
            _place = lue.Place;
        }

        var (raison, _) = await parcours.FaireAsync(
            (c, numero, monde, combien) => Recoupements.Certificats(c, numero, monde, combien),
            p => (p.Numero, p.Monde.ToString()),
            (_, p) => EstEmis(p.Monde, p.Numero) || EstEmisDepuis(p.Monde, p.Numero) ? null : $"le certificat de la demande {p.Numero} ({p.Monde}) n’est pas dans le journal d’émission");
        raison ??= await parcours.PersistantAsync(c => _confrontation.LigneDePersonne(c, Suivre));
        raison ??= await parcours.PersistantAsync(_confrontation.CompteurEnDessous);
        return raison ?? await depot.LireAsync(c => _confrontation.CompteurAuDessus(c, Suivre), annulation);
    }

    private string? Ecart(Connexion connexion, LigneDuJournal ligne) => ligne switch
    {
        Emission emission => Ecart(connexion, emission),
        _ => _confrontation.Ecart(connexion, ligne),
    };

    private string? Ecart(Connexion connexion, Emission emission)
    {
        if (Recoupements.Produit(connexion, emission.Aki, emission.NumeroSerie) is { } produit)
        {
            Noter(produit.Monde, produit.Numero);
            return produit.Certificat.AsSpan().SequenceEqual(emission.Certificat)
                ? null
                : $"le certificat {emission.NumeroSerie} n’est pas celui du dépôt (demande {produit.Numero}, {produit.Monde})";
        }

        return _confrontation.EcartSansDemande(connexion, emission);
    }

    /// <summary>By the service, since the journal was read.</summary>
    private bool EstEmisDepuis(Monde monde, long numero)
    {
        Suivre();
        return EstEmis(monde, numero);
    }

    private void Suivre()
    {
        foreach (var lue in JournalDEmission.Lire(chemin, _place))
        {
            _place = lue.Place;
            _confrontation.NoterLaSuite(lue.Contenu);
            if (lue is { Enchainee: true, Contenu: Emission { Numero: { } emis } emission })
            {
                Noter(emission.Monde, emis);
            }
        }
    }

    /// <summary>One bit a demande: numbers are dense.</summary>
    private void Noter(Monde monde, long numero)
    {
        if (!_emis.TryGetValue(monde, out var bits))
        {
            _emis[monde] = bits = new(1024);
        }

        if (bits.Length <= numero)
        {
            bits.Length = checked((int)Math.Max(numero + 1, 2L * bits.Length));
        }

        bits[(int)numero] = true;
    }

    private bool EstEmis(Monde monde, long numero) => _emis.TryGetValue(monde, out var bits) && numero < bits.Length && bits[(int)numero];
}
