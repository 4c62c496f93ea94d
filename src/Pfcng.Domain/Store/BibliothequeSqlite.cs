using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Pfcng.Domain.Store;

/// <summary>
/// Which SQLite runs: the system's patched library when it is there, else the one the package carries (3.35.5). To be asked before the first
/// connection of the process, which <see cref="Depot"/> does.
/// </summary>
public static class BibliothequeSqlite
{
    private const string DuPaquet = "e_sqlite3";

    private static readonly Lazy<string> Chargee = new(Charger);

    /// <summary>« 3.40.1 (système) » or « 3.35.5 (paquet) », for the start-up line.</summary>
    public static string Version => Chargee.Value;

    private static string Charger()
    {
        var systeme = false;
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resoudre);
        Batteries_V2.Init();
        var version = raw.sqlite3_libversion().utf8_to_string();
        return $"{version} ({(systeme ? "système" : "paquet")})";

        nint Resoudre(string nom, Assembly assemblage, DllImportSearchPath? chemin)
        {
            systeme = false;
            if (nom != DuPaquet)
            {
                return 0;
            }

            systeme = NativeLibrary.TryLoad(NomDuSysteme, out var poignee);
            return poignee;
        }
    }

    private static string NomDuSysteme =>
        OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : OperatingSystem.IsWindows() ? "winsqlite3" : "libsqlite3.so.0";
}
