using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Tests.Garde;

/// <summary>What one peer is counted under.</summary>
[Category("exploitation")]
internal sealed class CleDAdresseTests
{
    [TestCase("192.0.2.1", "192.0.2.1")]
    [TestCase("::ffff:192.0.2.1", "192.0.2.1")]
    [TestCase("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64")]
    [TestCase("2001:db8:0:1::", "2001:db8:0:1::/64")]
    [TestCase("::1", "::/64")]
    public void Une_adresse_compte_pour_elle_meme_ou_pour_son_reseau_en_64(string adresse, string attendu) =>
        CleDAdresse.De(IPAddress.Parse(adresse)).Should().Be(attendu);

    [Test]
    public void Sans_adresse_on_compte_quand_meme() => CleDAdresse.De(null).Should().Be("-");
}
