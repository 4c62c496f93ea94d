namespace Pfcng.Ws.Garde;

/// <summary>The two doors (guide WS §10, D7). They differ in who may come in by TLS, in nothing else.</summary>
internal enum Porte
{
    /// <summary><c>/ws-srv</c>: a server on the white list.</summary>
    Srv,

    /// <summary><c>/ws-apt</c>: a person's card.</summary>
    Apt,
}

/// <summary>Where the doors are.</summary>
internal static class AdressesDesPortes
{
    /// <summary>The path of a door, as published.</summary>
    public static string Chemin(this Porte porte) => porte == Porte.Srv ? "/ws-srv" : "/ws-apt";

    /// <summary>All its paths: as published, and as the guide's §10 prints it.</summary>
    public static IEnumerable<string> Chemins(this Porte porte) => [porte.Chemin(), "/cxf" + porte.Chemin()];
}
