namespace Pfcng.Ws;

/// <summary>Says in French what the system refused of a file; the framework says it in English.</summary>
internal static class ErreurDeFichier
{
    private const int EntreeSortie = 5; // EIO
    private const int DisquePlein = 28; // ENOSPC
    private const int LectureSeule = 30; // EROFS

    /// <summary>The fault, with its file when the system names it; what the platform wrote itself stays as it is.</summary>
    public static string Dire(Exception e) => (e, e.HResult) switch
    {
        (UnauthorizedAccessException, _) => Fichier(e) is { } fichier
            ? $"{fichier} ne peut pas être lu ou écrit : {Environment.UserName} n’en a pas le droit."
            : $"{Environment.UserName} n’en a pas le droit ({e.Message})",
        (IOException, DisquePlein) => $"{Fichier(e)} le disque est plein.".TrimStart(),
        (IOException, LectureSeule) => $"{Fichier(e)} le disque est en lecture seule.".TrimStart(),
        (IOException, EntreeSortie) => $"{Fichier(e)} le disque est en défaut.".TrimStart(),
        _ => e.Message,
    };

    /// <summary>« Access to the path '/a/b' is denied. », « No space left on device : '/a/b' ».</summary>
    private static string? Fichier(Exception e)
    {
        var (debut, fin) = (e.Message.IndexOf('\'', StringComparison.Ordinal), e.Message.LastIndexOf('\''));
        return debut < fin ? e.Message[(debut + 1)..fin] + (e is IOException ? " :" : "") : null;
    }
}
