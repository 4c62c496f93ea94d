using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Cles;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>
/// The key that signs the heads of the history (D37): RSA 2048, in the authorities' folder of keys and under their passphrase, made at the first
/// start. A root of the platform attests its public part, so that who verifies needs the authorities' certificates and nothing secret, and
/// nobody can put another key in its place.
/// </summary>
public sealed class CleDesTetes : IDisposable
{
    private const string Nom = "tetes";
    private const string Usage = "Pfcng, têtes de l’historique, 1";
    private const int Bits = 2048;

    private readonly RSA _cle;

    private CleDesTetes(RSA cle, byte[] attestation) => (_cle, Attestation) = (cle, attestation);

    /// <summary>What the root signed: the purpose and the public key.</summary>
    public byte[] Attestation { get; }

    /// <summary>Where the attestation is: beside the authorities' certificates.</summary>
    public static string Chemin(string dossier) => Path.Combine(dossier, "certificats", "tetes.attestation");

    /// <summary>Opens the key, or makes it when there never was one.</summary>
    /// <param name="parametres">The authorities' folder and passphrase; the names of what has existed.</param>
    /// <param name="autorites">Their roots attest it.</param>
    /// <exception cref="AutoriteInutilisableException">It is lost, can't be opened, or is not the one that is attested.</exception>
    public static CleDesTetes OuvrirOuCreer(ParametresAutorites parametres, Autorites autorites)
    {
        var coffre = new CoffreDeCles(Path.Combine(parametres.Dossier, "cles"), parametres.PhraseSecrete);
        var chemin = Chemin(parametres.Dossier);
        if (!coffre.Contient(Nom) && (File.Exists(chemin) || parametres.Connues.Contains(NomDePiece)))
        {
            throw new AutoriteInutilisableException($"La clé {Path.Combine(parametres.Dossier, "cles", Nom + ".key")}, qui signe les têtes de l’historique, manque : remettez l’original.");
        }

        if (!coffre.Contient(Nom))
        {
            using var nouvelle = RSA.Create(Bits);
            coffre.Deposer(Nom, nouvelle);
        }

        var cle = coffre.Ouvrir(Nom);
        try
        {
            if (!File.Exists(chemin))
            {
                if (parametres.Connues.Contains(NomDePiece))
                {
                    throw new AutoriteInutilisableException($"{chemin}, qui atteste la clé des têtes de l’historique, manque : remettez l’original.");
                }

                FichierDurable.Ecrire(chemin, autorites[Racine].Signer(AAttester(cle)), FichierDurable.Public);
            }

            var attestation = File.ReadAllBytes(chemin);
            return Lire(attestation, autorites[Racine].Certificat.GetRSAPublicKey()!) is { } attestee && attestee.AsSpan().SequenceEqual(cle.ExportSubjectPublicKeyInfo())
                ? new(cle, attestation)
                : throw new AutoriteInutilisableException($"{chemin} n’atteste pas la clé des têtes de l’historique : remettez l’original.");
        }
        catch
        {
            cle.Dispose();
            throw;
        }
    }

    /// <summary>Name under which the store remembers the attestation.</summary>
    public static string NomDePiece => "tetes.attestation";

    private static NomAutorite Racine => new(Monde.Production, Gamme.Elementaire, Branche.Racine);

    /// <summary>What verifies heads, from public files alone: the attestation and the certificate of the root.</summary>
    /// <param name="dossier">The authorities' folder.</param>
    /// <returns>A verifier (signed, signature), and SHA-256 of the public key in lower-case hexadecimal, to be compared with what was noted.</returns>
    /// <exception cref="AutoriteInutilisableException">A file is missing, or the root did not sign the attestation.</exception>
    public static (Func<byte[], byte[], bool> Juste, string Empreinte) Verificateur(string dossier)
    {
        var chemin = Chemin(dossier);
        if (!File.Exists(chemin))
        {
            throw new AutoriteInutilisableException($"{chemin}, qui atteste la clé des têtes de l’historique, manque.");
        }

        using var racine = CertificatsPublics.Lire(dossier, Racine);
        using var clePublique = racine.GetRSAPublicKey()!;
        var attestee = Lire(File.ReadAllBytes(chemin), clePublique)
            ?? throw new AutoriteInutilisableException($"{chemin} n’est pas signé par « {Racine} ».");
        var cle = RSA.Create();
        cle.ImportSubjectPublicKeyInfo(attestee, out _);
        return ((signe, signature) => cle.VerifyData(signe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Convert.ToHexStringLower(SHA256.HashData(attestee)));
    }

    /// <summary>Signs.</summary>
    public byte[] Signer(byte[] octets) => _cle.SignData(octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Verifies.</summary>
    public bool EstJuste(byte[] signe, byte[] signature) => _cle.VerifyData(signe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <inheritdoc/>
    public void Dispose() => _cle.Dispose();

    /// <summary>No certificate and no list begins with a text: nobody can take this for one.</summary>
    private static byte[] AAttester(RSA cle)
    {
        var contenu = new AsnWriter(AsnEncodingRules.DER);
        using (contenu.PushSequence())
        {
            contenu.WriteCharacterString(UniversalTagNumber.UTF8String, Usage);
            contenu.WriteEncodedValue(cle.ExportSubjectPublicKeyInfo());
        }

        return contenu.Encode();
    }

    private static byte[]? Lire(byte[] attestation, RSA racine)
    {
        try
        {
            if (EnveloppeDer.Ouvrir(attestation, racine) is not { } signe)
            {
                return null;
            }

            var contenu = new AsnReader(signe, AsnEncodingRules.DER).ReadSequence();
            return contenu.ReadCharacterString(UniversalTagNumber.UTF8String) == Usage ? contenu.ReadEncodedValue().ToArray() : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
