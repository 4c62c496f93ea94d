using System.Reflection;

namespace Pfcng.Testing;

/// <summary>Who leans on whom among the folders of an assembly, drawn from its compiled types: signatures, fields and bodies of methods.</summary>
public sealed class GrapheDesSalles
{
    private readonly Assembly _assemblage;
    private readonly SortedDictionary<(string De, string Vers), SortedSet<string>> _aretes = [];

    private GrapheDesSalles(Assembly assemblage) => _assemblage = assemblage;

    /// <summary>Each edge, with the types that make it: « Depot → JournalDEmission ».</summary>
    public IReadOnlyDictionary<(string De, string Vers), SortedSet<string>> Aretes => _aretes;

    /// <summary>Draws the graph.</summary>
    public static GrapheDesSalles De(Assembly assemblage)
    {
        var graphe = new GrapheDesSalles(assemblage);
        foreach (var type in assemblage.GetTypes().Where(t => t.Namespace is not null))
        {
            foreach (var cible in Cibles(type))
            {
                graphe.Relier(type, cible);
            }
        }

        return graphe;
    }

    /// <summary>The edges that lie on a circle: from there one comes back.</summary>
    public IEnumerable<string> Cercles() =>
        from arete in _aretes
        where Atteint(arete.Key.Vers, arete.Key.De, [])
        select $"{arete.Key.De} → {arete.Key.Vers} : {string.Join(", ", arete.Value)}";

    private bool Atteint(string de, string vers, HashSet<string> vues) =>
        de == vers || (vues.Add(de) && _aretes.Keys.Where(a => a.De == de).Any(a => Atteint(a.Vers, vers, vues)));

    private void Relier(Type de, Type vers)
    {
        foreach (var cible in Demonter(vers))
        {
            if (cible.Assembly == _assemblage && cible.Namespace is { } salle && salle != de.Namespace)
            {
                if (!_aretes.TryGetValue((de.Namespace!, salle), out var exemples))
                {
                    _aretes[(de.Namespace!, salle)] = exemples = [];
                }

                exemples.Add($"{Dehors(de).Name} → {Dehors(cible).Name}");
            }
        }
    }

    private static Type Dehors(Type type) => type.DeclaringType is { } dehors ? Dehors(dehors) : type;

    private static IEnumerable<Type> Demonter(Type type) => type.HasElementType ? Demonter(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Demonter).Append(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<Type> Cibles(Type type)
    {
        IEnumerable<Type?> signature =
        [
            type.BaseType, .. type.GetInterfaces(), .. type.GetFields(CorpsCompile.Tout).Select(f => f.FieldType),
            .. type.GetMethods(CorpsCompile.Tout).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
            .. type.GetConstructors(CorpsCompile.Tout).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)),
        ];
        return signature.OfType<Type>().Concat(CorpsCompile.Methodes(type).SelectMany(DuCorps));
    }

    private static IEnumerable<Type> DuCorps(MethodBase methode)
    {
        if (methode.GetMethodBody() is not { } corps)
        {
            yield break;
        }

        foreach (var local in corps.LocalVariables)
        {
            yield return local.LocalType;
        }

        foreach (var membre in CorpsCompile.Membres(methode))
        {
            if (membre is Type type)
            {
                yield return type;
            }
            else if (membre.DeclaringType is { } declarant)
            {
                yield return declarant;
                foreach (var argument in membre is MethodInfo { IsGenericMethod: true } generique ? generique.GetGenericArguments() : [])
                {
                    yield return argument;
                }
            }
        }
    }
}
