using System.Text.Json.Serialization;

namespace Pfcng.Domain.Demandes;

/// <summary>How an answer is kept, to be given again (D25).</summary>
[JsonSerializable(typeof(ReponseDemandeCertificats))]
internal sealed partial class ReponseEnJson : JsonSerializerContext;
