#!/usr/bin/python3
"""A first client of the PFCNG Web Service: the five operations, with zeep for SOAP, requests for mutual TLS and xmlsec for the signature.

    /usr/bin/python3 client.py https://localhost:8443 data          through /ws-srv, with the server certificate of editeur.exemple.fr
    /usr/bin/python3 client.py https://localhost:8443 data ws-apt   through /ws-apt, with the authentication certificate of the card

Debian: python3-zeep python3-xmlsec python3-cryptography.
"""
import base64
import secrets
import sys
from pathlib import Path

import requests
import xmlsec
import zeep
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_SEC = "http://schemas.xmlsoap.org/soap/security/2000-12"
CAROLE = "899700027131"
STRUCTURE = "499700027180006"
MAILS = {"mailDemandeur": "carole@exemple.fr", "mailPersonneAInformer": "informatique@exemple.fr"}


class Signature:
    """zeep calls apply() on every envelope before it goes: the place to sign as the guide's §11 shows."""

    def __init__(self, card):
        self.key = xmlsec.Key.from_file(str(card / "sign.key"), xmlsec.constants.KeyDataFormatPem)
        self.key.load_cert_from_file(str(card / "sign.crt"), xmlsec.constants.KeyDataFormatPem)

    def apply(self, envelope, headers):
        # <Header><SOAP-SEC:Signature><ds:Signature>… one reference to #Body …  <Body SOAP-SEC:id="Body">
        body = envelope.find(f"{{{SOAP}}}Body")
        body.set(f"{{{SOAP_SEC}}}id", "Body")
        header = etree.Element(f"{{{SOAP}}}Header")
        envelope.insert(0, header)
        block = etree.SubElement(header, f"{{{SOAP_SEC}}}Signature", nsmap={"SOAP-SEC": SOAP_SEC})

        signature = xmlsec.template.create(envelope, xmlsec.constants.TransformInclC14NWithComments, xmlsec.constants.TransformRsaSha256, ns="ds")
        block.append(signature)
        reference = xmlsec.template.add_reference(signature, xmlsec.constants.TransformSha256, uri="#Body")
        xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
        data = xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(signature))
        xmlsec.template.x509_data_add_certificate(data)

        context = xmlsec.SignatureContext()
        context.key = self.key
        context.register_id(body, "id", SOAP_SEC)
        context.sign(signature)
        return envelope, headers

    def verify(self, envelope):
        """Answers are not signed: TLS vouches for them."""


def nouvelle_csr():
    """A new RSA key of 2048 bits and its PKCS#10. Nothing but the key is taken from it: any name will do."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "demande")])
    csr = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
    return key, base64.b64encode(csr.public_bytes(serialization.Encoding.DER)).decode()


def exiger(condition, reponse):
    if not condition:
        sys.exit(f"Réponse inattendue :\n{reponse}")


def main(base, data, door="ws-srv"):
    data = Path(data)
    card = data / "demo" / "cartes" / CAROLE

    # 1. Mutual TLS, then the contract, read from the door itself.
    session = requests.Session()
    session.trust_env = False  # else REQUESTS_CA_BUNDLE, where set, would win over verify
    session.verify = str(data / "ac" / "tous.pem")
    tls = card / "auth" if door == "ws-apt" else data / "demo" / "serveurs" / "editeur.exemple.fr" / "tls"
    session.cert = (f"{tls}.crt", f"{tls}.key")
    client = zeep.Client(f"{base}/{door}?wsdl", transport=zeep.Transport(session=session), wsse=Signature(card))

    # 2. demanderCertificats: one signed lot, two demandes.
    keys, demandes = [], []
    for application in ("Application 1", "Application 2"):
        key, csr = nouvelle_csr()
        keys.append(key)
        demandes.append({"offre": "ORG", "gamme": "EL", "usage": "AUTH_CLI", "idNatStruct": STRUCTURE, "nomApplicatif": application, "CSR": csr, **MAILS})
    lot = client.service.demanderCertificats(demandeCertificat=demandes)
    exiger(lot.statutLot == "OK" and [d.statutDemande for d in lot.demande] == ["OK", "OK"], lot)
    print(f"demanderCertificats  lot {lot.indiceLot}, demandes {', '.join(d.indiceDemande for d in lot.demande)}")

    # 3. retirerCertificat: the certificate that belongs to the first key. The code is a secret to keep for a later revocation.
    retrait = client.service.retirerCertificat(indiceRetrait=lot.demande[0].indiceRetrait, codeRevocation=secrets.token_hex(8))
    exiger(retrait.statut == "OK", retrait)
    certificat = x509.load_pem_x509_certificate(retrait.certificat.encode())
    exiger(certificat.public_key().public_numbers() == keys[0].public_key().public_numbers(), retrait)
    serie = f"{certificat.serial_number:032x}"
    print(f"retirerCertificat    {serie}, {certificat.subject.rfc4514_string()}")

    # 4. suivreActivite: our product is active.
    suivi = client.service.suivreActivite(typeDemande="PRODUITS", offre="ORG", usage="AUTH_CLI", idNatStruct=STRUCTURE)
    exiger(suivi.statut == "OK", suivi)
    exiger([r.etat for r in suivi.resultat if r.numeroSerie == serie] == ["Produit actif"], suivi)
    print(f"suivreActivite       {len(suivi.resultat)} produits, dont le nôtre : Produit actif")

    # 5. renouvelerCertificat: refused, three years too early. A certificate is named by its authority's key identifier and its serial number.
    aki = certificat.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier.hex()
    nomme = {"AKI": aki, "numeroSerie": serie}
    renouvellement = client.service.renouvelerCertificat(CSR=nouvelle_csr()[1], **nomme, **MAILS)
    exiger(renouvellement.statut == "WSMG-00000010" and renouvellement.indiceRetrait is None, renouvellement)
    print(f"renouvelerCertificat {renouvellement.statut} {renouvellement.message}")

    # 6. revoquerCertificat, at once; the list at the certificate's distribution point shows it when the answer is here.
    revocation = client.service.revoquerCertificat(gamme="EL", motif="FIN_DACTIVITE", **nomme, **MAILS)
    exiger(revocation.statut == "OK", revocation)
    points = certificat.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    point = points[0].full_name[0].value
    liste = x509.load_der_x509_crl(session.get(point).content)
    exiger(liste.get_revoked_certificate_by_serial_number(certificat.serial_number) is not None, f"{point} ne montre pas {serie}")
    print(f"revoquerCertificat   OK, dans {point}")
    print("OK")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(f"usage: {sys.argv[0]} https://host:port data-folder [ws-srv|ws-apt]")
    main(*sys.argv[1:])
