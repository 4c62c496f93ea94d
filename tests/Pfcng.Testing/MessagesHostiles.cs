using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Ws.Message;

namespace Pfcng.Testing;

/// <summary>A message made to cost much, and what must be answered.</summary>
/// <param name="Nom">In French, for a table.</param>
/// <param name="Message">Its bytes.</param>
/// <param name="Attendu">Found in the answer.</param>
/// <param name="TypeDeContenu">Content-Type.</param>
public sealed record MessageHostile(string Nom, byte[] Message, string Attendu, string TypeDeContenu = "text/xml; charset=utf-8")
{
    /// <summary>Whether it is refused before the end of its reading: what is awaited is a Fault, or that it is too large (24).</summary>
    public bool EstRefuseALaLecture => Attendu is MessagesHostiles.Faute or MessagesHostiles.Refuse24;

    /// <inheritdoc/>
    public override string ToString() => Nom;
}

/// <summary>
/// Hostile messages of a size that is given, each heavy in its own way, for who may stand at the server's door: what a stranger to the signer can
/// put around a signed Body, then what a signer can put in his own. The index that they withdraw does not exist: 27 says that all was read.
/// </summary>
public static class MessagesHostiles
{
    private const string Refuse02 = "WSMG-00000002";
    private const string Refuse05 = "WSMG-00000005";
    internal const string Refuse24 = "WSMG-00000024";
    private const string Refuse27 = "WSMG-00000027";
    internal const string Faute = "faultstring";
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>Just under the limit of nodes, in a message of the size that the service takes.</summary>
    private const int NoeudsAuPlus = 190_000;

    /// <summary>Every form.</summary>
    /// <param name="carte">A card that signs.</param>
    /// <param name="taille">In bytes, about; the limit of the service at most.</param>
    public static IEnumerable<MessageHostile> Tous(X509Certificate2 carte, int taille)
    {
        var retrait = Requetes.Retrait("987654321");
        var signe = Encoding.UTF8.GetString(Signeur.Signer(retrait, carte));
        var place = taille - signe.Length - 2000;
        var noeuds = Math.Min(NoeudsAuPlus, taille / 52);
        return AvantLaSignature(place, noeuds)
            .Concat(AutourDeLaSignature(signe, place, noeuds))
            .Concat(DansLaSignature(signe, place, noeuds))
            .Concat(Certificats(signe, carte, place))
            .Concat(DansLeBody(signe, place, noeuds))
            .Concat(Signes(carte, place, noeuds));
    }

    /// <summary>A signed message with that many bytes of comments in its values and between its elements: they are outside of the digest.</summary>
    public static byte[] AvecCommentaires(byte[] signe, int octets, string commentaire = "<!---->")
    {
        var message = Encoding.UTF8.GetString(signe);
        var corps = message.IndexOf("<indiceRetrait>", StringComparison.Ordinal) + "<indiceRetrait>".Length;
        return Encoding.UTF8.GetBytes(message.Insert(corps + 4, Repeter(commentaire, octets / 2)).Insert(corps - "<indiceRetrait>".Length, Repeter(commentaire, octets / 2)));
    }

    private static IEnumerable<MessageHostile> AvantLaSignature(int place, int noeuds)
    {
        yield return Message("imbrication sans fin", Enveloppe(Repeter("<a>", place)), Faute);
        yield return Message("éléments sans nombre", Enveloppe(Repeter("<a/>", place)), Faute);
        yield return Message("attributs sans nombre", Enveloppe($"<a {Numerotes("a{0}='' ", place / 13)}/>"), Faute);
        yield return Message("espaces de noms sans nombre", Enveloppe($"<a {Numerotes("xmlns:a{0}='u' ", place / 20)}/>"), Faute);
        yield return Message("nom sans fin", Enveloppe("<" + new string('a', place)), Faute);
        yield return Message("commentaire sans fin", Enveloppe("<!--" + new string('a', place)), Faute);
        yield return Message("DTD", $"<!DOCTYPE a [{Repeter("<!ENTITY a 'b'>", place)}]>" + Enveloppe("<o/>"), Faute);
        yield return Message("instructions de traitement", Enveloppe(Repeter("<?a b?>", place)), Faute);
        yield return Message("entités inconnues", Enveloppe(Repeter("&a;", place)), Faute);
        yield return Message("blocs d’en-tête", $"<s:Envelope xmlns:s='{Soap}'><s:Header>{Bourre("<a s:actor='u'{0}/>", noeuds / 3, place)}</s:Header><s:Body><o/></s:Body></s:Envelope>", Faute);
        yield return Message("trop grand : imbrication", Enveloppe(Repeter("<a>", place * 2)), Refuse24);
        yield return Message("trop grand : attributs", Enveloppe($"<a {Numerotes("a{0}='' ", place / 5)}"), Refuse24);
        yield return Message("type de contenu de 30 ko", Enveloppe("<o/>"), Faute) with { TypeDeContenu = "text/xml" + Repeter(";a=b", 30_000) };
    }

    /// <summary>Outside of the digest: anybody can add it to another's signed message. The operation is done, but for what the shape forbids.</summary>
    private static IEnumerable<MessageHostile> AutourDeLaSignature(string signe, int place, int noeuds)
    {
        var octets = Encoding.UTF8.GetBytes(signe);
        yield return new("commentaires vides dans le Body", AvecCommentaires(octets, noeuds * 7), Refuse27);
        yield return new("commentaires dans le Body", AvecCommentaires(octets, place, $"<!--{new string('c', 100)}-->"), Refuse27);
        yield return new("un commentaire dans le Body", AvecCommentaires(octets, place, $"<!--{new string('c', (place / 2) - 8)}-->"), Refuse27);
        yield return Message("commentaires avant l’enveloppe", Bourre("<!--{0}-->", noeuds, place) + signe, Refuse27);
        yield return Message("commentaires après l’enveloppe", signe + Bourre("<!--{0}-->", noeuds, place), Refuse27);
        yield return Message("commentaires dans l’enveloppe", signe.Replace("<SOAP-ENV:Body", Bourre("<!--{0}-->", noeuds, place) + "<SOAP-ENV:Body", StringComparison.Ordinal), Refuse27);
        yield return Message("blancs entre les commentaires", signe.Replace("<SOAP-ENV:Body", Bourre("<!----> {0}", noeuds, place, ' ') + "<SOAP-ENV:Body", StringComparison.Ordinal), Refuse27);
        yield return Message("CDATA blanches dans l’enveloppe", signe.Replace("<SOAP-ENV:Body", Bourre("<![CDATA[ {0}]]>", noeuds, place, ' ') + "<SOAP-ENV:Body", StringComparison.Ordinal), Refuse27);
        yield return Message("CDATA et blancs dans l’en-tête", signe.Replace("</SOAP-ENV:Header>", Bourre("<![CDATA[ {0}]]> ", noeuds, place, ' ') + "</SOAP-ENV:Header>", StringComparison.Ordinal), Refuse27);
        yield return Message("CDATA dans une valeur signée", signe.Replace("987654321", Fois("<![CDATA[]]>", noeuds) + "987654321", StringComparison.Ordinal), Refuse27);
        yield return Message("identifiants dans l’en-tête", signe.Replace("<SOAP-SEC:Signature>", Bourre("<a Id='a' ID='b' id='{0}'/>", noeuds / 4, place) + "<SOAP-SEC:Signature>", StringComparison.Ordinal), Refuse27);
        yield return Message("signatures", signe.Replace("</SOAP-ENV:Header>", Repeter("<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>", place / 2) + "</SOAP-ENV:Header>", StringComparison.Ordinal), Refuse02);
    }

    private static IEnumerable<MessageHostile> DansLaSignature(string signe, int place, int noeuds)
    {
        yield return Dans("commentaires dans SignedInfo", "<ds:SignedInfo>", "<ds:SignedInfo>" + Bourre("<!--{0}-->", noeuds, place), Refuse02);
        yield return Dans("blancs dans SignedInfo", "<ds:SignedInfo>", "<ds:SignedInfo>" + new string(' ', place), Refuse02);
        yield return Dans("commentaires dans ds:Signature", "<ds:KeyInfo>", Bourre("<!--{0}-->", noeuds, place) + "<ds:KeyInfo>", Refuse27);
        yield return Dans("commentaires dans SignatureValue", "<ds:SignatureValue>", "<ds:SignatureValue>" + Bourre("a<!--{0}-->", noeuds / 2, place), Refuse02);
        yield return Dans("CDATA dans SignatureValue", "<ds:SignatureValue>", "<ds:SignatureValue>" + Fois("<![CDATA[]]>\n", noeuds), Refuse02);
        yield return Dans("blancs dans la base 64", "<ds:DigestValue>", "<ds:DigestValue>" + new string('\n', place), Refuse02);
        yield return Dans("base 64 et blancs", "<ds:SignatureValue>", "<ds:SignatureValue>" + Repeter("A ", place), Refuse02);
        yield return Dans("X509SubjectName", "<ds:X509SubjectName>", "<ds:X509SubjectName>" + new string('C', place), Refuse27);
        yield return Dans("X509SubjectName répété", "<ds:X509SubjectName>", Fois("<ds:X509SubjectName/>", noeuds) + "<ds:X509SubjectName>", Refuse02);
        yield return Dans("attribut Id de SignedInfo", "<ds:SignedInfo>", $"<ds:SignedInfo Id='{new string('i', place)}'>", Refuse02);
        yield return Dans("espaces de noms de SignedInfo", "<ds:SignedInfo>", $"<ds:SignedInfo {Numerotes("xmlns:p{0}='" + new string('u', place / 32) + "' ", 30)}>", Refuse02);
        yield return Dans("URI sans fin", "URI=\"#Body\"", $"URI=\"#{new string('B', place)}\"", Refuse02);
        yield return Dans("PrefixList", "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>",
            $"<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><x:InclusiveNamespaces xmlns:x='http://www.w3.org/2001/10/xml-exc-c14n#' PrefixList='{Repeter("a ", place)}'/></ds:Transform>", Refuse02);

        MessageHostile Dans(string nom, string place, string mis, string attendu) => Message(nom, signe.Replace(place, mis, StringComparison.Ordinal), attendu);
    }

    /// <summary>In place of the signer's certificate, once the digest is right.</summary>
    private static IEnumerable<MessageHostile> Certificats(string signe, X509Certificate2 carte, int place)
    {
        yield return Avec("certificat illisible", new byte[place / 2]);
        yield return Avec("certificat : SAN sans fin", Certificat(carte, carte.PublicKey, place / 4));
        yield return Avec("certificat de 20 Kio", Certificat(carte, carte.PublicKey, 20_000));
        yield return Avec("certificat : clé RSA de 160 000 bits", Certificat(carte, Cle(20_000), 0));
        yield return Avec("certificat : clé RSA de 16 384 bits", Certificat(carte, Cle(2_048), 0));
        yield return Avec("certificat : ASN.1 profond", Profond(20_000));

        MessageHostile Avec(string nom, byte[] certificat) =>
            Message(nom, signe.Replace(Convert.ToBase64String(carte.RawData), Convert.ToBase64String(certificat), StringComparison.Ordinal), Refuse02);
    }

    /// <summary>Inside of the digest: read, canonicalised, then refused by it.</summary>
    private static IEnumerable<MessageHostile> DansLeBody(string signe, int place, int noeuds)
    {
        yield return Dans("un seul texte", new string('a', place));
        yield return Dans("texte à échapper (« > »)", new string('>', place));
        yield return Dans("texte de trois octets par caractère", new string('€', place / 3));
        yield return Dans("fins de ligne CR LF", Repeter("\r\n", place));
        yield return Dans("références de caractères", Bourre("&#65;{0}", noeuds, place));
        yield return Dans("références de retours chariot", Bourre("&#13;{0}", noeuds, place));
        yield return Dans("texte et CDATA", Bourre("a<![CDATA[b]]>{0}", noeuds, place));
        yield return Dans("éléments vides", Fois("<a/>", noeuds));
        yield return Dans("éléments de noms différents", Numerotes("<a{0}/>", noeuds));
        yield return Dans("éléments et texte", Bourre("<a>{0}</a>", noeuds / 2, place));
        yield return Dans("éléments imbriqués 28 fois", Fois(Fois("<a>", 27) + Fois("</a>", 27), noeuds / 54));
        yield return Dans("valeur d’attribut", $"<a b='{new string('c', place)}'/>");
        yield return Dans("valeur d’attribut à échapper", $"<a b='{new string('"', place)}'/>");
        yield return Dans("références dans un attribut", $"<a b='{Bourre("&#65;{0}", noeuds, place)}'/>");
        yield return Dans("60 attributs par élément", Fois($"<a {Numerotes("b{0}='" + new string('x', 35) + "' ", 60)}/>", noeuds / 61));
        yield return Dans("60 attributs d’espaces de noms différents", Fois(Prefixes(30, "<a {0}/>"), noeuds / 61));
        yield return Dans("30 espaces de noms par élément", Fois($"<a {Numerotes("xmlns:b{0}='u:{0}' ", 30)}/>", noeuds / 31));
        yield return Dans("30 espaces de noms à chaque niveau", EspacesImbriques(place, noeuds));

        MessageHostile Dans(string nom, string mis) => Message(nom, signe.Replace("987654321", mis, StringComparison.Ordinal), Refuse02);
    }

    private static IEnumerable<MessageHostile> Signes(X509Certificate2 carte, int place, int noeuds)
    {
        var blancs = new string(' ', place / 21);
        yield return Signe("signé : demandes sans nombre", Requetes.Lot(Enumerable.Repeat("<demandeCertificat/>", noeuds / 2)), "WSMG-00000023");
        yield return Signe("signé : FQDN sans nombre", Requetes.Lot(Enumerable.Repeat($"<demandeCertificat>{Fois("<FQDN/>", noeuds / 42)}</demandeCertificat>", 20)), "WSMG-00000042");
        yield return Signe("signé : éléments inconnus", Requetes.Lot(Enumerable.Repeat($"<demandeCertificat>{Fois("<x/>", noeuds / 42)}</demandeCertificat>", 20)), Refuse05);
        yield return Signe("signé : blancs", Requetes.Lot(Enumerable.Repeat($"<demandeCertificat>{blancs}</demandeCertificat>", 20)), Refuse05);
        yield return Signe("signé : un lot juste et des blancs", Requetes.Lot(Requetes.OrgAuthCli()).Replace("<demande", new string(' ', place) + "<demande", StringComparison.Ordinal), "<statutLot>OK<");
        yield return Signe("signé : un texte", Requetes.Lot($"<demandeCertificat><offre>{new string('t', place)}</offre></demandeCertificat>"), Refuse05);
        yield return Signe("signé : valeurs de 16 384 caractères", Lot("a.", "1 ", "A "), Refuse05);
        yield return Signe("signé : adresses de 16 384 caractères", Lot("@", "@", "="), Refuse05);
        yield return Signe("signé : nombres de 16 384 caractères", Requetes.Revocation(Valeur("1:"), Valeur(" ")), Refuse05);

        MessageHostile Signe(string nom, string requete, string attendu) => new(nom, Signeur.Signer(requete, carte), attendu);
    }

    private static string Lot(string adresse, string identifiant, string csr) => Requetes.Lot(Enumerable.Repeat(
        $"<demandeCertificat><offre>SERV</offre><gamme>EL</gamme><usage>SSL_SERV</usage><idNatStruct>{Valeur(identifiant)}</idNatStruct>"
        + $"<idNatBeneficiaire>{Valeur(identifiant)}</idNatBeneficiaire><idNatTiers>{Valeur(identifiant)}</idNatTiers><nomApplicatif>{Valeur(identifiant)}</nomApplicatif>"
        + Fois($"<FQDN>{Valeur(adresse)}</FQDN>", 5) + $"<UPN>{Valeur(adresse)}</UPN><mailSujet>{Valeur(adresse)}</mailSujet>"
        + $"<CSR>{Valeur(csr)}</CSR><mailDemandeur>{Valeur(adresse)}</mailDemandeur><mailPersonneAInformer>{Valeur(adresse)}</mailPersonneAInformer></demandeCertificat>",
        20));

    private static string Valeur(string motif) => Repeter(motif, 16_384)[..16_383] + "é";

    private static string EspacesImbriques(int place, int noeuds)
    {
        var niveaux = Enumerable.Range(0, 26).Select(n => $"<a {Numerotes($"xmlns:p{n}x{{0}}='u:{n}:{{0}}' ", 30)}>").ToList();
        return string.Concat(niveaux) + Bourre("<p0x000000:a p25x000029:b='{0}'/>", noeuds / 2, place - 30_000) + Fois("</a>", 26);
    }

    private static string Prefixes(int nombre, string element) =>
        element.Replace("{0}", Numerotes("xmlns:p{0}='u:{0}' ", nombre) + Numerotes("p{0}:b='1' ", nombre), StringComparison.Ordinal);

    private static byte[] Certificat(X509Certificate2 emetteur, PublicKey cle, int octets)
    {
        var demande = new CertificateRequest(new X500DistinguishedName("CN=hostile"), cle, HashAlgorithmName.SHA256);
        if (octets > 0)
        {
            var noms = new SubjectAlternativeNameBuilder();
            for (var n = 0; n < octets / 12; n++)
            {
                noms.AddDnsName($"a{n % 1000:D3}.test");
            }

            demande.CertificateExtensions.Add(noms.Build());
        }

        using var signature = emetteur.GetRSAPrivateKey()!;
        using var certificat = demande.Create(
            new X500DistinguishedName("CN=hostile"), X509SignatureGenerator.CreateForRSA(signature, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        return certificat.RawData;
    }

    private static PublicKey Cle(int octets)
    {
        var module = Enumerable.Repeat((byte)0xFF, octets).ToArray();
        var nombres = new AsnWriter(AsnEncodingRules.DER);
        using (nombres.PushSequence())
        {
            nombres.WriteIntegerUnsigned(module);
            nombres.WriteIntegerUnsigned(module);
        }

        return new(new Oid("1.2.840.113549.1.1.1"), new AsnEncodedData([5, 0]), new AsnEncodedData(nombres.Encode()));
    }

    // SEQUENCE in SEQUENCE in SEQUENCE, of indefinite length.
    private static byte[] Profond(int niveaux) => [.. Enumerable.Repeat((byte[])[0x30, 0x80], niveaux / 2).SelectMany(o => o)];

    private static MessageHostile Message(string nom, string message, string attendu) => new(nom, Encoding.UTF8.GetBytes(message), attendu);

    private static string Enveloppe(string suite) => $"<s:Envelope xmlns:s='{Soap}'><s:Body><ws:requeteDemandeCertificats xmlns:ws='http://www.pfcng.in.com/WS/'>{suite}";

    private static string Repeter(string motif, int taille) => Fois(motif, taille / motif.Length);

    private static string Fois(string motif, int fois) => string.Concat(Enumerable.Repeat(motif, fois));

    private static string Numerotes(string motif, int fois) => string.Concat(Enumerable.Range(0, fois).Select(n => motif.Replace("{0}", $"{n:D6}", StringComparison.Ordinal)));

    /// <summary>A pattern as many times as that, each stuffed so that all together have that size.</summary>
    private static string Bourre(string motif, int fois, int taille, char bourre = 'c') =>
        Repeter(motif.Replace("{0}", new string(bourre, Math.Max(1, (taille / fois) - motif.Length + 4)), StringComparison.Ordinal), taille);
}
