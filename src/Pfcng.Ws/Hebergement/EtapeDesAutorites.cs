using Pfcng.Ca.Cles;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Donnees;

namespace Pfcng.Ws.Hebergement;

/// <summary>The second stage: the authorities and every other key are there, made at a first start, and are those that the store knows.</summary>
internal sealed class EtapeDesAutorites : IAsyncDisposable
{
    private readonly Fermetures _ouverts;

    private EtapeDesAutorites(EtapeDesDonnees donnees, Autorites autorites, CleDesTetes cleDesTetes, CodeDeRevocation codes, Fermetures ouverts)
    {
        (Donnees, Autorites, CleDesTetes, Codes, _ouverts) = (donnees, autorites, cleDesTetes, codes, ouverts);
        Options = new() { SslServSansClientAuth = !donnees.Reglages.SslServClientAuth, PolitiquesDeProduction = donnees.Reglages.Politiques };
        Produits = new(Options);
        Publication = PublicationDe(donnees.Reglages);
    }

    /// <summary>What it stands on.</summary>
    public EtapeDesDonnees Donnees { get; }

    /// <summary>Our authorities.</summary>
    public Autorites Autorites { get; }

    /// <summary>Signs the heads of the history.</summary>
    public CleDesTetes CleDesTetes { get; }

    /// <summary>Digests the revocation codes.</summary>
    public CodeDeRevocation Codes { get; }

    /// <summary>What the settings change in the products.</summary>
    public OptionsProduits Options { get; }

    /// <summary>The products.</summary>
    public Produits Produits { get; }

    /// <summary>The addresses written in certificates.</summary>
    public PublicationOptions Publication { get; }

    /// <summary>Opens it; the stage before is closed with it, or by its failure.</summary>
    /// <param name="donnees">What it stands on.</param>
    /// <param name="progres">Told what takes time: the keys of a first start.</param>
    /// <param name="annulation">Stops between two keys; those that are made stay.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be used; the line says what.</exception>
    public static Task<EtapeDesAutorites> OuvrirAsync(EtapeDesDonnees donnees, IProgress<string> progres, CancellationToken annulation) =>
        Fermetures.OuvrirAsync(donnees, donnees.Depot.Chemin, async ouverts =>
        {
            var (dossier, depot) = (donnees.Dossier, donnees.Depot);
            var connues = await PiecesDuDossier.ConnuesAsync(depot, dossier, donnees.Reglages.Demonstration, annulation);
            var parametres = new ParametresAutorites(dossier.Autorites, PublicationDe(donnees.Reglages))
            {
                PhraseSecrete = donnees.Reglages.PhraseSecrete,
                AvecCartes = donnees.Reglages.Demonstration,
                Connues = connues,
            };
            var autorites = ouverts.Garder(await Autorites.OuvrirAsync(parametres, TimeProvider.System, progres, annulation)); // Peers verify them with the true time, whatever the demonstration shifts.
            var cleDesTetes = ouverts.Garder(CleDesTetes.OuvrirOuCreer(parametres, autorites));
            var cleDesCodes = SecretLocal.OuvrirOuCreer(dossier.CleDesCodes, connues.Contains(PiecesDuDossier.CleDesCodes));
            await Pieces.ExigerAsync(depot,
            [
                .. autorites.Toutes.Select(a => new Piece(a.Nom.Fichier, dossier.Certificat(a.Nom), a.Certificat.RawData)),
                new(PiecesDuDossier.CleDesCodes, dossier.CleDesCodes, cleDesCodes),
                new(CleDesTetes.NomDePiece, CleDesTetes.Chemin(dossier.Autorites), cleDesTetes.Attestation),
            ]);
            return new EtapeDesAutorites(donnees, autorites, cleDesTetes, new(cleDesCodes), ouverts);
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ouverts.DisposeAsync();

    private static PublicationOptions PublicationDe(Reglages reglages) =>
        new((reglages.AdresseDePublication?.GetLeftPart(UriPartial.Path) ?? $"http://localhost:{reglages.HttpPort}").TrimEnd('/'));
}
