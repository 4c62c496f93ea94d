using System.Collections.Frozen;
using System.Text.Json;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Annuaire;

/// <summary>In what state a demonstration card must be made.</summary>
public enum EtatCarte
{
    /// <summary>In validity.</summary>
    Valide,

    /// <summary>On its authority's CRL.</summary>
    Revoquee,

    /// <summary>Its validity has ended.</summary>
    Expiree,
}

/// <summary>A person of the file, with what only demonstration tools need.</summary>
/// <param name="Personne">The person.</param>
/// <param name="Carte">State of the card to make for him.</param>
public sealed record PersonneDeclaree(Personne Personne, EtatCarte Carte);

/// <summary>A server of the file, that speaks on <c>/ws-srv</c>.</summary>
/// <param name="Nom">Its name, and its directory's in the demonstration.</param>
/// <param name="Fqdn">DNS names of its certificate, the CN first.</param>
/// <param name="Structure">idNat of the structure that answers for it.</param>
/// <param name="ListeBlanche">True when its DN is on the white list (D7).</param>
public sealed record ServeurDeclare(string Nom, IReadOnlyList<string> Fqdn, string Structure, bool ListeBlanche);

/// <summary>One world of the file.</summary>
/// <param name="Personnes">The people, in the file's order.</param>
/// <param name="Structures">The structures, likewise.</param>
/// <param name="Serveurs">The servers, likewise.</param>
/// <param name="ListeBlanche">Text DN of other certificates that may speak on <c>/ws-srv</c> (D7).</param>
public sealed record MondeDeclare(
    IReadOnlyList<PersonneDeclaree> Personnes,
    IReadOnlyList<Structure> Structures,
    IReadOnlyList<ServeurDeclare> Serveurs,
    IReadOnlyList<string> ListeBlanche)
{
    internal FrozenDictionary<string, Personne> ParIdNat { get; } = Personnes.ToFrozenDictionary(p => p.Personne.IdNat, p => p.Personne);

    internal FrozenDictionary<string, Structure> StructuresParIdNat { get; } = Structures.ToFrozenDictionary(s => s.IdNat);
}

/// <summary>
/// A directory kept in a JSON file: two sections, « test » and « production », each with structures, personnes, serveurs and listeBlanche. Read
/// once, strictly: an unknown field, a bad identifier, a form of domain that the offer does not have are faults that name their place.
/// </summary>
public sealed class AnnuaireFichier : IAnnuaire
{
    private static readonly JsonDocumentOptions Lisible = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<Monde, MondeDeclare> _mondes;

    private AnnuaireFichier(Dictionary<Monde, MondeDeclare> mondes) => _mondes = mondes;

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the file.</summary>
    /// <exception cref="AnnuaireException">It can't be read, or something in it is wrong: one line that names the file and the place.</exception>
    public static AnnuaireFichier Lire(string chemin)
    {
        try
        {
            var lu = Format(File.ReadAllBytes(chemin));
            return new(new() { [Monde.Test] = LectureAnnuaire.Monde(lu.Test, "test"), [Monde.Production] = LectureAnnuaire.Monde(lu.Production, "production") });
        }
        catch (JsonException e)
        {
            throw new AnnuaireException($"{chemin} : JSON illisible à la ligne {e.LineNumber + 1}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AnnuaireException($"{chemin} : fichier illisible ({e.Message})", e);
        }
        catch (AnnuaireException e)
        {
            throw new AnnuaireException($"{chemin} : {e.Message}", e);
        }
    }

    private static FormatAnnuaire Format(byte[] octets)
    {
        var texte = octets.AsMemory(octets.AsSpan().StartsWith(Bom) ? Bom.Length : 0);
        var type = AnnuaireEnJson.Default.FormatAnnuaire;
        try
        {
            return JsonSerializer.Deserialize(texte.Span, type) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            using var document = JsonDocument.Parse(texte, Lisible);
            throw new AnnuaireException(FauteDeFormat.Premiere(document.RootElement, type) ?? FauteDeFormat.Dire((e as JsonException)?.Path ?? "", "valeur refusée"), e);
        }
    }

    /// <summary>Everything the file says of one world.</summary>
    public MondeDeclare Declare(Monde monde) => _mondes[monde];

    /// <inheritdoc/>
    public ValueTask<Personne?> PersonneAsync(Monde monde, string idNat, CancellationToken annulation) =>
        ValueTask.FromResult(_mondes[monde].ParIdNat.GetValueOrDefault(idNat));

    /// <inheritdoc/>
    public ValueTask<Structure?> StructureAsync(Monde monde, string idNat, CancellationToken annulation) =>
        ValueTask.FromResult(_mondes[monde].StructuresParIdNat.GetValueOrDefault(idNat));
}
