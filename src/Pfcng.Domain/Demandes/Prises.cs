using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>Keys and addresses that are taken: what the store knows, then what the demandes of the lot take one after the other (D21, D22).</summary>
internal sealed class Prises(Connus connus)
{
    private readonly Dictionary<string, CleConnue> _cles = new(connus.Cles);
    private readonly Dictionary<string, AdresseConnue> _mails = new(connus.Mails);
    private readonly Dictionary<string, AdresseConnue> _upn = new(connus.Upn);

    /// <summary>Who has taken a key, or null.</summary>
    public CleConnue? Cle(byte[]? empreinte) => empreinte is null ? null : _cles.GetValueOrDefault(Convert.ToHexString(empreinte));

    /// <summary>Who holds a protected address, or null.</summary>
    public AdresseConnue? Mail(string? adresse) => adresse is null ? null : _mails.GetValueOrDefault(adresse.ToLowerInvariant());

    /// <summary>Who holds an UPN, or null.</summary>
    public AdresseConnue? Upn(string? adresse) => adresse is null ? null : _upn.GetValueOrDefault(adresse.ToLowerInvariant());

    /// <summary>What a decided demande takes is known to those after it.</summary>
    public void Retenir(DemandeDecidee decidee)
    {
        var (demande, produit) = (decidee.Demande, decidee.Produit);
        if (decidee.EmpreinteCle is { } empreinte)
        {
            _cles[Convert.ToHexString(empreinte)] = new(
                demande.Numero, demande.Acteur.PrenomNom, produit.Beneficiaire?.PrenomNom ?? produit.RaisonSociale ?? demande.IdNatStruct!, CalendrierParis.Jour(demande.Creation));
        }

        if (decidee.Porteur is { } porteur)
        {
            Tenir(_mails, produit.MailSujet, new(porteur, demande.Numero));
            Tenir(_upn, produit.Upn, new(porteur, demande.Numero));
        }
    }

    private static void Tenir(Dictionary<string, AdresseConnue> adresses, string? adresse, AdresseConnue produit)
    {
        if (adresse is not null)
        {
            adresses.TryAdd(adresse.ToLowerInvariant(), produit);
        }
    }
}
