namespace Pfcng.Ws.Hebergement;

/// <summary>What is told of one setting: <c>--help</c>, the README's table and the check of unknown names come from it. It is declared, with its bounds and its reading, in <see cref="Reglages"/>.</summary>
/// <param name="Nom">Key of the .NET configuration, below <c>Pfcng:</c>; <c>*</c> stands for any one part.</param>
/// <param name="Defaut">Default value as text, or empty.</param>
/// <param name="Role">What it is for, in French, one sentence.</param>
internal sealed record Reglage(string Nom, string Defaut, string Role)
{
    /// <summary>Prefix of every key.</summary>
    public const string Section = "Pfcng";
}
