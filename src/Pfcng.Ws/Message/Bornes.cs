namespace Pfcng.Ws.Message;

/// <summary>
/// The limits of a message, held before a parser sees it: a start tag of 10 MiB would cost the parser 200 MiB before it could be asked how
/// many attributes it read. One pass over the characters, without memory. It agrees with the parser up to the first malformed character,
/// and the parser goes no further.
/// </summary>
internal static class Bornes
{
    /// <summary>Nested elements.</summary>
    public const int Profondeur = 32;

    /// <summary>Attributes of one element, namespace declarations included.</summary>
    public const int Attributs = 64;

    /// <summary>Namespace declarations of one element.</summary>
    public const int Declarations = 32;

    /// <summary>Characters of a name, with the white space and the equals sign beside it.</summary>
    public const int Nom = 512;

    /// <summary>Tags, attributes, comments and CDATA sections of the message; and, apart, its character references, which are slow to read.</summary>
    public const int Noeuds = 200_000;

    /// <summary>Says in French which limit the text breaks, or null. DTD and processing instructions are refused here (SOAP 1.1 §3).</summary>
    public static string? Franchie(ReadOnlySpan<char> texte)
    {
        if (texte.Count('&') > Noeuds)
        {
            return $"Le message a plus de {Noeuds} références de caractères.";
        }

        var (noeuds, profondeur) = (0, 0);
        for (var reste = Suivant(texte, 0); reste.Length > 0;)
        {
            var marque = Lire(reste, premiere: noeuds == 0);
            noeuds += 1 + marque.Attributs;
            profondeur += marque.Niveau;
            var motif = marque.Motif
                ?? (profondeur > Profondeur ? $"Le message a plus de {Profondeur} niveaux d’éléments." : null)
                ?? (noeuds > Noeuds ? $"Le message a plus de {Noeuds} nœuds." : null);
            if (motif is not null)
            {
                return motif;
            }

            reste = Suivant(reste, marque.Longueur);
        }

        return null;
    }

    private static Marque Lire(ReadOnlySpan<char> texte, bool premiere)
    {
        if (texte.StartsWith("<!--"))
        {
            return new(Jusque(texte, 4, "-->"));
        }

        if (texte.StartsWith("<![CDATA["))
        {
            return new(Jusque(texte, 9, "]]>"));
        }

        if (texte.StartsWith("<!"))
        {
            return new(0, Motif: "Le message contient une déclaration de type de document (DTD).");
        }

        if (texte.StartsWith("<?"))
        {
            var declaration = premiere && texte.StartsWith("<?xml") && texte.Length > 5 && char.IsWhiteSpace(texte[5]);
            return declaration ? new(Jusque(texte, 5, "?>")) : new(0, Motif: "Le message contient une instruction de traitement.");
        }

        return texte.StartsWith("</") ? new(Jusque(texte, 2, ">"), Niveau: -1) : Balise(texte);
    }

    private static ReadOnlySpan<char> Suivant(ReadOnlySpan<char> texte, int depuis)
    {
        var debut = texte[depuis..].IndexOf('<');
        return debut < 0 ? [] : texte[(depuis + debut)..];
    }

    // A markup that does not end is the parser's to refuse: the scan is over.
    private static int Jusque(ReadOnlySpan<char> texte, int depuis, string fin)
    {
        var trouve = texte[depuis..].IndexOf(fin);
        return trouve < 0 ? texte.Length : depuis + trouve + fin.Length;
    }

    private static Marque Balise(ReadOnlySpan<char> texte)
    {
        var (position, attributs, declarations) = (0, 0, 0);
        while (true)
        {
            var segment = texte[position..].IndexOfAny('"', '\'', '>');
            var nom = texte[position..(segment < 0 ? texte.Length : position + segment)];
            if (nom.Length > Nom)
            {
                return new(0, Motif: $"Le message contient un nom de plus de {Nom} caractères.");
            }

            if (segment < 0 || texte[position + segment] == '>')
            {
                return new(position + nom.Length + (segment < 0 ? 0 : 1), nom.EndsWith('/') ? 0 : 1, attributs);
            }

            declarations += nom.Contains("xmlns", StringComparison.Ordinal) ? 1 : 0;
            if (++attributs > Attributs || declarations > Declarations)
            {
                return new(0, Motif: $"Un élément du message porte plus de {Attributs} attributs ou plus de {Declarations} espaces de noms.");
            }

            position += segment;
            position += Jusque(texte[position..], 1, texte[position] == '"' ? "\"" : "'");
        }
    }

    private readonly record struct Marque(int Longueur, int Niveau = 0, int Attributs = 0, string? Motif = null);
}
