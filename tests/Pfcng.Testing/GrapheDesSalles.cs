using System.Reflection;
using System.Reflection.Emit;

namespace Pfcng.Testing;

/// <summary>Who leans on whom among the folders of an assembly, drawn from its compiled types: signatures, fields and bodies of methods.</summary>
public sealed class GrapheDesSalles
{
    private const BindingFlags Tout = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

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
            type.BaseType, .. type.GetInterfaces(), .. type.GetFields(Tout).Select(f => f.FieldType),
            .. type.GetMethods(Tout).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
            .. type.GetConstructors(Tout).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)),
        ];
        return signature.OfType<Type>().Concat(type.GetMethods(Tout).Cast<MethodBase>().Concat(type.GetConstructors(Tout)).SelectMany(DuCorps));
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

        foreach (var jeton in Jetons(corps.GetILAsByteArray()!))
        {
            var membre = methode.Module.ResolveMember(
                jeton,
                methode.DeclaringType!.IsGenericType ? methode.DeclaringType.GetGenericArguments() : null,
                methode.IsGenericMethod ? methode.GetGenericArguments() : null);
            if (membre is Type type)
            {
                yield return type;
            }
            else if (membre?.DeclaringType is { } declarant)
            {
                yield return declarant;
                foreach (var argument in membre is MethodInfo { IsGenericMethod: true } generique ? generique.GetGenericArguments() : [])
                {
                    yield return argument;
                }
            }
        }
    }

    /// <summary>The members and types that a body names.</summary>
    private static IEnumerable<int> Jetons(byte[] il)
    {
        for (var i = 0; i < il.Length;)
        {
            var code = il[i] == 0xFE ? Instructions[unchecked((short)(0xFE00 | il[i + 1]))] : Instructions[il[i]];
            i += code.Size;
            switch (code.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    yield return BitConverter.ToInt32(il, i);
                    i += 4;
                    break;
                case OperandType.InlineSwitch:
                    i += 4 + (4 * BitConverter.ToInt32(il, i));
                    break;
                default:
                    i += Taille(code.OperandType);
                    break;
            }
        }
    }

    private static int Taille(OperandType operande) => operande switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
