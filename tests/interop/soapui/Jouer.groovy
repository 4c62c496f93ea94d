import groovy.util.slurpersupport.GPathResult
import java.security.KeyStore
import java.security.cert.CertificateFactory
import javax.net.ssl.HttpsURLConnection
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory
import javax.xml.XMLConstants
import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.transform.dom.DOMSource
import javax.xml.transform.stream.StreamSource
import javax.xml.validation.SchemaFactory
import javax.xml.xpath.XPathFactory

/*
 * Plays a SoapUI project as SoapUI's testrunner would, for what ours uses: Groovy and request steps, property expansion, key stores, four kinds of
 * assertions. Arguments: the project, then properties of the project as SoapUI takes them, « -Pport=9443 ». A line per step; 1 when one failed.
 * Two differences, on purpose: the service's certificate is verified, with the authorities of the data folder (SoapUI trusts anybody), and
 * « Schema Compliance » reads the schema embedded in the project without SoapUI's own code.
 */

class Valeurs {
    final Map<String, String> proprietes = [:]
    String getPropertyValue(String nom) { proprietes[nom] }
    void setPropertyValue(String nom, String valeur) { proprietes[nom] = valeur }
    void lire(GPathResult noeud) { noeud.properties.property.each { proprietes[it.name.text()] = it.value.text() } }
}

class Projet extends Valeurs {
    GPathResult xml
    File dossier
    def interfaces = [:], suites = [:]
    def wssContainer = this

    def getInterfaceByName(String nom) { interfaces[nom] }
    def getTestSuiteByName(String nom) { suites[nom] }

    def getCryptoByName(String nom) {
        xml.wssContainer.crypto.collect { crypto ->
            def chemin = new File(new Contexte(projet: this).expand(crypto.source.text()))
            [source: (chemin.absolute ? chemin : new File(dossier, chemin.path)).path, password: crypto.password.text(), label: chemin.name]
        }.find { it.label == nom }
    }

    static Projet ouvrir(File fichier, Map<String, String> reglages) {
        def projet = new Projet(xml: new XmlSlurper().parse(fichier), dossier: fichier.absoluteFile.parentFile)
        projet.lire(projet.xml)
        projet.proprietes.putAll(reglages)
        projet.xml.'interface'.each { i ->
            def operations = i.operation.collectEntries { o -> [o.@name.text(), o.call.collectEntries { c -> [c.@name.text(), [requestContent: c.request.text()]] }] }
            projet.interfaces[i.@name.text()] = [getOperationByName: { nom -> [getRequestByName: { porte -> operations[nom][porte] }] }]
        }
        projet.xml.testSuite.each { projet.suites[it.@name.text()] = new Suite(it, projet) }
        return projet
    }
}

class Suite {
    final Projet project
    final Map<String, Cas> cas
    final boolean disabled

    Suite(GPathResult xml, Projet projet) {
        project = projet
        disabled = xml.@disabled == 'true'
        cas = xml.testCase.collectEntries { [it.@name.text(), new Cas(it, this)] }
    }

    def getTestCaseByName(String nom) { cas[nom] }
}

class Cas extends Valeurs {
    final Suite testSuite
    final String name
    final Map<String, GPathResult> etapes

    Cas(GPathResult xml, Suite suite) {
        testSuite = suite
        name = xml.@name.text()
        etapes = xml.testStep.collectEntries { [it.@name.text(), it] }
        lire(xml)
    }

    def getTestStepByName(String nom) {
        [run: { testRunner, context ->
            new GroovyShell(new Binding(testRunner: testRunner, context: context)).evaluate(etapes[nom].config.script.text())
        }]
    }

    /** Stops at the first step that fails, as failOnError="true" asks. */
    boolean jouer(Appels appels) {
        def context = new Contexte(projet: testSuite.project, cas: this)
        return etapes.every { nom, etape -> etape.@type == 'groovy' ? signer(nom, context) : envoyer(nom, etape.config, context, appels) }
    }

    private boolean signer(String nom, Contexte context) {
        getTestStepByName(nom).run([testCase: this], context)
        return true
    }

    private boolean envoyer(String nom, GPathResult etape, Contexte context, Appels appels) {
        def requete = etape.request
        context.reponses[nom] = appels.envoyer(
            context.expand(requete.endpoint.text()), requete.@sslKeystore.text(), etape.operation.text(), context.expand(requete.request.text()))
        def fautes = new Assertions(testSuite.project, context.reponses[nom]).fautes(requete.assertion)
        println "$name $nom : ${fautes ? 'ECHEC ' + fautes.join(' ; ') + '\n' + context.reponses[nom] : 'OK'}"
        return fautes.empty
    }
}

/** What SoapUI calls property expansion: ${#Project#…}, ${#TestCase#…}, ${step#Response#xpath}. */
class Contexte {
    Projet projet
    Cas cas
    final Map<String, String> reponses = [:]
    final Map<String, Object> proprietes = [:]

    def getProperty(String nom) { proprietes.containsKey(nom) ? proprietes[nom] : metaClass.getProperty(this, nom) }
    void setProperty(String nom, Object valeur) { metaClass.hasProperty(this, nom) ? metaClass.setProperty(this, nom, valeur) : proprietes.put(nom, valeur) }

    String expand(String texte) {
        texte.replaceAll(/\$\{([^#}]*)#([^#}]+)(?:#([^}]+))?\}/) { tout, etape, nom, suite ->
            etape ? Xml.lire(Xml.document(reponses[etape]), suite) : (nom == 'Project' ? projet : cas).getPropertyValue(suite) ?: ''
        }
    }
}

class Xml {
    static document(String texte) {
        def fabrique = DocumentBuilderFactory.newDefaultInstance()
        fabrique.namespaceAware = true
        return fabrique.newDocumentBuilder().parse(new ByteArrayInputStream(texte.getBytes('UTF-8')))
    }

    static String lire(document, String xpath) { XPathFactory.newDefaultInstance().newXPath().evaluate(xpath, document) }
}

/** Mutual TLS with one of the project's key stores; the peer is verified. */
class Appels {
    final Projet projet
    private final KeyStore autorites = KeyStore.getInstance(KeyStore.defaultType)

    Appels(Projet projet, File autorites) {
        this.projet = projet
        this.autorites.load(null, null)
        autorites.withInputStream { flux ->
            CertificateFactory.getInstance('X.509').generateCertificates(flux).eachWithIndex { c, i -> this.autorites.setCertificateEntry("ac$i", c) }
        }
    }

    String envoyer(String adresse, String magasin, String action, String message) {
        def connexion = (HttpsURLConnection) new URL(adresse).openConnection()
        connexion.SSLSocketFactory = contexte(projet.getCryptoByName(magasin)).socketFactory
        connexion.doOutput = true
        connexion.setRequestProperty('Content-Type', 'text/xml;charset=UTF-8')
        connexion.setRequestProperty('SOAPAction', '"' + action + '"')
        connexion.outputStream.withStream { it.write(message.getBytes('UTF-8')) }
        def reponse = (connexion.responseCode < 400 ? connexion.inputStream : connexion.errorStream).getText('UTF-8')
        if (!(connexion.responseCode in [200, 500])) { throw new IOException("HTTP ${connexion.responseCode} : $reponse") }
        return reponse
    }

    private SSLContext contexte(crypto) {
        def cles = KeyStore.getInstance('PKCS12')
        new File(crypto.source).withInputStream { cles.load(it, crypto.password.toCharArray()) }
        def miennes = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
        miennes.init(cles, crypto.password.toCharArray())
        def siennes = TrustManagerFactory.getInstance(TrustManagerFactory.defaultAlgorithm)
        siennes.init(autorites)
        def contexte = SSLContext.getInstance('TLS')
        contexte.init(miennes.keyManagers, siennes.trustManagers, null)
        return contexte
    }
}

class Assertions {
    private final Projet projet
    private final document

    Assertions(Projet projet, String reponse) {
        this.projet = projet
        document = Xml.document(reponse)
    }

    /** What is wrong; empty when every assertion holds. */
    List<String> fautes(assertions) { assertions.collect { juger(it.@type.text(), it.configuration) }.findAll() }

    /** Null when it holds, else what is wrong. */
    private String juger(String type, configuration) {
        switch (type) {
            case 'SOAP Response': return document.documentElement.localName == 'Envelope' ? null : 'pas une enveloppe'
            case 'SOAP Fault Assertion': return contenu().localName == 'Fault' ? 'Fault' : null
            case 'Schema Compliance': return conforme()
            case 'XPath Match':
                def lu = Xml.lire(document, configuration.path.text())
                return lu == configuration.content.text() ? null : "${configuration.path.text()} vaut $lu"
            default: return "assertion inconnue : $type"
        }
    }

    private contenu() { document.documentElement.lastChild.firstChild }

    private String conforme() {
        def xsd = projet.xml.'interface'.definitionCache.part.find { it.type == XMLConstants.W3C_XML_SCHEMA_NS_URI }.content.text()
        try {
            SchemaFactory.newDefaultInstance().newSchema(new StreamSource(new StringReader(xsd))).newValidator().validate(new DOMSource(contenu()))
            return null
        } catch (org.xml.sax.SAXException e) {
            return e.message
        }
    }
}

def reglages = args.tail().collectEntries { def (nom, valeur) = it.substring('-P'.length()).split('=', 2); [nom, valeur] }
def projet = Projet.ouvrir(new File(args[0]), reglages)
def appels = new Appels(projet, new File(projet.getPropertyValue('donnees'), 'ac/tous.pem'))
def bons = projet.suites.values().findAll { !it.disabled }.collectMany { it.cas.values() }.collect { it.jouer(appels) }
System.exit(bons.every() ? 0 : 1)
