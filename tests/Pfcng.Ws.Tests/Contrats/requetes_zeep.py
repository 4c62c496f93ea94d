"""The five requests as zeep makes them from the WSDL given, in one document: the Body's children alone."""
import datetime
import sys

from lxml import etree
from zeep import Client

client = Client(sys.argv[1])
MAILS = {"mailDemandeur": "carole@exemple.fr", "mailPersonneAInformer": "secretariat@exemple.fr"}
CERTIFICAT = {"AKI": "D7:FB:FA", "numeroSerie": "12 34"}
DEMANDE = {"offre": "SERV", "gamme": "EL", "usage": "S/MIME", "idNatStruct": "10B0039137", "nomApplicatif": "Officine",
           "mailSujet": "officine@laboratoire.com", "CSR": "TUlJQw==", **MAILS}

requetes = etree.Element("requetes")
for operation, arguments in {
    "demanderCertificats": {"demandeCertificat": [DEMANDE, DEMANDE]},
    "retirerCertificat": {"indiceRetrait": "59", "codeRevocation": "secret"},
    "revoquerCertificat": {**CERTIFICAT, "gamme": "EL", "motif": "VOL", "dateEffet": datetime.date(2026, 12, 1), **MAILS},
    "renouvelerCertificat": {**CERTIFICAT, "CSR": "TUlJQw==", **MAILS},
    "suivreActivite": {"typeDemande": "PRODUITS", "offre": "PS", "dateCreationDemande": datetime.date(2026, 11, 1)},
}.items():
    enveloppe = client.create_message(client.service, operation, **arguments)
    requetes.append(enveloppe.find("{http://schemas.xmlsoap.org/soap/envelope/}Body")[0])
sys.stdout.write(etree.tostring(requetes, encoding="unicode"))
