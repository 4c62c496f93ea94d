using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pfcng.Domain.Stockage;

namespace Pfcng.Testing;

/// <summary>
/// Whether what says « Pure » in its documentation is: from its compiled methods, through all of ours that they call, nothing is reached that tells the
/// time, draws lots, reads or writes outside, waits, or knows the store. What is called through an interface is not followed.
/// </summary>
public static partial class Purete
{
    private static readonly Type[] Types = [typeof(TimeProvider), typeof(Stopwatch), typeof(Random), typeof(RandomNumberGenerator), typeof(Depot), typeof(Connexion)];

    private static readonly string[] Salles = ["System.IO", "System.Net.Http", "System.Net.Sockets", typeof(DbConnection).Namespace!];

    private static readonly string[] Membres =
        ["get_Now", "get_UtcNow", "get_Today", "get_TickCount", "get_TickCount64", nameof(Environment.GetEnvironmentVariable), nameof(Guid.NewGuid), nameof(Guid.CreateVersion7)];

    /// <summary>The methods that say it of themselves, or whose type does.</summary>
    public static IReadOnlyList<MethodBase> Declarees(Assembly assemblage)
    {
        var declares = XDocument.Load(Path.ChangeExtension(assemblage.Location, ".xml")).Descendants("member")
            .Where(m => m.Element("summary") is { } resume && Mot().IsMatch(resume.Value)).Select(m => m.Attribute("name")!.Value.Split('(')[0]).ToHashSet();
        return [.. assemblage.GetTypes().SelectMany(t => CorpsCompile.Methodes(t).Where(m => EstDeclare(t, declares) || declares.Contains($"M:{Nom(t)}.{m.Name}")))];
    }

    /// <summary>What a method reaches and must not, with the way to it: « Decision.Decider → Prises.Cle → TimeProvider.GetUtcNow ».</summary>
    public static IEnumerable<string> Fautes(MethodBase depart)
    {
        var (aVoir, vues) = (new Queue<(MethodBase Methode, string Chemin)>([(depart, Dire(depart))]), new HashSet<MethodBase> { depart });
        while (aVoir.TryDequeue(out var pas))
        {
            foreach (var membre in CorpsCompile.Membres(pas.Methode))
            {
                if (EstInterdit(membre))
                {
                    yield return $"{pas.Chemin} → {Dire(membre)}";
                }

                foreach (var suite in Suites(membre).Where(vues.Add))
                {
                    aVoir.Enqueue((suite, $"{pas.Chemin} → {Dire(suite)}"));
                }
            }
        }
    }

    private static bool EstDeclare(Type type, HashSet<string> declares) =>
        declares.Contains($"T:{Nom(type)}") || (type.DeclaringType is { } dehors && EstDeclare(dehors, declares));

    private static string Nom(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static bool EstInterdit(MemberInfo membre) => (membre as Type ?? membre.DeclaringType) is { } type
        && (Types.Any(t => t.IsAssignableFrom(type))
            || Salles.Any(n => type.Namespace is { } salle && (salle == n || salle.StartsWith(n + ".", StringComparison.Ordinal)))
            || (membre is MethodInfo && Membres.Contains(membre.Name) && type.Namespace == "System")
            || typeof(IAsyncStateMachine).IsAssignableFrom(type));

    /// <summary>Our methods behind a member: itself, what makes its type ready, the steps of an iterator.</summary>
    private static IEnumerable<MethodBase> Suites(MemberInfo membre)
    {
        if (membre.DeclaringType is not { } type || type.Assembly.GetName().Name?.StartsWith("Pfcng.", StringComparison.Ordinal) != true)
        {
            yield break;
        }

        if (membre is MethodBase methode)
        {
            yield return methode.Module.ResolveMethod(methode.MetadataToken)!; // The definition, whatever its arguments.
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition.TypeInitializer is { } initialisation)
        {
            yield return initialisation;
        }

        if (membre is ConstructorInfo && type.IsDefined(typeof(CompilerGeneratedAttribute)))
        {
            foreach (var etape in CorpsCompile.Methodes(definition))
            {
                yield return etape;
            }
        }
    }

    private static string Dire(MemberInfo membre) => membre.DeclaringType is { } type ? $"{type.Name}.{membre.Name}" : membre.Name;

    [GeneratedRegex(@"\bPure\b")]
    private static partial Regex Mot();
}
