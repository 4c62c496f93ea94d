using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>Rooms lean on each other one way: what two of them need stands in a third.</summary>
[TestFixture]
internal sealed class SallesTests
{
    [TestCase(typeof(Depot)), TestCase(typeof(Pfcng.Ca.Robustesse)), TestCase(typeof(Pfcng.Ws.Pipeline.Pipeline))]
    public void Aucune_salle_ne_s_appuie_sur_une_salle_qui_s_appuie_sur_elle(Type habitant) =>
        string.Join('\n', GrapheDesSalles.De(habitant.Assembly).Cercles()).Should().BeEmpty();
}
