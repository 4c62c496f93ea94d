using Pfcng.Domain.Modele;

namespace Pfcng.Charge;

/// <summary>One run beside its own ceiling: the signature of a core, a lot, a withdrawal with PBKDF2 told apart, and cfssl serve.</summary>
internal static class Comparaison
{
    private const string Code = "charge-1234";

    public static async Task FaireAsync(Programme programme, bool cfssl)
    {
        var (lot, retrait) = await ChargePfcng.FaireAsync(programme);
        var signature = SignatureDeReference.Mesurer();
        var protection = new CodeDeRevocation(new byte[32]);
        var pbkdf2 = Mesure.UnCoeur(300, () => protection.Proteger(Code)) / signature;
        var autre = cfssl ? await MesurerCfsslAsync(programme, signature) : (Allure?)null;

        Dire($"signature RSA-4096           {signature:F2} ms d’un cœur");
        Dire($"lot de 20                    {lot.Cpu:F2} signatures, {lot.ParSeconde:F0}/s");
        Dire($"retrait                      {retrait.Cpu:F2} signatures, {retrait.ParSeconde:F0}/s ; PBKDF2 {pbkdf2:F2}, sans lui {retrait.Cpu - pbkdf2:F2}");
        if (autre is { } c)
        {
            Dire($"cfssl serve                  {c.Cpu:F2} signatures, {c.ParSeconde:F0}/s ; un retrait va {retrait.ParSeconde / c.ParSeconde:F2} fois aussi vite");
        }
    }

    private static async Task<Allure> MesurerCfsslAsync(Programme programme, double signature)
    {
        using var serveur = await ServeurCfssl.LancerAsync();
        var allure = await ChargeCfssl.FaireAsync(serveur.Adresse, programme.Retraits, programme.Clients, serveur.Processus);
        return allure with { Cpu = allure.Cpu / signature };
    }

    private static void Dire(FormattableString ligne) => Console.WriteLine(FormattableString.Invariant(ligne));
}
