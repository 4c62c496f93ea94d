// A first client of the PFCNG Web Service: the five operations in plain XML, with node's own https for mutual TLS and xml-crypto for the signature.
//
//   npm ci
//   node client.js https://localhost:8443 data          through /ws-srv, with the server certificate of editeur.exemple.fr
//   node client.js https://localhost:8443 data ws-apt   through /ws-apt, with the authentication certificate of the card
//
// Keys and CSRs are made by openssl: node has nothing for PKCS#10, nor for revocation lists.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import xpath from 'xpath';

const [base, data, door = 'ws-srv'] = process.argv.slice(2);
if (data === undefined) {
  console.error('usage: client.js https://host:port data-folder [ws-srv|ws-apt]');
  process.exit(2);
}
const STRUCTURE = '499700027180006';
const CARD = join(data, 'demo', 'cartes', '899700027131'); // CAROLE
const TLS = door === 'ws-apt' ? join(CARD, 'auth') : join(data, 'demo', 'serveurs', 'editeur.exemple.fr', 'tls');
const MAILS = '<mailDemandeur>carole@exemple.fr</mailDemandeur><mailPersonneAInformer>informatique@exemple.fr</mailPersonneAInformer>';

// All prefixes in lower case: xml-crypto orders namespace declarations as a dictionary would, canonical XML wants the order of code points.
function envelope(body) {
  return '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sec="http://schemas.xmlsoap.org/soap/security/2000-12">'
    + `<soap:Header><sec:Signature/></soap:Header><soap:Body sec:id="Body">${body}</soap:Body></soap:Envelope>`;
}

// The guide's layout (§11): one reference to #Body, the ds:Signature in Header/Signature, the card's certificate in KeyInfo.
function sign(message) {
  const signature = new SignedXml({
    privateKey: readFileSync(`${CARD}/sign.key`),
    publicCert: readFileSync(`${CARD}/sign.crt`),
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
    idAttributes: ['id'],
  });
  signature.addReference({
    xpath: "/*/*[local-name()='Body']",
    uri: '#Body',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(message, { prefix: 'ds', location: { reference: "/*/*/*[local-name()='Signature']", action: 'append' } });
  return signature.getSignedXml();
}

function send(options, body) {
  return new Promise((resolve, reject) => {
    const request = https.request(`${base}/${door}`, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => resolve(text));
    });
    request.on('error', reject).end(body);
  });
}

const agent = new https.Agent({
  keepAlive: true,
  ca: readFileSync(join(data, 'ac', 'tous.pem')),
  cert: readFileSync(`${TLS}.crt`),
  key: readFileSync(`${TLS}.key`),
});

// Signs and sends a request; gives a function that reads the answer by XPath.
async function call(operation, element, content) {
  const request = sign(envelope(`<ws:${element} xmlns:ws="http://www.pfcng.in.com/WS/">${content}</ws:${element}>`));
  const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${operation}"` };
  const text = await send({ method: 'POST', agent, headers }, request);
  const answer = new DOMParser().parseFromString(text, 'text/xml');
  const value = (path) => xpath.select(`string(${path})`, answer);
  assert.equal(value('//faultstring'), '', text);
  return value;
}

function newCsr() {
  const pem = execFileSync('openssl', ['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-subj', '/CN=demande', '-keyout', '-'], { stdio: 'pipe' }).toString();
  const [key, csr] = pem.split(/(?=-----BEGIN CERTIFICATE REQUEST)/);
  return { key: createPrivateKey(key), csr };
}

const openssl = (input, ...args) => execFileSync('openssl', args, { input }).toString();

// demanderCertificats: one signed lot, two demandes.
const keys = [newCsr(), newCsr()];
const lot = await call('demanderCertificats', 'requeteDemandeCertificats', keys.map(({ csr }, rank) => '<demandeCertificat><offre>ORG</offre>'
  + `<gamme>EL</gamme><usage>AUTH_CLI</usage><idNatStruct>${STRUCTURE}</idNatStruct><nomApplicatif>Application ${rank + 1}</nomApplicatif>`
  + `<CSR>${csr}</CSR>${MAILS}</demandeCertificat>`).join(''));
assert.equal(lot('//statutLot'), 'OK', lot('//message'));
assert.equal(lot('count(//demande[statutDemande="OK"])'), '2');
console.log(`demanderCertificats  lot ${lot('//indiceLot')}`);

// retirerCertificat: the certificate that belongs to the first key. The code is a secret to keep for a later revocation.
const retrait = await call('retirerCertificat', 'requeteRetraitCertificat',
  `<indiceRetrait>${lot('//demande[1]/indiceRetrait')}</indiceRetrait><codeRevocation>${randomBytes(8).toString('hex')}</codeRevocation>`);
assert.equal(retrait('//statut'), 'OK', retrait('//message'));
const certificat = new X509Certificate(retrait('//certificat'));
assert.ok(certificat.checkPrivateKey(keys[0].key));
const serie = certificat.serialNumber.toLowerCase();
console.log(`retirerCertificat    ${serie}`);

// suivreActivite: our product is active.
const suivi = await call('suivreActivite', 'requeteSuiviActivite',
  `<typeDemande>PRODUITS</typeDemande><offre>ORG</offre><usage>AUTH_CLI</usage><idNatStruct>${STRUCTURE}</idNatStruct>`);
assert.equal(suivi('//statut'), 'OK', suivi('//erreur'));
assert.equal(suivi(`//resultat[numeroSerie="${serie}"]/etat`), 'Produit actif');
console.log(`suivreActivite       ${suivi('count(//resultat)')} produits, dont le nôtre : Produit actif`);

// renouvelerCertificat: refused, three years too early. A certificate is named by its authority's key identifier and its serial number.
const aki = /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/.exec(openssl(certificat.toString(), 'x509', '-noout', '-ext', 'authorityKeyIdentifier'))[0];
const nomme = `<AKI>${aki}</AKI><numeroSerie>${serie}</numeroSerie>`;
const renouvellement = await call('renouvelerCertificat', 'requeteRenouvellementCertificat', `${nomme}${MAILS}<CSR>${newCsr().csr}</CSR>`);
assert.equal(renouvellement('//statut'), 'WSMG-00000010');
console.log(`renouvelerCertificat ${renouvellement('//statut')} ${renouvellement('//message')}`);

// revoquerCertificat, at once; the list at the certificate's distribution point shows it when the answer is here.
const revocation = await call('revoquerCertificat', 'requeteRevocationCertificat', `${nomme}<gamme>EL</gamme><motif>FIN_DACTIVITE</motif>${MAILS}`);
assert.equal(revocation('//statut'), 'OK', revocation('//message'));
const point = /URI:(\S+)/.exec(openssl(certificat.toString(), 'x509', '-noout', '-ext', 'crlDistributionPoints'))[1];
const liste = Buffer.from(await (await fetch(point)).arrayBuffer());
assert.ok(openssl(liste, 'crl', '-inform', 'DER', '-noout', '-text').includes(`Serial Number: ${serie.toUpperCase()}`));
console.log(`revoquerCertificat   OK, dans ${point}`);
agent.destroy();
console.log('OK');
