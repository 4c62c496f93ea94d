namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>Tableau 13: the withdrawal of one certificate (guide WS §15.1).</summary>
/// <param name="IdNatTiers">idNatTiers, or null (D12).</param>
/// <param name="IndiceRetrait">indiceRetrait, as sent: 1 to 20 characters, not always a number (27 when unknown).</param>
/// <param name="CodeRevocation">codeRevocation: a secret, never kept nor logged in clear (D27).</param>
public sealed record RequeteRetraitCertificat(string? IdNatTiers, string IndiceRetrait, string CodeRevocation)
{
    /// <summary>Hides the code: records print their members.</summary>
    public override string ToString() => $"RequeteRetraitCertificat {{ IndiceRetrait = {IndiceRetrait} }}";
}
