namespace Pfcng.Ws.Tests.Wire;

/// <summary>People of the demonstration world.</summary>
internal static class Acteurs
{
    public const string Carole = "899700027131";
    public const string Gaetan = "899700027222";
    public const string Alice = "899700027900";
    public const string Bruno = "899700027901";
}
