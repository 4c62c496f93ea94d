using System.Reflection;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>What says « Pure » is: the rules have neither clock nor store, whatever they call.</summary>
internal sealed class PureteTests
{
    [TestCase(typeof(Depot)), TestCase(typeof(ServiceWeb))]
    public void Ce_qui_se_dit_pur_l_est(Type habitant)
    {
        var pures = Purete.Declarees(habitant.Assembly);
        pures.Should().NotBeEmpty();
        pures.SelectMany(Purete.Fautes).Should().BeEmpty();
    }

    [Test]
    public void Toute_regle_se_dit_pure()
    {
        var domaine = typeof(Depot).Assembly;
        var pures = Purete.Declarees(domaine).Select(m => m.DeclaringType).ToHashSet();
        domaine.GetTypes().Where(t => t.Name is "Regles" or "Presence" or "Decision" or "Droits").Should().NotBeEmpty().And.BeSubsetOf(pures!);
    }

    [Test]
    public void Ce_qui_traite_une_demande_atteint_le_depot_et_l_horloge()
    {
        var fautes = typeof(DemanderCertificatsHandler).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .SelectMany(m => Purete.Fautes(m)).ToList();
        fautes.Should().Contain(f => f.Contains("Depot.", StringComparison.Ordinal)).And.Contain(f => f.EndsWith("TimeProvider.GetUtcNow", StringComparison.Ordinal));
    }
}
