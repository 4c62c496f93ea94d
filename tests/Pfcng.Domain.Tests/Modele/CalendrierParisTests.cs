using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Modele;

[TestFixture, Category("D39")]
public class CalendrierParisTests
{
    [TestCase("2026-01-14T22:59:59Z", 14)]
    [TestCase("2026-01-14T23:00:00Z", 15)]
    [TestCase("2026-07-14T21:59:59Z", 14)]
    [TestCase("2026-07-14T22:00:00Z", 15)]
    public void Le_jour_est_celui_de_Paris_ete_comme_hiver(string instant, int jour) =>
        CalendrierParis.Jour(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).Day.Should().Be(jour);
}
