namespace Pfcng.Ws.Message;

/// <summary>The four faultcodes of SOAP 1.1 §4.4.1.</summary>
internal enum CodeDeFaute
{
    /// <summary>The message is at fault.</summary>
    Client,

    /// <summary>The platform is.</summary>
    Server,

    /// <summary>An envelope of another SOAP.</summary>
    VersionMismatch,

    /// <summary>A mandatory header block that nobody here knows.</summary>
    MustUnderstand,
}

/// <summary>A SOAP Fault to answer (HTTP 500, D6), when no operation can be named (D16).</summary>
/// <param name="Code">Its faultcode.</param>
/// <param name="Texte">Its faultstring: plain French, nothing of our insides.</param>
internal sealed record Faute(CodeDeFaute Code, string Texte);
