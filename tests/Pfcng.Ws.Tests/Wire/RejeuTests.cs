using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// The insider of docs/menaces.md: a server of the white list keeps every signed message it carried, and sends them again byte for byte. It gets
/// nothing that its actor did not already ask for.
/// </summary>
[Category("§10"), Category("D10"), Category("D25")]
internal sealed class RejeuTests
{
    private ServiceDeTest _service = null!;
    private HttpClient _serveur = null!;

    [OneTimeSetUp]
    public async Task Demarrer()
    {
        _service = await ServiceCommun.PrendreAsync();
        _serveur = _service.Client(_service.Serveur());
    }

    [OneTimeTearDown]
    public void Ranger() => _serveur.Dispose();

    [Test]
    public async Task Un_serveur_admis_qui_rejoue_les_messages_d_un_acteur_n_obtient_rien_de_plus()
    {
        var lot = Signer(Requetes.Lot(Requetes.OrgAuthCli()));
        var indice = (await EnvoyerAsync(lot)).Element("demande")!.Element("indiceRetrait")!.Value;
        var retrait = Signer(Requetes.Retrait(indice));
        using var certificat = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem((await EnvoyerAsync(retrait)).Element("certificat")!.Value);
        await _service.AttendreAsync(indice, "Demande close, Produit actif", "ACT_IGC_007");
        var revocation = Signer(Requetes.Revocation(certificat));

        (await EnvoyerAsync(lot)).Element("demande")!.Element("statutDemande")!.Value.Should().Be("WSMG-00000009", "la clé est prise");
        var encore = await EnvoyerAsync(retrait);
        (encore.Element("statut")!.Value, encore.Element("certificat")).Should().Be(("WSMG-00000011", (XElement?)null));
        (await EnvoyerAsync(revocation)).Element("statut")!.Value.Should().Be("OK");
        (await EnvoyerAsync(revocation)).Element("statut")!.Value.Should().Be("WSMG-00000012");
    }

    [Test]
    public async Task Sur_la_porte_des_cartes_le_message_d_un_autre_est_02()
    {
        using var gaetan = _service.Client(_service.Carte(Acteurs.Gaetan, "auth"));
        using var reponse = await ServiceDeTest.EnvoyerAsync(gaetan, _service.Apt, Signer(Requetes.Suivi("PRODUITS", "PS")));

        ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()).Element("statut")!.Value.Should().Be("WSMG-00000002");
    }

    private byte[] Signer(string requete)
    {
        using var carte = _service.Carte(Acteurs.Carole, "sign");
        return Signeur.Signer(requete, carte);
    }

    private async Task<XElement> EnvoyerAsync(byte[] message)
    {
        using var reponse = await ServiceDeTest.EnvoyerAsync(_serveur, _service.Srv, message);
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync());
    }
}
