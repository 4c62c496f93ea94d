import contrat.*;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import javax.xml.namespace.QName;
import javax.xml.soap.SOAPBody;
import javax.xml.soap.SOAPElement;
import javax.xml.soap.SOAPEnvelope;
import javax.xml.soap.SOAPHeader;
import javax.xml.soap.SOAPMessage;
import javax.xml.ws.BindingProvider;
import javax.xml.ws.handler.MessageContext;
import javax.xml.ws.handler.soap.SOAPHandler;
import javax.xml.ws.handler.soap.SOAPMessageContext;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A first client of the PFCNG Web Service: the five operations with JAX-WS for SOAP, the JDK for mutual TLS, Apache Santuario for the signature and Bouncy
 * Castle for PKCS#10 and extensions. client.sh makes the package "contrat" from the WSDL, and runs this with the trusted roots.
 */
public final class Client {
    private static final String STRUCTURE = "499700027180006";
    private static final String DEMANDEUR = "carole@exemple.fr";
    private static final String INFORME = "informatique@exemple.fr";
    private static final String MOT_DE_PASSE = "demonstration";

    static {
        System.setProperty("org.apache.xml.security.ignoreLineBreaks", "true"); // Base 64 on one line, rather than lines that end with &#xd;
        System.setProperty("javax.xml.soap.SAAJMetaFactory", "com.sun.xml.messaging.saaj.soap.SAAJMetaFactoryImpl"); // Silences a warning of Debian's SAAJ.
    }

    /** Arguments: base address, data folder, door (ws-srv or ws-apt). */
    public static void main(String[] args) throws Exception {
        String base = args[0];
        Path demo = Path.of(args[1], "demo");
        String door = args[2];
        Path card = demo.resolve("cartes/899700027131"); // CAROLE

        // 1. Mutual TLS with the JDK's own properties, then the contract, with every request signed by the card.
        Path tls = door.equals("ws-apt") ? card.resolve("auth.p12") : demo.resolve("serveurs/editeur.exemple.fr/tls.p12");
        System.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.keyStore", tls.toString());
        System.setProperty("javax.net.ssl.keyStorePassword", MOT_DE_PASSE);
        WS ws = new WS_Service(new URL(base + "/" + door + "?wsdl")).getWSSOAP();
        ((BindingProvider) ws).getBinding().setHandlerChain(List.of(new Signature(card.resolve("sign.p12"))));

        // 2. demanderCertificats: one signed lot, two demandes.
        List<KeyPair> keys = List.of(newKey(), newKey());
        RequeteDemandeCertificatsType demandes = new RequeteDemandeCertificatsType();
        for (KeyPair key : keys) {
            demandes.getDemandeCertificat().add(demande("Application " + (demandes.getDemandeCertificat().size() + 1), key));
        }
        ReponseDemandeCertificatsType lot = ws.demanderCertificats(demandes);
        require(lot.getStatutLot().equals("OK"), lot.getMessage());
        require(lot.getDemande().stream().filter(d -> d.getStatutDemande().equals("OK")).count() == 2, "deux demandes attendues");
        System.out.println("demanderCertificats  lot " + lot.getIndiceLot());

        // 3. retirerCertificat: the certificate that belongs to the first key. The code is a secret to keep for a later revocation.
        RequeteRetraitCertificatType retrait = new RequeteRetraitCertificatType();
        retrait.setIndiceRetrait(lot.getDemande().get(0).getIndiceRetrait());
        retrait.setCodeRevocation(new BigInteger(64, new SecureRandom()).toString(16));
        ReponseRetraitCertificatType retire = ws.retirerCertificat(retrait);
        require(retire.getStatut().equals("OK"), retire.getMessage());
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        X509Certificate certificat = (X509Certificate) x509.generateCertificate(new ByteArrayInputStream(retire.getCertificat().getBytes()));
        require(certificat.getPublicKey().equals(keys.get(0).getPublic()), "le certificat n’est pas celui de la clé");
        String serie = "%032x".formatted(certificat.getSerialNumber());
        System.out.println("retirerCertificat    " + serie + ", " + certificat.getSubjectX500Principal());

        // 4. suivreActivite: our product is active.
        RequeteSuiviActiviteType recherche = new RequeteSuiviActiviteType();
        recherche.setTypeDemande(RequestTypeEnum.PRODUITS);
        recherche.setOffre(OffreEnum.ORG);
        recherche.setUsage(UsageEnum.AUTH_CLI);
        recherche.setIdNatStruct(STRUCTURE);
        ReponseSuiviActiviteType suivi = ws.suivreActivite(recherche);
        require(suivi.getStatut().equals("OK"), suivi.getStatut());
        List<String> etats = suivi.getResultat().stream().filter(r -> serie.equals(r.getNumeroSerie())).map(ResultatType::getEtat).toList();
        require(etats.equals(List.of("Produit actif")), etats.toString());
        System.out.println("suivreActivite       " + suivi.getResultat().size() + " produits, dont le nôtre : Produit actif");

        // 5. renouvelerCertificat: refused, three years too early. A certificate is named by its authority's key identifier and its serial number.
        byte[] keyIdentifier = AuthorityKeyIdentifier.getInstance(extension(certificat, Extension.authorityKeyIdentifier)).getKeyIdentifier();
        String aki = HexFormat.of().formatHex(keyIdentifier);
        RequeteRenouvellementCertificatType renouvellement = new RequeteRenouvellementCertificatType();
        renouvellement.setAKI(aki);
        renouvellement.setNumeroSerie(serie);
        renouvellement.setCSR(csr(newKey()));
        renouvellement.setMailDemandeur(DEMANDEUR);
        renouvellement.setMailPersonneAInformer(INFORME);
        ReponseRenouvellementCertificatType renouvele = ws.renouvelerCertificat(renouvellement);
        require(renouvele.getStatut().equals("WSMG-00000010") && renouvele.getIndiceRetrait() == null, renouvele.getMessage());
        System.out.println("renouvelerCertificat " + renouvele.getStatut() + " " + renouvele.getMessage());

        // 6. revoquerCertificat, at once; the list at the certificate's distribution point shows it when the answer is here.
        RequeteRevocationCertificatType revocation = new RequeteRevocationCertificatType();
        revocation.setAKI(aki);
        revocation.setNumeroSerie(serie);
        revocation.setGamme(GammeEnum.EL);
        revocation.setMotif(MotifEnum.FIN_DACTIVITE);
        revocation.setMailDemandeur(DEMANDEUR);
        revocation.setMailPersonneAInformer(INFORME);
        ReponseRevocationCertificatType revoque = ws.revoquerCertificat(revocation);
        require(revoque.getStatut().equals("OK"), revoque.getMessage());
        CRLDistPoint points = CRLDistPoint.getInstance(extension(certificat, Extension.cRLDistributionPoints));
        String point = GeneralNames.getInstance(points.getDistributionPoints()[0].getDistributionPoint().getName()).getNames()[0].getName().toString();
        try (InputStream liste = new URL(point).openStream()) {
            require(((X509CRL) x509.generateCRL(liste)).isRevoked(certificat), point + " ne le montre pas");
        }
        System.out.println("revoquerCertificat   OK, dans " + point);
        System.out.println("OK");
    }

    private static RequeteDemandeCertificatType demande(String application, KeyPair key) throws Exception {
        RequeteDemandeCertificatType demande = new RequeteDemandeCertificatType();
        demande.setOffre(OffreEnum.ORG);
        demande.setGamme(GammeEnum.EL);
        demande.setUsage(UsageEnum.AUTH_CLI);
        demande.setIdNatStruct(STRUCTURE);
        demande.setNomApplicatif(application);
        demande.setCSR(csr(key));
        demande.setMailDemandeur(DEMANDEUR);
        demande.setMailPersonneAInformer(INFORME);
        return demande;
    }

    private static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** PKCS#10 in base 64. Nothing but the key is taken from it: any name will do. */
    private static String csr(KeyPair key) throws Exception {
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=demande"), key.getPublic());
        byte[] der = request.build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())).getEncoded();
        return Base64.getEncoder().encodeToString(der);
    }

    private static Object extension(X509Certificate certificat, ASN1ObjectIdentifier oid) throws Exception {
        return JcaX509ExtensionUtils.parseExtensionValue(certificat.getExtensionValue(oid.getId()));
    }

    private static void require(boolean condition, String reponse) {
        if (!condition) {
            throw new IllegalStateException("Réponse inattendue : " + reponse);
        }
    }

    /** JAX-WS calls it with every message: the place to sign as the guide's §11 shows. */
    private static final class Signature implements SOAPHandler<SOAPMessageContext> {
        private static final String SEC = "http://schemas.xmlsoap.org/soap/security/2000-12";

        private final X509Certificate certificate;
        private final PrivateKey key;

        Signature(Path card) throws Exception {
            org.apache.xml.security.Init.init();
            KeyStore store = KeyStore.getInstance(card.toFile(), MOT_DE_PASSE.toCharArray());
            String alias = store.aliases().nextElement();
            certificate = (X509Certificate) store.getCertificate(alias);
            key = (PrivateKey) store.getKey(alias, MOT_DE_PASSE.toCharArray());
        }

        @Override
        public boolean handleMessage(SOAPMessageContext context) {
            if (Boolean.TRUE.equals(context.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY))) {
                try {
                    sign(context.getMessage());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return true; // Answers are not signed: TLS vouches for them.
        }

        /** Header / SOAP-SEC:Signature / ds:Signature, with one reference to #Body; SOAP-SEC:id="Body" on the Body. */
        private void sign(SOAPMessage message) throws Exception {
            SOAPEnvelope envelope = message.getSOAPPart().getEnvelope();
            envelope.addNamespaceDeclaration("SOAP-SEC", SEC); // Declared by hand: what is canonicalised is the tree, not yet the text.
            SOAPBody body = envelope.getBody();
            body.setAttributeNS(SEC, "SOAP-SEC:id", "Body");
            body.setIdAttributeNS(SEC, "id", true);
            SOAPHeader header = envelope.getHeader() == null ? envelope.addHeader() : envelope.getHeader();
            SOAPElement block = header.addHeaderElement(new QName(SEC, "Signature", "SOAP-SEC"));

            XMLSignature signature = new XMLSignature(
                message.getSOAPPart(), "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, Transforms.TRANSFORM_C14N_WITH_COMMENTS);
            block.appendChild(signature.getElement());
            Transforms transforms = new Transforms(message.getSOAPPart());
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            signature.addDocument("#Body", transforms, "http://www.w3.org/2001/04/xmlenc#sha256");
            signature.addKeyInfo(certificate);
            signature.sign(key);
            message.saveChanges();
        }

        @Override
        public boolean handleFault(SOAPMessageContext context) {
            return true;
        }

        @Override
        public void close(MessageContext context) {
        }

        @Override
        public Set<QName> getHeaders() {
            return Set.of();
        }
    }
}
