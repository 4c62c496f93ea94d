using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using Pfcng.Ws.Commandes;
using Pfcng.Ws.Donnees;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A copy of a data folder, its trace and its demonstration world left out, in the hands of a <see cref="Faussaire"/>.</summary>
internal sealed class Copie : IDisposable
{
    private const string DeLaRevocation = "(SELECT numero FROM demande_revocation WHERE etat = 'Close')";
    private const string Revoque = "(SELECT min(numero) FROM produit WHERE etat = 'Revoque')";

    private readonly Faussaire _faussaire;
    private readonly string[] _gardees;

    /// <param name="modele">The folder to copy.</param>
    /// <param name="gardees">Its heads, as they were kept elsewhere.</param>
    public Copie(string modele, string gardees)
    {
        _gardees = gardees.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var fichier in Directory.EnumerateFiles(modele).Concat(new[] { "listes", "autorites" }
            .SelectMany(d => Directory.EnumerateFiles(Path.Combine(modele, d), "*", SearchOption.AllDirectories))))
        {
            var vers = Path.Combine(Dossier, Path.GetRelativePath(modele, fichier));
            Directory.CreateDirectory(Path.GetDirectoryName(vers)!);
            File.Copy(fichier, vers);
        }

        _faussaire = new(Dossier);
    }

    public string Dossier { get; } = Directory.CreateTempSubdirectory("pfcng-copie-").FullName;

    public string Tetes => Path.Combine(Dossier, "tetes.journal");

    public string Journal => Path.Combine(Dossier, "emission.journal");

    /// <summary>True: he also wiped out every head, the copies kept elsewhere included; what remains must tell.</summary>
    public bool SansTetes { get; set; }

    /// <summary>True: no copy of the heads was kept elsewhere.</summary>
    public bool SansCopieDesTetes { get; set; }

    public void Sql(string sql) => _faussaire.Executer(sql);

    /// <summary>Changes what the store is made of.</summary>
    public void Schema(string sql) => _faussaire.Refaire(sql);

    /// <summary>Cuts lines of the register of heads that no copy tells.</summary>
    public void GarderLesTetes(Func<string[], IEnumerable<string>> garder)
    {
        File.WriteAllLines(Tetes, garder(File.ReadAllLines(Tetes)));
        SansCopieDesTetes = true;
    }

    /// <summary>A file of the authorities.</summary>
    public string Autorite(string nom) => Path.Combine(Dossier, "autorites", nom);

    public void Chaine() => _faussaire.RefaireLaChaine();

    public void ToutRefaire() => _faussaire.ToutRefaire();

    /// <summary>Binds the evidence again as it now is, and computes the chain again.</summary>
    public void Preuves()
    {
        _faussaire.RelierLesPreuves();
        _faussaire.RefaireLaChaine();
    }

    /// <summary>A Body of his own, and a SignedInfo that holds its digest: he can't sign it.</summary>
    public void AutreSignedInfo()
    {
        var signedInfo = Encoding.UTF8.GetString(_faussaire.Lire<byte[]>("SELECT signed_info FROM preuve WHERE id = 1"));
        var ancien = Convert.ToBase64String(_faussaire.Lire<byte[]>("SELECT condensat FROM preuve WHERE id = 1"));
        var corps = Encoding.UTF8.GetBytes("<a/>");
        var nouveau = signedInfo.Replace(ancien, Convert.ToBase64String(SHA256.HashData(corps)), StringComparison.Ordinal);
        Sql($"UPDATE preuve SET corps = x'{Convert.ToHexString(corps)}', condensat = x'{Convert.ToHexString(SHA256.HashData(corps))}', "
            + $"signed_info = x'{Convert.ToHexString(Encoding.UTF8.GetBytes(nouveau))}' WHERE id = 1");
        Preuves();
    }

    /// <summary>The same SignedInfo signed by a certificate of his own, that bears the actor's name.</summary>
    public void AutreSignataire()
    {
        using var cle = ClesDeTest.Neuve();
        using var certificat = new CertificateRequest("CN=899700027131", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddYears(1));
        var signature = cle.SignData(_faussaire.Lire<byte[]>("SELECT signed_info FROM preuve WHERE id = 1"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var empreinte = Convert.ToHexString(SHA256.HashData(certificat.RawData));
        Sql($"INSERT INTO certificat_signataire VALUES (x'{empreinte}', x'{Convert.ToHexString(certificat.RawData)}'); "
            + $"UPDATE preuve SET signature = x'{Convert.ToHexString(signature)}', certificat_signataire = x'{empreinte}' WHERE id = 1");
        Preuves();
    }

    /// <summary>The head of the register's last line, signed by a key of his own.</summary>
    public string TeteDUneAutreCle()
    {
        using var cle = ClesDeTest.Neuve();
        var tete = Tete.Lire(_gardees[0])!;
        return (tete with { Signature = cle.SignData(tete.Signe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) }).Texte + "\n";
    }

    /// <summary>Attests a key of his own with one that is no root.</summary>
    public void AutreAttestation()
    {
        var chemin = Path.Combine(Dossier, "autorites", "certificats", "tetes.attestation");
        var octets = File.ReadAllBytes(chemin);
        octets[80] ^= 1;
        File.WriteAllBytes(chemin, octets);
    }

    /// <summary>Other lists in the place of those that were used.</summary>
    public void AutreListeArchivee()
    {
        foreach (var fichier in Directory.EnumerateFiles(Path.Combine(Dossier, "listes", "archives"), "*.crl", SearchOption.AllDirectories))
        {
            File.AppendAllText(fichier, "x");
        }
    }

    /// <summary>The revocation, its rows, its state: nothing of it is left in the store.</summary>
    public void RevocationEffacee()
    {
        Sql($"DELETE FROM historique WHERE demande = {DeLaRevocation} OR (demande = {Revoque} AND action = 'ACT_IGC_008'); "
            + "DELETE FROM preuve WHERE operation = 'revoquerCertificat' AND id = (SELECT preuve FROM demande_revocation WHERE etat = 'Close'); "
            + "DELETE FROM demande_revocation WHERE etat = 'Close'; UPDATE produit SET etat = 'Actif' WHERE etat = 'Revoque'");
        Renumeroter();
    }

    /// <summary>A demande, its product, its certificate, its rows and its evidence: nothing of it is left in the store.</summary>
    public void DemandeEffacee()
    {
        const string elle = "(SELECT min(numero) FROM produit WHERE etat = 'Actif')";
        Sql($"DELETE FROM historique WHERE demande = {elle}; DELETE FROM preuve WHERE demande = {elle} OR id = (SELECT preuve FROM demande WHERE numero = {elle}); "
            + $"DELETE FROM cle_publique WHERE numero = {elle}; DELETE FROM demande WHERE numero = {elle}; DELETE FROM produit WHERE numero = {elle}");
        Renumeroter();
        SansTetes = true;
    }

    /// <summary>The certificate with one bit of its signature turned.</summary>
    public void CertificatSansSignature()
    {
        var certificat = _faussaire.Lire<byte[]>("SELECT certificat FROM produit WHERE etat = 'Actif' ORDER BY numero LIMIT 1");
        certificat[^1] ^= 1;
        Sql($"UPDATE produit SET certificat = x'{Convert.ToHexString(certificat)}' WHERE numero = (SELECT min(numero) FROM produit WHERE etat = 'Actif')");
    }

    /// <summary>What the operator's verb says.</summary>
    public async Task<string> VerifierAsync()
    {
        var dossier = RepertoireDeDonnees.Existant(Dossier);
        try
        {
            await using var depot = Depot.OuvrirEnLecture(dossier.Base);
            var (temoins, _) = TemoinsDuDossier.Ouvrir(dossier, Path.Combine(Dossier, "confiance"));
            var lu = await Verification.VerifierAsync(depot, CancellationToken.None, SansTetes ? temoins with { Tetes = null } : temoins with { TetesGardees = SansCopieDesTetes ? [] : _gardees });
            return lu.PremiereFausse is null ? $"juste : {lu}" : lu.PremiereFausse == 0 ? lu.Raison! : $"Ligne {lu.PremiereFausse} : {lu.Raison}";
        }
        catch (DemarrageImpossibleException e)
        {
            return e.Message;
        }
    }

    public void Dispose() => Directory.Delete(Dossier, recursive: true);

    private void Renumeroter()
    {
        Sql("CREATE TEMP TABLE rang AS SELECT numero AS ancien, row_number() OVER (ORDER BY numero) AS nouveau FROM historique; "
            + "UPDATE historique SET numero = -(SELECT nouveau FROM rang WHERE ancien = numero); UPDATE historique SET numero = -numero");
        _faussaire.ToutRefaire();
    }
}
