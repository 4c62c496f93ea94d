using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Message;
using Pfcng.Ws.Operations;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Pipeline;

/// <summary>
/// How a request walks, in the order of D16, a room a line: let in, received, read as an envelope, verified, operated, answered. One direction; what is
/// not signed is never interpreted. What goes wrong is told by <see cref="Repondre"/>.
/// </summary>
internal sealed class Pipeline(Seuil seuil, Reception reception, CercleDeConfiance confiance, ReglesDesPortes portes, TableDesOperations operations, Repondre repondre)
{
    /// <summary>Serves one request of a door.</summary>
    public async Task TraiterAsync(HttpContext http, Porte porte)
    {
        var passage = new Passage(http.TraceIdentifier, porte.ToString(), porte.Chemin());
        try
        {
            using var admis = await seuil.PasserAsync(http, porte, passage); // Garder
            if (admis is null)
            {
                return;
            }

            var envoyer = await TravaillerAsync(http, admis.Entree, passage);
            admis.Place.FinirLeTravail(); // What is left depends on the client's reading.
            await envoyer();
        }
        catch (Exception e)
        {
            await repondre.AvouerAsync(http, e, passage);
        }

        repondre.Tracer(passage);
    }

    /// <summary>Does the work, and gives the sending of its answer; the message is let go of in between.</summary>
    private async Task<Func<Task>> TravaillerAsync(HttpContext http, Entree entree, Passage passage)
    {
        using var message = await reception.LireAsync(http, entree.Cle); // Recevoir
        passage.Octets = message.Octets.Length;
        if (message.Issue != IssueDeReception.Entier)
        {
            return repondre.NonRecu(http, message, operations, passage);
        }

        var reponse = await repondre.ExpliquerAsync(http, passage, () => OpererAsync(http, message, entree, passage));
        return () => repondre.EnvoyerAsync(http, reponse, passage); // Répondre
    }

    private async Task<Reponse> OpererAsync(HttpContext http, MessageRecu message, Entree entree, Passage passage)
    {
        if (!Enveloppe.Lire(message.Octets, Reception.Charset(http), http.RequestAborted).Donne(out var enveloppe, out var faute)) // Lire l'enveloppe
        {
            return Reponse.Faute(faute.Code, faute.Texte);
        }

        if (operations.Trouver(enveloppe.Operation) is not { } operation)
        {
            return Reponse.Faute(CodeDeFaute.Client, "Opération inconnue.");
        }

        passage.Operation = operation.Nom;
        if (!MessageVerifie.Verifier(enveloppe, entree, passage.Trace, confiance, portes).Donne(out var verifie, out var motif)) // Vérifier
        {
            return operation.Refuser(Catalogue.SignatureInvalide with { Detail = motif });
        }

        passage.Reconnaitre(verifie.Appel.Signataire);
        return await operation.ExecuterAsync(verifie); // Opérer
    }
}
