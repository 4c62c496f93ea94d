using System.Collections.Frozen;
using System.Security.Cryptography;
using Pfcng.Ca.Cles;
using Pfcng.Ca.Noms;

namespace Pfcng.Ca.Delivrance;

/// <summary>
/// The authorities of both worlds (D33), opened from their files, or created on the first start. Each file is written whole and a key before its
/// certificate, so that a creation that was cut goes on at the next start. A missing key or root is never silently made again.
/// </summary>
public sealed class Autorites : IDisposable
{
    private readonly FrozenDictionary<NomAutorite, Autorite> _parNom;
    private readonly FrozenDictionary<string, Autorite> _parAki;

    private Autorites(IReadOnlyList<Autorite> toutes)
    {
        Toutes = toutes;
        _parNom = toutes.ToFrozenDictionary(a => a.Nom);
        _parAki = toutes.ToFrozenDictionary(a => a.Aki);
    }

    /// <summary>All of them, each after the one that signs it.</summary>
    public IReadOnlyList<Autorite> Toutes { get; }

    /// <summary>One of them.</summary>
    public Autorite this[NomAutorite nom] => _parNom[nom];

    /// <summary>The certificates, PEM, one after the other: what <c>tous.pem</c> holds.</summary>
    public string Pem => string.Concat(Toutes.Select(a => a.Certificat.ExportCertificatePem() + "\n"));

    /// <summary>The one that has this key identifier (40 lower-case hexadecimal digits), or null.</summary>
    public Autorite? ParAki(string aki) => _parAki.GetValueOrDefault(aki);

    /// <summary>Opens or creates the authorities, keys in parallel.</summary>
    /// <param name="parametres">Where and how.</param>
    /// <param name="horloge">The clock that dates new certificates. Peers verify them with the true time.</param>
    /// <param name="progres">Told each key that is made (several seconds each).</param>
    /// <param name="annulation">Stops between two keys; what is made stays.</param>
    /// <exception cref="AutoriteInutilisableException">The files can't be used.</exception>
    public static async Task<Autorites> OuvrirAsync(
        ParametresAutorites parametres, TimeProvider horloge, IProgress<string>? progres, CancellationToken annulation)
    {
        var noms = NomAutorite.Toutes(parametres.AvecCartes);
        var certificats = new RepertoireDeCertificats(Path.Combine(parametres.Dossier, "certificats"));
        certificats.ExigerSansTrou(noms, parametres.Connues);
        var coffre = new CoffreDeCles(Path.Combine(parametres.Dossier, "cles"), parametres.PhraseSecrete);
        var faites = 0;
        var cles = await Task.WhenAll(noms.Select(nom => Task.Run(() => OuvrirOuFaire(nom), annulation)));

        var toutes = new List<Autorite>();
        foreach (var (nom, cle) in noms.Zip(cles))
        {
            var racine = nom.EstRacine ? null : toutes.Last(a => a.Nom == nom.Emetteur);
            toutes.Add(OuvrirOuCertifier(nom, cle, racine));
        }

        return new(toutes);

        RSA OuvrirOuFaire(NomAutorite nom)
        {
            annulation.ThrowIfCancellationRequested();
            if (coffre.Contient(nom.Fichier) || certificats.Contient(nom))
            {
                return coffre.Ouvrir(nom.Fichier);
            }

            var cle = parametres.NouvelleCle();
            coffre.Deposer(nom.Fichier, cle);
            progres?.Report($"Clé de « {nom} » créée ({Interlocked.Increment(ref faites)})");
            return cle;
        }

        Autorite OuvrirOuCertifier(NomAutorite nom, RSA cle, Autorite? racine)
        {
            if (!certificats.Contient(nom))
            {
                certificats.Deposer(nom, racine is null
                    ? CertificatAutorite.Racine(nom, cle, parametres.Publication, horloge.GetUtcNow())
                    : CertificatAutorite.Intermediaire(nom, cle, racine, parametres.Publication, horloge.GetUtcNow()));
            }

            return certificats.Ouvrir(nom, cle, racine);
        }
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        foreach (var autorite in Toutes)
        {
            autorite.Dispose();
        }
    }
}
