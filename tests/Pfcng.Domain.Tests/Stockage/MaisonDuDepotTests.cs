using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Stockage;

/// <summary>House rules of the store: rows are read by the names of their columns, and one file alone knows which engine runs.</summary>
[TestFixture]
internal sealed partial class MaisonDuDepotTests
{
    /// <summary>Read from what was compiled: whatever the way it is written, a reading by position is a call to one of these.</summary>
    [Test]
    public void Aucune_colonne_n_est_lue_par_sa_position()
    {
        using var assemblage = new PEReader(File.OpenRead(typeof(Depot).Assembly.Location));
        var references = assemblage.GetMetadataReader();

        var lectures =
            from poignee in references.MemberReferences
            let membre = references.GetMemberReference(poignee)
            where membre.Parent.Kind == HandleKind.TypeReference
            let type = references.GetTypeReference((TypeReferenceHandle)membre.Parent)
            let nom = references.GetString(membre.Name)
            where LecteurDeLignes().IsMatch(references.GetString(type.Name)) && ParPosition().IsMatch(nom)
            select $"{references.GetString(type.Name)}.{nom}";

        lectures.Should().BeEmpty();
    }

    [Test]
    public void Un_seul_fichier_parle_la_langue_de_SQLite()
    {
        var fautes =
            from fichier in ArbreDesSources.Sources("src/Pfcng.Domain")
            where Path.GetFileName(fichier) != "DialecteSqlite.cs"
            from ligne in File.ReadLines(fichier).Index()
            where !ligne.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && DeSqlite().IsMatch(ligne.Item)
            select $"{fichier}:{ligne.Index + 1} {ligne.Item.Trim()}";

        fautes.Should().BeEmpty();
    }

    [Test]
    public async Task Une_colonne_que_personne_ne_lit_ou_un_membre_sans_colonne_est_une_faute()
    {
        await using var plateforme = PlateformeDeTest.Neuve();

        (await FluentActions.Awaiting(() => plateforme.Depot.LireAsync(c => c.Lister<Ligne>("SELECT 1 AS numero, 'x' AS nom_de_trop"), default))
            .Should().ThrowExactlyAsync<InvalidOperationException>()).Which.Message.Should().Contain("nomdetrop");
        (await FluentActions.Awaiting(() => plateforme.Depot.LireAsync(c => c.Lister<Ligne, Autre>("SELECT 1 AS numero"), default))
            .Should().ThrowExactlyAsync<InvalidOperationException>()).Which.Message.Should().Contain("EnPlus");
        await FluentActions.Awaiting(() => plateforme.Depot.LireAsync(c => c.Lister<IReadOnlyDictionary<string, object?>>("SELECT 1 AS numero, 2 AS numero"), default))
            .Should().ThrowExactlyAsync<InvalidOperationException>();
        (await plateforme.Depot.LireAsync(c => c.Lister<Ligne, Autre>("SELECT 'x' AS en_plus, 1 AS numero"), default))
            .Should().Equal([(new Ligne { Numero = 1 }, new Autre { EnPlus = "x" })]);
    }

    [Test, Category("D37")]
    public async Task Une_valeur_d_un_autre_genre_que_sa_colonne_est_un_depot_altere()
    {
        await using var plateforme = PlateformeDeTest.Neuve();

        await FluentActions.Awaiting(() => plateforme.Depot.LireAsync(c => c.Lister<Ligne>("SELECT 1 AS numero UNION ALL SELECT 'un'"), default))
            .Should().ThrowExactlyAsync<DepotAltereException>();
    }

    [GeneratedRegex("^(DbDataReader|IDataRecord|IDataReader|SqliteDataReader|DbDataRecord)$")]
    private static partial Regex LecteurDeLignes();

    [GeneratedRegex("^(Get(Boolean|Bytes?|Chars?|Data|DateTime|Decimal|Double|FieldValue|FieldValueAsync|Float|Guid|Int16|Int32|Int64|Ordinal|String|Stream|TextReader|TimeSpan|Values?)|IsDBNull|IsDBNullAsync|get_Item)$")]
    private static partial Regex ParPosition();

    [GeneratedRegex(@"\bSqlite|SQLitePCL|PRAGMA|INDEXED BY|""BEGIN|IMMEDIATE|group_concat|VACUUM|wal_checkpoint|sqlite_|rowid|CROSS JOIN|INSERT OR|\bGLOB\b|\bIS (NOT )?@")]
    private static partial Regex DeSqlite();

    private sealed record Ligne
    {
        public required long Numero { get; init; }
    }

    private sealed record Autre
    {
        public required string EnPlus { get; init; }
    }
}
