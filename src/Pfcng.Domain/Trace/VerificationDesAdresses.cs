using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// Each product that is alive holds its addresses (D22, D37). One that its validity or its delay of withdrawal had ended may have lost them to
/// a later demande, and to nothing else.
/// </summary>
internal sealed class VerificationDesAdresses(Parcours parcours, DelaiDeRetrait delai)
{
    /// <summary>What is wrong first, in French; null when nothing is.</summary>
    public async Task<string?> PremierEcartAsync()
    {
        foreach (var nature in new[] { Adresses.Mail, Adresses.Upn })
        {
            var (raison, _) = await parcours.FaireAsync(
                (c, numero, monde, combien) => AdressesTenues.Manquantes(c, nature, numero, monde, combien),
                m => (m.Numero, m.Monde.ToString()),
                (c, m) => AdressesTenues.Suivantes(c, nature, m).Exists(quand => EstFinie(m, quand))
                    ? null
                    : $"l’adresse du produit {m.Numero} ({m.Monde}) n’est plus tenue pour son porteur");
            if (raison is not null)
            {
                return raison;
            }
        }

        return null;
    }

    private bool EstFinie(AdresseSansTenant produit, DateTimeOffset instant) => produit.Fin is { } fin
        ? fin < instant
        : !produit.NumeroPris && delai.EstPasse(produit.Creation, instant);
}
