using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Disque;

namespace Pfcng.Ca.Delivrance;

/// <summary>The authorities' certificates, one PEM file each.</summary>
/// <param name="dossier">Their folder.</param>
internal sealed class RepertoireDeCertificats(string dossier)
{
    /// <summary>True when the certificate's file is there.</summary>
    public bool Contient(NomAutorite nom) => File.Exists(Chemin(nom));

    /// <summary>Refuses an authority that is missing though it has existed, or though something it signed is there: making it again would orphan everything it signed.</summary>
    /// <exception cref="AutoriteInutilisableException">There is such an authority.</exception>
    public void ExigerSansTrou(IReadOnlyList<NomAutorite> noms, IReadOnlySet<string> connues)
    {
        foreach (var nom in noms.Where(n => connues.Contains(n.Fichier) && !Contient(n)))
        {
            throw new AutoriteInutilisableException($"Le certificat {Chemin(nom)} manque, alors que le dépôt le connaît : remettez l’original.");
        }

        foreach (var nom in noms.Where(n => !n.EstRacine && Contient(n) && !Contient(n.Emetteur)))
        {
            throw new AutoriteInutilisableException($"Le certificat {Chemin(nom.Emetteur)} manque, alors que {Chemin(nom)} est là.");
        }
    }

    /// <summary>Stores a new certificate, whole or not at all.</summary>
    public void Deposer(NomAutorite nom, byte[] der)
    {
        FichierDurable.CreerDossierPublic(dossier);
        FichierDurable.Ecrire(Chemin(nom), Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", der) + "\n"), FichierDurable.Public);
    }

    /// <summary>Opens a certificate and checks that it is that authority's, of that key, signed by its root.</summary>
    /// <exception cref="AutoriteInutilisableException">It is not.</exception>
    public Autorite Ouvrir(NomAutorite nom, RSA cle, Autorite? racine)
    {
        try
        {
            var certificat = X509CertificateLoader.LoadCertificate(File.ReadAllBytes(Chemin(nom)));
            var autorite = new Autorite(nom, certificat, cle);
            if (certificat.SubjectName.RawData.AsSpan().SequenceEqual(NomX500.Encoder(nom.Dn))
                && certificat.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(cle.ExportSubjectPublicKeyInfo())
                && (racine ?? autorite).Ouvrir(certificat.RawDataMemory) is not null)
            {
                return autorite;
            }
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            throw new AutoriteInutilisableException($"Le certificat {Chemin(nom)} est illisible.", e);
        }

        throw new AutoriteInutilisableException($"Le certificat {Chemin(nom)} n’est pas celui de sa clé, ou n’est pas signé par sa racine.");
    }

    private string Chemin(NomAutorite nom) => Path.Combine(dossier, nom.Fichier + ".crt");
}
