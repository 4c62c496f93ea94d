"""Signs and verifies with python-xmlsec. Usage: signer.py sign|verify message.xml key.pem|cert.pem [cert.pem]"""
import sys

import xmlsec
from lxml import etree

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def main(verb, path, pem, certificate=None):
    document = etree.parse(path)
    signature = xmlsec.tree.find_node(document.getroot(), xmlsec.constants.NodeSignature)
    context = xmlsec.SignatureContext()
    body = document.getroot().find(f"{{{SOAP}}}Body")
    for name in body.attrib:
        qualified = etree.QName(name)
        if qualified.localname.lower() == "id":
            context.register_id(body, qualified.localname, qualified.namespace)
    if verb == "sign":
        context.key = xmlsec.Key.from_file(pem, xmlsec.constants.KeyDataFormatPem)
        context.key.load_cert_from_file(certificate, xmlsec.constants.KeyDataFormatPem)
        context.sign(signature)
        document.write(sys.stdout.buffer, encoding="UTF-8")
    else:
        context.key = xmlsec.Key.from_file(pem, xmlsec.constants.KeyDataFormatCertPem)
        context.verify(signature)
        print("OK")


main(*sys.argv[1:])
