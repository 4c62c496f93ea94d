using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Charge;

/// <summary>cfssl serve with an RSA-4096 authority made for the occasion, for as long as it is measured.</summary>
internal sealed class ServeurCfssl : IDisposable
{
    private readonly DirectoryInfo _dossier = Directory.CreateTempSubdirectory("charge-cfssl-");
    private readonly Process _processus;

    private ServeurCfssl()
    {
        var (certificat, cle) = (Path.Combine(_dossier.FullName, "ac.pem"), Path.Combine(_dossier.FullName, "ac.key"));
        using (var rsa = RSA.Create(4096))
        {
            var demande = new CertificateRequest("CN=Charge", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            demande.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var autorite = demande.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(10));
            File.WriteAllText(certificat, autorite.ExportCertificatePem());
            File.WriteAllText(cle, rsa.ExportRSAPrivateKeyPem());
        }

        var port = PortLibre();
        Adresse = new($"http://127.0.0.1:{port}/api/v1/cfssl/sign");
        _processus = Process.Start(new ProcessStartInfo("cfssl", ["serve", "-ca", certificat, "-ca-key", cle, "-port", $"{port}", "-loglevel", "5"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _processus.OutputDataReceived += (_, _) => { };
        _processus.ErrorDataReceived += (_, _) => { };
        _processus.BeginOutputReadLine();
        _processus.BeginErrorReadLine();
    }

    public Uri Adresse { get; }

    public Processus Processus => new(_processus.Id);

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<ServeurCfssl> LancerAsync()
    {
        var serveur = new ServeurCfssl();
        for (var essai = 0; essai < 100; essai++)
        {
            try
            {
                using var prise = new TcpClient();
                await prise.ConnectAsync(IPAddress.Loopback, serveur.Adresse.Port);
                return serveur;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        serveur.Dispose();
        throw new InvalidOperationException("cfssl serve n’écoute pas.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _processus.Kill();
        _processus.WaitForExit();
        _processus.Dispose();
        _dossier.Delete(recursive: true);
    }

    private static int PortLibre()
    {
        using var prise = new TcpListener(IPAddress.Loopback, 0);
        prise.Start();
        return ((IPEndPoint)prise.LocalEndpoint).Port;
    }
}
