using System.Text;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests;

/// <summary>docs/cycle-de-vie.md is the table of states itself, drawn.</summary>
public class CycleDeVieDocumentTests
{
    private const string Chemin = "docs/cycle-de-vie.md";

    [Test, Category("§20")]
    public void Le_document_du_cycle_de_vie_est_la_table_des_etats()
    {
        var rendu = Rendre();
        var approuve = ArbreDesSources.Fichier(Chemin);
        if (!File.Exists(approuve) || File.ReadAllText(approuve) != rendu)
        {
            File.WriteAllText(ArbreDesSources.Fichier("docs/cycle-de-vie.received.md"), rendu);
            Assert.Fail($"{Chemin} n’est plus la table : relire docs/cycle-de-vie.received.md, puis le renommer.");
        }
    }

    private static string Rendre()
    {
        // What changes nothing whatever the states is told once, in words.
        var partout = CycleDeVie.Table.GroupBy(t => t.Evenement).Where(g => g.Count() > 10).Select(g => g.Key).ToHashSet();
        var lignes = CycleDeVie.Table.Where(t => !partout.Contains(t.Evenement)).ToList();
        var texte = new StringBuilder()
            .Append("# Life of a demande and of its product\n\n")
            .Append("Rendered from `src/Pfcng.Domain/Modele/CycleDeVie.cs` and approved by a test: change the table, not this file. A demande and its product\n")
            .Append("only move together.\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var ligne in lignes.Where(l => l.De != l.Vers))
        {
            texte.Append($"    {Noeud(ligne.De)} --> {Noeud(ligne.Vers)} : {ligne.Evenement}\n");
        }

        foreach (var etats in lignes.Select(l => l.Vers).Distinct())
        {
            texte.Append($"    {Noeud(etats)} : {etats}\n");
        }

        texte.Append("```\n\n| event | from | to | action code | shown as |\n|---|---|---|---|---|\n");
        foreach (var l in lignes)
        {
            texte.Append($"| {l.Evenement} | {(l.De is null ? "—" : l.De)} | {(l.De == l.Vers ? "unchanged" : l.Vers)} | {l.CodeAction} | {(l.ParLaPlateforme ? "PFCNG-MG, SYSTEM" : "the actor, his channel")} |\n");
        }

        foreach (var evenement in partout)
        {
            texte.Append($"| {evenement} | any | unchanged | {CycleDeVie.Table.First(t => t.Evenement == evenement).CodeAction} | the actor, his channel |\n");
        }

        return texte.Append(RendreLaRevocation()).ToString();
    }

    private static StringBuilder RendreLaRevocation()
    {
        var texte = new StringBuilder()
            .Append("\n## Life of a demande de révocation\n\nRendered from `src/Pfcng.Domain/Modele/CycleDeVieRevocation.cs`. Its « Execution » is its product's « Revocation ».\n\n")
            .Append("```mermaid\nstateDiagram-v2\n");
        foreach (var l in CycleDeVieRevocation.Table.Where(l => l.De != l.Vers))
        {
            texte.Append($"    {l.De?.ToString() ?? "[*]"} --> {l.Vers} : {l.Evenement}\n");
        }

        foreach (var etat in Enum.GetValues<EtatRevocation>())
        {
            texte.Append($"    {etat} : {etat.Libelle()}\n");
        }

        texte.Append("```\n\n| event | from | to | action code | shown as |\n|---|---|---|---|---|\n");
        foreach (var l in CycleDeVieRevocation.Table)
        {
            texte.Append($"| {l.Evenement} | {l.De?.Libelle() ?? "—"} | {(l.De == l.Vers ? "unchanged" : l.Vers.Libelle())} | {l.CodeAction} | {(l.ParLaPlateforme ? "PFCNG-MG, SYSTEM" : "the actor, his channel")} |\n");
        }

        return texte;
    }

    private static string Noeud(Etats? etats) => etats is { } e ? $"{e.Demande}_{e.Produit}" : "[*]";
}
