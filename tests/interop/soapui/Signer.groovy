/*
 * Signs one message with the script of the SoapUI project, as its steps do. Arguments: the project, the message, the card's key store, its password.
 * The signed message goes to the standard output.
 */
def (projet, message, magasin, motDePasse) = args
def etapes = new XmlSlurper().parse(new File(projet)).testSuite.testCase.testStep
def context = new Expando()
new GroovyShell(new Binding(testRunner: null, context: context)).evaluate(etapes.find { it.@name == 'Pfcng' }.config.script.text())
System.out.write(context.outils.signer(new File(message).getText('UTF-8'), magasin, motDePasse).getBytes('UTF-8'))
System.out.flush()
