using System.Reflection;
using System.Reflection.Emit;

namespace Pfcng.Testing;

/// <summary>What the compiled body of a method names: members and types, whatever the way it was written.</summary>
internal static class CorpsCompile
{
    /// <summary>Every member that a type declares.</summary>
    public const BindingFlags Tout = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>The methods of a type, constructors included.</summary>
    public static IEnumerable<MethodBase> Methodes(Type type) => type.GetMethods(Tout).Cast<MethodBase>().Concat(type.GetConstructors(Tout));

    /// <summary>The members and types that a body names; none when there is no body.</summary>
    public static IEnumerable<MemberInfo> Membres(MethodBase methode) => methode.GetMethodBody()?.GetILAsByteArray() is { } il
        ? Jetons(il).Select(jeton => methode.Module.ResolveMember(
            jeton,
            methode.DeclaringType!.IsGenericType ? methode.DeclaringType.GetGenericArguments() : null,
            methode.IsGenericMethod ? methode.GetGenericArguments() : null)).OfType<MemberInfo>()
        : [];

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
