import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.XMLUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Signs the Body in the guide's layout, and verifies, with Apache Santuario. */
public final class Santuario {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SEC = "http://schemas.xmlsoap.org/soap/security/2000-12";

    /** Arguments: sign message.xml card.p12 out.xml canonicalisation [transform...] ; verify message.xml ; c14n documents.txt. */
    public static void main(String[] args) throws Exception {
        Init.init();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        if (args[0].equals("c14n")) {
            canonicalize(factory, Path.of(args[1]));
            return;
        }
        Document document = factory.newDocumentBuilder().parse(new File(args[1]));
        Element body = (Element) document.getElementsByTagNameNS(SOAP, "Body").item(0);
        body.setAttributeNS(SEC, "SOAP-SEC:id", "Body");
        body.setIdAttributeNS(SEC, "id", true);
        if (args[0].equals("sign")) {
            sign(document, args);
        } else {
            verify(document);
        }
    }

    private static void sign(Document document, String[] args) throws Exception {
        KeyStore card = KeyStore.getInstance("PKCS12");
        card.load(new FileInputStream(args[2]), "demo".toCharArray());
        String alias = card.aliases().nextElement();
        Element header = (Element) document.getElementsByTagNameNS(SOAP, "Header").item(0);
        Element block = document.createElementNS(SEC, "SOAP-SEC:Signature");
        header.appendChild(block);

        XMLSignature signature = new XMLSignature(document, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, args[4]);
        block.appendChild(signature.getElement());
        Transforms transforms = new Transforms(document);
        for (int i = 5; i < args.length; i++) {
            transforms.addTransform(args[i]);
        }
        signature.addDocument("#Body", args.length > 5 ? transforms : null, "http://www.w3.org/2001/04/xmlenc#sha256");
        signature.addKeyInfo((X509Certificate) card.getCertificate(alias));
        signature.addKeyInfo(((X509Certificate) card.getCertificate(alias)).getPublicKey());
        signature.sign((PrivateKey) card.getKey(alias, "demo".toCharArray()));
        try (var out = Files.newOutputStream(Path.of(args[3]))) {
            XMLUtils.outputDOM(document, out);
        }
    }

    /** One document a line, in base64; for each element, in document order, a line of canonical octets per algorithm, in base64. */
    private static void canonicalize(DocumentBuilderFactory factory, Path documents) throws Exception {
        for (String line : Files.readAllLines(documents)) {
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(Base64.getDecoder().decode(line)));
            NodeList elements = document.getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                print(elements.item(i), Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS, null);
                print(elements.item(i), Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS, null);
                print(elements.item(i), Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS, null);
                print(elements.item(i), Canonicalizer.ALGO_ID_C14N_EXCL_WITH_COMMENTS, null);
                print(elements.item(i), Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS, "p q #default");
            }
        }
    }

    private static void print(Node node, String algorithm, String prefixes) throws Exception {
        Canonicalizer canonicalizer = Canonicalizer.getInstance(algorithm);
        byte[] octets = prefixes == null ? canonicalizer.canonicalizeSubtree(node) : canonicalizer.canonicalizeSubtree(node, prefixes);
        System.out.println(Base64.getEncoder().encodeToString(octets));
    }

    private static void verify(Document document) throws Exception {
        Element element = (Element) document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature").item(0);
        XMLSignature signature = new XMLSignature(element, "");
        if (!signature.checkSignatureValue(signature.getKeyInfo().getX509Certificate())) {
            throw new IllegalStateException("false signature");
        }
        System.out.println("OK");
    }
}
