using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Trace;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Operations;

namespace Pfcng.Ws.Commandes;

/// <summary>What a data folder holds outside its store and bears witness of it (D37), read from its public files alone.</summary>
internal static class TemoinsDuDossier
{
    /// <summary>Opens the public files.</summary>
    /// <param name="dossier">The data folder.</param>
    /// <param name="confiance">The folder of the cards' authorities; it may not exist.</param>
    /// <param name="sansCles">True for a copy without private keys.</param>
    /// <returns>The witnesses, and the fingerprint of the key of the heads.</returns>
    /// <exception cref="DemarrageImpossibleException">A file is missing, or is not what it should be.</exception>
    public static (Temoins Temoins, string CleDesTetes) Ouvrir(RepertoireDeDonnees dossier, string confiance, bool sansCles = false)
    {
        try
        {
            var (juste, empreinte) = CleDesTetes.Verificateur(dossier.Autorites);
            var publics = CertificatsPublics.Lire(dossier.Autorites);
            var preuves = new RelectureDesPreuves(AutoritesDeConfiance.Connues(Path.Combine(dossier.Autorites, "certificats"), confiance), Contrat.Charger());
            return (new()
            {
                Message = preuves.Verifier,
                Liste = EcartDeListe(new(dossier.ArchiveDesListes)),
                Certificat = publics.Ecart,
                Tetes = (Tetes.Chemin(dossier.Base), juste),
                Journal = JournalDEmission.Chemin(dossier.Base),
                Revoques = () => Listes(dossier).SelectMany(l => l.Liste.Series.Select(s => (l.Aki, Convert.ToHexStringLower(s.Span).TrimStart('0')))).ToHashSet(),
                NumerosDeListe = () => Listes(dossier).ToDictionary(l => l.Aki, l => (long)(l.Liste.Numero ?? 0)),
                Pieces = PiecesDuDossier.Voir(dossier, sansCles),
            }, empreinte);
        }
        catch (AutoriteInutilisableException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }
    }

    /// <summary>Each list is read once.</summary>
    private static Func<ListeUtilisee, string?> EcartDeListe(ArchiveDesListes archive)
    {
        var lues = new Dictionary<string, byte[]?>();
        return liste =>
        {
            var chemin = archive.Chemin(liste);
            if (!lues.TryGetValue(chemin, out var empreinte))
            {
                lues[chemin] = empreinte = File.Exists(chemin) ? SHA256.HashData(File.ReadAllBytes(chemin)) : null;
            }

            return empreinte is null || empreinte.AsSpan().SequenceEqual(liste.Empreinte) ? null : $"la liste archivée {chemin} n’est pas celle qui a servi";
        };
    }

    /// <summary>The current lists of our authorities, with their key identifiers.</summary>
    private static List<(string Aki, ListeDeRevocation Liste)> Listes(RepertoireDeDonnees dossier)
    {
        var listes = new List<(string, ListeDeRevocation)>();
        foreach (var nom in NomAutorite.Toutes(avecCartes: false))
        {
            var chemin = Path.Combine(dossier.Listes, nom.Fichier + ".crl");
            try
            {
                using var autorite = X509CertificateLoader.LoadCertificateFromFile(dossier.Certificat(nom));
                var liste = ListeDeRevocation.Lire(File.ReadAllBytes(chemin));
                if (!liste.SigneePar(autorite))
                {
                    throw new DemarrageImpossibleException($"La liste {chemin} n’est pas signée par « {nom} ».");
                }

                var aki = Convert.ToHexStringLower(autorite.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span);
                listes.Add((aki, liste));
            }
            catch (Exception e) when (e is IOException or CryptographicException)
            {
                throw new DemarrageImpossibleException($"La liste {chemin} manque ou est illisible.", e);
            }
        }

        return listes;
    }
}
