using FluentAssertions;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Contrats;

internal static class Libelle05
{
    private const string Avant = "Contenu de la demande non valide : ";
    private const string Apres = ". Veuillez vérifier que les paramètres en entrée sont corrects et renouveler votre demande.";

    /// <summary>What a refusal 05 names, or « juste » when there is none.</summary>
    public static string Complement(Refus? refus)
    {
        if (refus is null)
        {
            return "juste";
        }

        refus.Code.Should().Be("WSMG-00000005");
        refus.Libelle.Should().StartWith(Avant).And.EndWith(Apres);
        return refus.Libelle[Avant.Length..^Apres.Length];
    }
}
