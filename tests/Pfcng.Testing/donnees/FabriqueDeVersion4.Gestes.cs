using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What the scenario is made of, and the archive.</summary>
internal sealed partial class FabriqueDeVersion4
{
    private static readonly JsonSerializerOptions Lisible = new() { WriteIndented = true };

    private async Task AllerAsync(DateTimeOffset instant)
    {
        _horloge.Avancer(instant - _horloge.GetUtcNow());
        await _service.PlanifierAsync();
    }

    private static string Org(string nom, params (string, string)[] elements) => Org(nom, null, elements);

    private static string Org(string nom, string? csr, params (string, string)[] elements) =>
        Requetes.Demande("ORG", "AUTH_CLI", csr, [("idNatStruct", Cabinet), .. elements, ("nomApplicatif", nom)]);

    private static string Pro(string beneficiaire, string usage, params (string, string)[] elements) =>
        Requetes.Demande("PRO", usage, null, [("idNatStruct", Hopital), ("idNatBeneficiaire", beneficiaire), .. elements, .. usage == "CONF" ? [("mailSujet", "antoine@ch-saint-anne.fr")] : Array.Empty<(string, string)>()]);

    private static string Serv(params string[] fqdn) =>
        Requetes.Demande("SERV", "SSL_SERV", null, [("idNatStruct", Pharmacie), .. fqdn.Select(f => ("FQDN", f))]);

    private static string Smime(string mail) =>
        Requetes.Demande("SERV", "S/MIME", null, ("idNatStruct", Pharmacie), ("nomApplicatif", "Messagerie"), ("mailSujet", mail));

    private Task<XElement> AppelerAsync(Monde monde, string idNat, string requete) => _service.AppelerAsync(requete, idNat, monde: monde);

    private async Task DemanderAsync(string nom, Monde monde, string idNat, string demande)
    {
        var lot = await AppelerAsync(monde, idNat, Requetes.Lot(demande));
        Assert.That(lot.Element("statutLot")!.Value, Is.EqualTo("OK"), $"{nom} : {lot}");
        _demandes.Add(nom, (monde, long.Parse(lot.Element("demande")!.Element("indiceRetrait")!.Value, CultureInfo.InvariantCulture)));
    }

    private async Task RefuserAsync(string nom, Monde monde, string idNat, string requete, string element, string code)
    {
        Exiger(await AppelerAsync(monde, idNat, requete), element, code);
        _demandes.Add(nom, (monde, Dernier(monde)));
    }

    private async Task<XElement> RetirerAsync(string nom, string idNat, string? tiers = null) =>
        await AppelerAsync(_demandes[nom].Monde, idNat, Requetes.Retrait($"{_demandes[nom].Numero}", idNatTiers: tiers));

    private async Task ActifAsync(string nom, Monde monde, string idNat, string demande, string? tiers = null)
    {
        await DemanderAsync(nom, monde, idNat, demande);
        Exiger(await RetirerAsync(nom, idNat, tiers), "statut", "OK");
        await FermerAsync(nom);
    }

    /// <summary>Waits for « close, actif », which is written after the answer went out.</summary>
    private Task FermerAsync(string nom) => EtatAsync(nom, "Actif");

    private async Task EtatAsync(string nom, string etat)
    {
        for (var reste = 200; reste > 0; reste--)
        {
            if (Lire($"SELECT etat FROM produit WHERE numero = {_demandes[nom].Numero} AND monde = '{_demandes[nom].Monde}'").Single()[0] == etat)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"{nom} n’est pas devenu {etat}");
    }

    private async Task TransmettreAsync(string nom, string idNat)
    {
        _autorite.PanneAuRetrait = new AutoriteInaccessibleException("voulu");
        Exiger(await RetirerAsync(nom, idNat), "statut", "WSMG-00000015");
        _autorite.PanneAuRetrait = null;
    }

    /// <summary>The client cuts once the certificate is signed.</summary>
    private async Task CouperAsync(string nom, string idNat)
    {
        var (signe, coupe) = (new TaskCompletionSource(), new TaskCompletionSource());
        _autorite.ApresSignature = () =>
        {
            signe.TrySetResult();
            return coupe.Task;
        };
        using var carte = _service.Carte(idNat, "sign");
        using var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur());
        await client.PosterAsync("/ws-srv", Signeur.Signer(Requetes.Retrait($"{_demandes[nom].Numero}"), carte));
        await signe.Task.WaitAsync(TimeSpan.FromSeconds(30));
        client.Couper();
        _autorite.ApresSignature = null;
        coupe.SetResult();
        await _service.AttendreAsync($"{_demandes[nom].Numero}", "Demande transmise, Produit retiré", "ACT_RET_003");
    }

    private async Task RenouvelerAsync(string nom, string ancien, string idNat, string statut)
    {
        var (monde, numero) = _demandes[ancien];
        var ligne = Lire($"SELECT hex(certificat) FROM produit WHERE numero = {numero} AND monde = '{monde}'").Single();
        using var certificat = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(Convert.FromHexString(ligne[0]));
        _csr[nom] = Requetes.Csr();
        Exiger(await AppelerAsync(monde, idNat, Requetes.Renouvellement(certificat, _csr[nom])), "statut", statut);
        _demandes.Add(nom, (monde, Dernier(monde)));
    }

    private async Task RevoquerAsync(string nom, string produit, string idNat, string motif, int? date = null, string? tiers = null, string? statut = "OK")
    {
        var (monde, numero) = _demandes[produit];
        var ligne = Lire($"SELECT aki, numero_serie FROM produit WHERE numero = {numero} AND monde = '{monde}'").Single();
        var jour = date is { } jours ? $"{CalendrierParis.Jour(_horloge.GetUtcNow()).AddDays(jours):yyyy-MM-dd}" : null;
        IEnumerable<(string, string)> elements =
        [
            .. tiers is null ? [] : new[] { ("idNatTiers", tiers) },
            .. motif == "AUTRE" ? new[] { ("autreDescription", "Autre raison") } : [],
            .. jour is null ? [] : new[] { ("dateEffet", jour) },
        ];
        var reponse = await AppelerAsync(monde, idNat, Requetes.Revocation(ligne[0], ligne[1], motif, [.. elements]));
        if (statut is not null)
        {
            Exiger(reponse, "statut", statut);
        }

        if (statut is null or "OK")
        {
            _revocations.Add(nom, long.Parse(Lire($"SELECT max(numero) FROM demande_revocation WHERE monde = '{monde}'").Single()[0], CultureInfo.InvariantCulture));
        }
    }

    private static void Exiger(XElement reponse, string element, string valeur) =>
        Assert.That(reponse.DescendantsAndSelf(element).FirstOrDefault()?.Value, Is.EqualTo(valeur), $"{reponse}");

    private long Dernier(Monde monde) => long.Parse(Lire($"SELECT max(numero) FROM demande WHERE monde = '{monde}'").Single()[0], CultureInfo.InvariantCulture);

    private List<string[]> Lire(string sql)
    {
        using var connexion = new SqliteConnection($"Data Source={Path.Combine(_dossier, "pfcng.db")};Mode=ReadOnly;Pooling=False");
        connexion.Open();
        using var commande = connexion.CreateCommand();
        commande.CommandText = sql;
        using var lecteur = commande.ExecuteReader();
        List<string[]> lignes = [];
        while (lecteur.Read())
        {
            lignes.Add([.. Enumerable.Range(0, lecteur.FieldCount).Select(i => lecteur.IsDBNull(i) ? "" : lecteur.GetValue(i).ToString()!)]);
        }

        return lignes;
    }

    /// <summary>What the store says at the end, by name of case.</summary>
    private JsonObject Attendu()
    {
        var demandes = new JsonObject();
        foreach (var (nom, (monde, numero)) in _demandes)
        {
            var l = Lire(
                "SELECT d.etat, p.etat, d.offre, d.usage, coalesce(d.structure, ''), d.acteur, d.canal, coalesce(d.lot, ''), coalesce(p.numero_serie, ''), coalesce(p.aki, ''), hex(coalesce(p.certificat, '')), coalesce(p.mail_sujet, p.upn, '')"
                + $" FROM demande d JOIN produit p USING (monde, numero) WHERE d.numero = {numero} AND d.monde = '{monde}'").Single();
            string[] noms = ["demande", "produit", "offre", "usage", "structure", "acteur", "canal", "lot", "numeroSerie", "aki", "certificat", "adresse"];
            var cas = new JsonObject { ["monde"] = $"{monde}", ["numero"] = numero };
            foreach (var (cle, valeur) in noms.Zip(l).Where(p => p.Second.Length > 0))
            {
                cas[cle] = valeur;
            }

            if (_csr.TryGetValue(nom, out var csr))
            {
                cas["csr"] = csr;
            }

            demandes[nom] = cas;
        }

        var revocations = new JsonObject();
        foreach (var (nom, numero) in _revocations)
        {
            var l = Lire($"SELECT monde, produit, etat, motif, date_effet FROM demande_revocation WHERE numero = {numero} AND monde = '{(nom == "production" ? Monde.Production : Monde.Test)}'").Single();
            revocations[nom] = new JsonObject
            {
                ["monde"] = l[0], ["numero"] = numero, ["produit"] = long.Parse(l[1], CultureInfo.InvariantCulture), ["etat"] = l[2], ["motif"] = l[3], ["dateEffet"] = l[4],
            };
        }

        return new() { ["instant"] = $"{_horloge.GetUtcNow():O}", ["lignes"] = int.Parse(Lire("SELECT count(*) FROM historique")[0][0], CultureInfo.InvariantCulture), ["demandes"] = demandes, ["revocations"] = revocations };
    }

    /// <summary>That program's own stop leaves the WAL: folded here, as a right stop would.</summary>
    private void Replier()
    {
        using (var connexion = new SqliteConnection($"Data Source={Path.Combine(_dossier, "pfcng.db")};Pooling=False"))
        {
            connexion.Open();
            using var commande = connexion.CreateCommand();
            commande.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            commande.ExecuteNonQuery();
        }

        Assert.That(File.Exists(Path.Combine(_dossier, "pfcng.db-wal")), Is.False);
    }

    /// <summary>The store's files as they are while the service runs: what kill -9 leaves, and that program's stop by SIGTERM too.</summary>
    private string Photographier()
    {
        var vers = Directory.CreateTempSubdirectory("pfcng-brut-").FullName;
        foreach (var fichier in Directory.EnumerateFiles(_dossier, "pfcng.db*").Where(f => !f.EndsWith(".verrou", StringComparison.Ordinal)))
        {
            File.Copy(fichier, Path.Combine(vers, Path.GetFileName(fichier)));
        }

        return vers;
    }

    private void Archiver(string archive, string brut, (byte[] Message, string Reponse) rejouable, JsonObject attendu)
    {
        File.Delete(archive);
        using var zip = ZipFile.Open(archive, ZipArchiveMode.Create);
        foreach (var (racine, prefixe) in new[] { (_dossier, "donnees"), (brut, "tue") })
        {
            foreach (var fichier in Directory.EnumerateFiles(racine, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                zip.CreateEntryFromFile(fichier, $"{prefixe}/{Path.GetRelativePath(racine, fichier)}", CompressionLevel.SmallestSize);
            }
        }

        Ecrire("attendu.json", JsonSerializer.SerializeToUtf8Bytes(attendu, Lisible));
        Ecrire("rejouable-message.xml", rejouable.Message);
        Ecrire("rejouable-reponse.xml", System.Text.Encoding.UTF8.GetBytes(rejouable.Reponse));

        void Ecrire(string nom, byte[] octets)
        {
            using var flux = zip.CreateEntry(nom, CompressionLevel.SmallestSize).Open();
            flux.Write(octets);
        }
    }

    /// <summary>A directory in which somebody's title, or a structure, has disappeared.</summary>
    private sealed class AnnuaireTroue(IAnnuaire vrai) : IAnnuaire
    {
        public string? SansTitre { get; set; }

        public string? Oublie { get; set; }

        public async ValueTask<Personne?> PersonneAsync(Monde monde, string idNat, CancellationToken annulation) =>
            await vrai.PersonneAsync(monde, idNat, annulation) is { } p ? (idNat == SansTitre ? p with { Titre = null } : p) : null;

        public async ValueTask<Structure?> StructureAsync(Monde monde, string idNat, CancellationToken annulation) =>
            idNat == Oublie ? null : await vrai.StructureAsync(monde, idNat, annulation);
    }
}
