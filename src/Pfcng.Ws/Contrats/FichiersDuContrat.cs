namespace Pfcng.Ws.Contrats;

/// <summary>The two files of contracts/, as they were built into the assembly: the only truth about the contract (D1 to D4).</summary>
internal static class FichiersDuContrat
{
    /// <summary>The namespace of every message (D1).</summary>
    public const string EspaceDeNoms = "http://www.pfcng.in.com/WS/";

    /// <summary>contracts/pfcng-ws.wsdl.</summary>
    public static ReadOnlyMemory<byte> Wsdl { get; } = Lire("contracts/pfcng-ws.wsdl");

    /// <summary>contracts/pfcng-ws.xsd.</summary>
    public static ReadOnlyMemory<byte> Xsd { get; } = Lire("contracts/pfcng-ws.xsd");

    private static byte[] Lire(string nom)
    {
        using var flux = typeof(FichiersDuContrat).Assembly.GetManifestResourceStream(nom)
            ?? throw new InvalidOperationException($"{nom} is not in the assembly");
        using var octets = new MemoryStream();
        flux.CopyTo(octets);
        return octets.ToArray();
    }
}
