using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The history as the IHM guide shows it (§10, figures 147 and 167), by the operator's command.</summary>
[Category("IHM §10"), Category("D37")]
internal sealed class HistoriqueTests
{
    [Test]
    public async Task L_exploitant_lit_les_onze_colonnes_une_ligne_par_action()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            await service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli()), "899700027131");
        }

        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "lister", "1", $"--Pfcng:DataDirectory={dossier}"]);

        Directory.Delete(dossier, recursive: true);
        Assert.That(code, Is.Zero, erreurs);
        var lignes = sortie.TrimEnd().Split('\n').Select(l => l.TrimEnd('\r').Split(';')).ToList();
        Assert.That(lignes[0], Is.EqualTo(new[]
        {
            "Numéro", "Numéro demande", "Canal", "Date", "Code action", "Etat demande", "Type acteur", "Acteur", "Habilitations acteur", "Administrateur", "Habilitations administrateur",
        }));
        Assert.That(lignes.Skip(1).Select(l => (l[2], l[4], l[5], l[6])), Is.EqualTo(new[]
        {
            ("WS", "ACT_DCL_001", "Enregistrée", "Mandataire"), ("WS", "ACT_DCL_005", "Validée", "Mandataire"),
        }));
    }
}
