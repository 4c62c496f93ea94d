using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// Verifies the history and all that it binds (D37), beside the service or without it, a page at a time: the chain, the evidence, the signed
/// heads, the tables as the last rows say them, the certificates and the journal of issuance. Names the first thing that is wrong.
/// </summary>
public sealed class Verification
{
    private readonly Depot _depot;
    private readonly Temoins _temoins;
    private readonly Parcours _parcours;
    private readonly CancellationToken _annulation;
    private LigneHistorique? _precedente;
    private PreuveLiee? _jugee;
    private string? _signataire;

    private Verification(Depot depot, Temoins temoins, IProgress<string> progres, CancellationToken annulation) =>
        (_depot, _temoins, _parcours, _annulation) = (depot, temoins, new(depot, progres, annulation), annulation);

    /// <summary>Verifies everything.</summary>
    /// <param name="depot">The store; it may be open in another process.</param>
    /// <param name="annulation">Stops.</param>
    /// <param name="temoins">What stands outside of it; null: nothing.</param>
    /// <param name="progres">Told now and then how far it is, in French.</param>
    /// <exception cref="StoreIndisponibleException">The store can't be read.</exception>
    /// <exception cref="IOException">A file beside it can't be read.</exception>
    public static async Task<VerificationHistorique> VerifierAsync(
        Depot depot, CancellationToken annulation, Temoins? temoins = null, IProgress<string>? progres = null)
    {
        var verification = new Verification(depot, temoins ?? Temoins.Aucun, progres ?? new Progress<string>(), annulation);
        var (chaine, lignes) = await verification.SuivreLaChaineAsync();
        var bilan = new VerificationHistorique(lignes, verification._precedente?.Empreinte ?? LigneHistorique.Origine, null, null);
        try
        {
            return chaine is null ? await verification.VerifierLeResteAsync(bilan) : bilan with { PremiereFausse = lignes + 1, Raison = chaine };
        }
        catch (DepotAltereException e) // A value that is none of its column's.
        {
            return bilan with { PremiereFausse = 0, Raison = e.Message };
        }
    }

    private async Task<VerificationHistorique> VerifierLeResteAsync(VerificationHistorique bilan)
    {
        var tables = new VerificationDesTables(_parcours, _depot, _temoins, _annulation);
        var tetes = _temoins.Tetes is var (chemin, juste) ? new LectureDesTetes(_depot, chemin, juste, _temoins, _annulation) : null;
        var raison = await _depot.LireAsync(Schema.Ecart, _annulation);
        raison ??= tetes is null ? null : await tetes.PremierEcartAsync(bilan.LignesJustes);
        raison ??= _temoins.Pieces is { } pieces ? VerificationDesPieces.Ecart(await _depot.LireAsync(Pieces.Empreintes, _annulation), pieces) : null;
        raison ??= await tables.EtatsAsync();
        if (raison is null)
        {
            (raison, var preuves) = await _parcours.FaireAsync((c, numero, _, combien) => Preuves.Apres(c, numero, combien), id => (id, ""), EcartDePreuve, "preuves justes");
            bilan = bilan with { Preuves = preuves };
        }

        raison ??= await tables.RecoupementsAsync();
        if (raison is null)
        {
            (raison, var certificats) = await tables.CertificatsAsync();
            bilan = bilan with { Certificats = certificats };
        }

        raison ??= await tables.ListesAsync();
        raison ??= _temoins.Journal is { } journal ? await new LectureDuJournal(_parcours, _depot, journal, _temoins, _annulation).PremierEcartAsync() : null;
        return bilan with { Tetes = tetes?.Justes ?? 0, Reprises = tetes?.Reprises ?? 0, PremiereFausse = raison is null ? null : 0, Raison = raison };
    }

    private Task<(string? Raison, long Justes)> SuivreLaChaineAsync() => _parcours.FaireAsync(
        (c, numero, _, combien) => Historique.Page(c, numero, combien),
        l => (l.Numero, ""),
        (c, ligne) =>
        {
            var raison = Ecart(c, ligne);
            _precedente = raison is null ? ligne : _precedente;
            return raison;
        },
        "lignes justes");

    private string? Ecart(Connexion connexion, LigneHistorique ligne)
    {
        if (ligne.Numero != (_precedente?.Numero ?? 0) + 1)
        {
            return "elle manque";
        }

        return ligne.Enchainer(_precedente?.Empreinte ?? LigneHistorique.Origine) is not { } attendue || !attendue.AsSpan().SequenceEqual(ligne.Empreinte)
            ? "son contenu ou celui de la précédente a changé"
            : EcartDeFormat(ligne) ?? EcartDeLiens(connexion, ligne);
    }

    /// <summary>Formats only grow; the first row of the new one, after rows of the old one, marks the change, and no other does.</summary>
    private string? EcartDeFormat(LigneHistorique ligne)
    {
        if (_precedente is not null && ligne.Format < _precedente.Format)
        {
            return "son format est plus ancien que celui de la précédente";
        }

        var change = _precedente is { Format: 1 } && ligne.Format > 1;
        return EstUneMarque(ligne) == change ? null : change ? "le changement de format n’est pas marqué" : "elle marque un changement de format qui n’a pas eu lieu";
    }

    private static bool EstUneMarque(LigneHistorique ligne) => ligne.CodeAction == ActionDePlateforme.Scellement.Code();

    private string? EcartDeLiens(Connexion connexion, LigneHistorique ligne)
    {
        if (EstUneMarque(ligne))
        {
            return ligne.Liens.Apres.AsSpan().SequenceEqual(Scellement.EmpreinteDeTous(connexion)) ? null : "les scellés de ce qui la précède ont changé";
        }

        if (ligne.Liens.Preuve is { } id && EcartDeLaPreuveLiee(connexion, id, ligne) is { } ecart)
        {
            return $"preuve {id} : {ecart}";
        }

        if (ligne.NumeroDemande == 0 || ligne.Liens.Avant is not { } avant)
        {
            return null;
        }

        var lie = Historique.DerniereDe(connexion, ligne.Monde, ligne.NumeroDemande, ligne.Numero)?.Liens.Apres
            ?? Scellement.Lire(connexion, Scellement.Demande, ligne.Monde, ligne.NumeroDemande)
            ?? Scellement.Lire(connexion, Scellement.Revocation, ligne.Monde, ligne.NumeroDemande);
        return avant.AsSpan().SequenceEqual(lie) ? null : $"les tables avaient changé hors de l’historique pour la demande {ligne.NumeroDemande} ({ligne.Monde})";
    }

    /// <summary>The rows of a lot bind the same evidence: it is judged once.</summary>
    private string? EcartDeLaPreuveLiee(Connexion connexion, long id, LigneHistorique ligne)
    {
        if (_jugee?.Id != id)
        {
            if (Preuves.Relire(connexion, id) is not { } preuve)
            {
                return "elle manque";
            }

            if (Juger(preuve) is { } defaut)
            {
                return defaut;
            }

            _jugee = new(id, preuve.Liee);
        }

        if (!_jugee.Empreinte.AsSpan().SequenceEqual(ligne.Liens.EmpreintePreuve))
        {
            return "elle n’est plus celle que la ligne lie";
        }

        var auteur = ligne.Administrateur ?? ligne.Acteur;
        return _signataire is null || auteur is null || auteur.EndsWith($"({_signataire})", StringComparison.Ordinal)
            ? null
            : $"elle est signée par {_signataire}, non par {auteur}";
    }

    /// <summary>Evidence that no row binds is bound by the row that marked the change of format; what rows bind is judged with them.</summary>
    private string? EcartDePreuve(Connexion connexion, long id)
    {
        if (Preuves.EstLiee(connexion, id))
        {
            return null;
        }

        return Preuves.Relire(connexion, id) is not { } preuve ? $"preuve {id} : elle manque"
            : Scellement.Lire(connexion, Scellement.Preuve, preuve.Monde, id) is not { } scelle ? $"preuve {id} : aucune ligne de l’historique ne la lie"
            : !scelle.AsSpan().SequenceEqual(preuve.Liee) ? $"preuve {id} : elle n’est plus celle qui a été scellée"
            : Juger(preuve) is { } defaut ? $"preuve {id} : {defaut}"
            : null;
    }

    private string? Juger(PreuveGardee preuve)
    {
        _signataire = null;
        if (preuve.Defaut() is { } defaut)
        {
            return defaut;
        }

        var message = _temoins.Message?.Invoke(preuve);
        _signataire = message?.IdNat;
        return message?.Defaut ?? (preuve.Liste is { } liste ? _temoins.Liste?.Invoke(liste) : null);
    }
}
