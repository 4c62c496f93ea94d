using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Tests.Traces;

/// <summary>One line per key and minute, with a count: nobody fills a trace by knocking.</summary>
[Category("exploitation")]
internal sealed class CumulParMinuteTests
{
    private readonly HorlogeManuelle _horloge = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Test]
    public void Le_premier_refus_est_dit_aussitot_les_suivants_sont_comptes_et_dits_ensemble()
    {
        var cumul = new CumulParMinute(_horloge);
        cumul.Ajouter("192.0.2.1", "un").Should().Be(new LigneCumulee("192.0.2.1", "un", 1));
        for (var n = 0; n < 500; n++)
        {
            cumul.Ajouter("192.0.2.1", "deux").Should().BeNull();
        }

        cumul.Ajouter("192.0.2.2", "autre").Should().NotBeNull("une autre adresse a sa ligne");
        cumul.Finir().Should().BeEmpty("la minute dure");
        _horloge.Avancer(TimeSpan.FromMinutes(1));
        cumul.Finir().Should().Equal(new LigneCumulee("192.0.2.1", "deux", 500));
        cumul.Ajouter("192.0.2.1", "trois").Should().BeNull("la ligne dite ouvre une minute");
        _horloge.Avancer(TimeSpan.FromMinutes(1));
        cumul.Ajouter("192.0.2.1", "quatre").Should().Be(new LigneCumulee("192.0.2.1", "quatre", 2));
    }

    [Test]
    public void Au_dela_des_cles_gardees_les_evenements_sont_abandonnes_et_comptes()
    {
        var cumul = new CumulParMinute(_horloge, clesGardees: 2);
        foreach (var cle in new[] { "a", "b", "c", "d", "c" })
        {
            cumul.Ajouter(cle, "refus");
        }

        _horloge.Avancer(TimeSpan.FromMinutes(1));
        cumul.Finir().Should().Equal(new LigneCumulee(CumulParMinute.Autres, "refus", 3));
        cumul.Ajouter("c", "refus").Should().NotBeNull("les clés silencieuses sont oubliées");
    }

    [Test]
    public void A_l_arret_tout_est_dit_et_une_horloge_qui_recule_ne_fait_rien_taire()
    {
        var cumul = new CumulParMinute(_horloge);
        cumul.Ajouter("a", "un");
        cumul.Ajouter("a", "deux");
        cumul.Finir(tout: true).Should().Equal(new LigneCumulee("a", "deux", 1));
        cumul.Ajouter("a", "trois");
        _horloge.Avancer(-TimeSpan.FromHours(1));
        cumul.Ajouter("a", "quatre").Should().NotBeNull();
    }
}
