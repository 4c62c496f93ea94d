using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>A revocation that no demande asks for, as the store has it.</summary>
/// <param name="Aki">Key identifier of the authority.</param>
/// <param name="NumeroSerie">Serial number, 32 digits.</param>
/// <param name="Date">Since when.</param>
/// <param name="Origine">From where it is known.</param>
/// <param name="Motif">The operator's reason; else null.</param>
internal sealed record RevocationGardee(string Aki, string NumeroSerie, DateTimeOffset Date, OrigineDeRevocation Origine, string? Motif);

/// <summary>
/// What the store has without a demande (certificates, keys, revocations), for who verifies it: the journal of issuance, the lists or the history say
/// each of them (D21, D29, D37).
/// </summary>
internal static class SansDemande
{
    /// <summary>True when that key is taken here for that demande.</summary>
    public static bool Est(Connexion connexion, string cle, Monde monde, long numero) => connexion.Valeur(
        "SELECT 1 FROM cle_sans_demande WHERE empreinte = @empreinte AND monde = @monde AND numero = @numero",
        ("@empreinte", Convert.FromHexString(cle)),
        ("@monde", monde.ToString()),
        ("@numero", numero)) is not null;

    /// <summary>True when that revocation is here, with its date.</summary>
    public static bool Est(Connexion connexion, RevocationFaite faite) => connexion.Valeur(
        "SELECT 1 FROM revocation_sans_demande WHERE numero_serie = @numero_serie AND aki = @aki AND monde = @monde AND revocation = @revocation",
        ("@numero_serie", DepotDesDemandes.NumeroSerie(faite.NumeroSerie)),
        ("@aki", faite.Aki),
        ("@monde", faite.Monde.ToString()),
        ("@revocation", faite.Date.Ms())) is not null;

    /// <summary>Every certificate that is here, as <see cref="Nom(Emission)"/> names it.</summary>
    public static List<string> Certificats(Connexion connexion) =>
        connexion.Lister<string>("SELECT aki || ' ' || numero_serie FROM certificat_sans_demande");

    /// <summary>« key identifier, serial number ».</summary>
    public static string Nom(Emission emission) => $"{emission.Aki} {emission.NumeroSerie}";

    /// <summary>Every key that is here, as <see cref="Nom(string, Monde, long)"/> names it.</summary>
    public static List<string> Cles(Connexion connexion) =>
        connexion.Lister<LigneDeCle>("SELECT empreinte, monde, numero FROM cle_sans_demande").ConvertAll(l => $"{Convert.ToHexStringLower(l.Empreinte)} {l.Monde} {l.Numero}");

    /// <summary>« fingerprint, world, number ».</summary>
    public static string Nom(string cle, Monde monde, long numero) => FormattableString.Invariant($"{cle} {monde} {numero}");

    /// <summary>Every revocation that is here.</summary>
    public static List<RevocationGardee> Revocations(Connexion connexion) => connexion
        .Lister<LigneDeRevocation>("SELECT aki, numero_serie, revocation, origine, motif FROM revocation_sans_demande")
        .ConvertAll(l => new RevocationGardee(l.Aki, l.NumeroSerie, l.Revocation.Instant(), l.Origine.Membre<OrigineDeRevocation>(), l.Motif));

    /// <summary>True when the history tells, at its date, the operator's order that made a revocation.</summary>
    public static bool EstOrdonnee(Connexion connexion, RevocationGardee revocation) => connexion.Valeur(
        """
        SELECT 1 FROM historique
        WHERE demande = 0 AND monde IN ('Production', 'Test') AND action = @action AND instant = @instant AND complement = @ordre
        """,
        ("@action", ActionDePlateforme.OrdreDExploitant.Code()),
        ("@instant", revocation.Date.Ms()),
        ("@ordre", Historique.OrdreDeRevoquer(revocation.Aki, revocation.NumeroSerie, revocation.Motif))) is not null;

    private sealed record LigneDeCle
    {
        public required byte[] Empreinte { get; init; }

        public required string Monde { get; init; }

        public required long Numero { get; init; }
    }

    private sealed record LigneDeRevocation
    {
        public required string Aki { get; init; }

        public required string NumeroSerie { get; init; }

        public required long Revocation { get; init; }

        public required string Origine { get; init; }

        public required string? Motif { get; init; }
    }
}
