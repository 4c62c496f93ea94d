namespace Pfcng.Ws.Portes;

/// <summary>The two doors (guide WS §10, D7). They differ in who may come in by TLS, in nothing else.</summary>
internal enum Porte
{
    /// <summary><c>/ws-srv</c>: a server on the white list.</summary>
    Srv,

    /// <summary><c>/ws-apt</c>: a person's card.</summary>
    Apt,
}
