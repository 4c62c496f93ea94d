#!/usr/bin/env bash
# A first client of the PFCNG Web Service: the five operations with curl (mutual TLS), xmlsec1 (signature) and openssl (keys, certificates, lists).
#
#   ./client.sh https://localhost:8443 data          through /ws-srv, with the server certificate of editeur.exemple.fr
#   ./client.sh https://localhost:8443 data ws-apt   through /ws-apt, with the authentication certificate of the card
#   ./client.sh https://localhost:8443 data ws-srv data/demo/certificats/1/certificat.crt   renews that one, which must be near its end
#
# Debian: curl xmlsec1 openssl libxml2-utils.
set -euo pipefail

if [ $# -lt 2 ] || [ "$1" = --help ] || [ "$1" = -h ]; then
  echo "usage: $0 https://host:port data-folder [ws-srv|ws-apt [certificate-to-renew]]" >&2
  exit 2
fi
base=$1 data=$2 door=${3:-ws-srv}
card=$data/demo/cartes/899700027131 # CAROLE
structure=499700027180006
mails='<mailDemandeur>carole@exemple.fr</mailDemandeur><mailPersonneAInformer>informatique@exemple.fr</mailPersonneAInformer>'
tls=$data/demo/serveurs/editeur.exemple.fr/tls
if [ "$door" = ws-apt ]; then tls=$card/auth; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The message to sign, without white space between its elements; xmlsec1 fills DigestValue, SignatureValue and X509Data (§11).
envelope() { # content of the Body
  tr -d '\n' <<END
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-SEC="http://schemas.xmlsoap.org/soap/security/2000-12">
<SOAP-ENV:Header><SOAP-SEC:Signature><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<ds:Reference URI="#Body"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></ds:Transforms>
<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>
<ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature></SOAP-SEC:Signature></SOAP-ENV:Header>
<SOAP-ENV:Body SOAP-SEC:id="Body">$1</SOAP-ENV:Body></SOAP-ENV:Envelope>
END
}

call() { # operation, element of the request, its content: the answer is left in $work/answer.xml
  envelope "<ws:$2 xmlns:ws=\"http://www.pfcng.in.com/WS/\">$3</ws:$2>" >"$work/request.xml"
  xmlsec1 --sign --privkey-pem "$card/sign.key,$card/sign.crt" --id-attr:id Body --output "$work/signed.xml" "$work/request.xml"
  curl --silent --show-error --cacert "$data/ac/tous.pem" --cert "$tls.crt" --key "$tls.key" \
    --header 'Content-Type: text/xml; charset=utf-8' --header "SOAPAction: \"$1\"" --data-binary "@$work/signed.xml" --output "$work/answer.xml" "$base/$door"
}

value() { xmllint --xpath "string($1)" "$work/answer.xml"; }

expect() { # XPath, value
  if [ "$(value "$1")" != "$2" ]; then printf 'Réponse inattendue, %s devait valoir %s :\n' "$1" "$2" >&2; cat "$work/answer.xml" >&2; exit 1; fi
}

new_csr() { # name of the key's file: prints the PKCS#10 in base 64
  openssl req -new -newkey rsa:2048 -nodes -sha256 -subj /CN=demande -keyout "$work/$1" -outform DER 2>/dev/null | openssl base64 -A
}

# A certificate is named by its authority's key identifier and its serial number.
name_of() { # certificate: sets serial, aki and named
  serial=$(openssl x509 -in "$1" -noout -serial | cut -d= -f2)
  aki=$(openssl x509 -in "$1" -noout -ext authorityKeyIdentifier | sed -n '2s/^ *\(keyid:\)\?//p')
  named="<AKI>$aki</AKI><numeroSerie>$serial</numeroSerie>"
}

if [ $# -ge 4 ]; then # renouvelerCertificat that succeeds: a new key, a new demande, withdrawn like any other.
  name_of "$4"
  call renouvelerCertificat requeteRenouvellementCertificat "$named$mails<CSR>$(new_csr new.key)</CSR>"
  expect //statut OK
  call retirerCertificat requeteRetraitCertificat "<indiceRetrait>$(value //indiceRetrait)</indiceRetrait><codeRevocation>$(openssl rand -hex 8)</codeRevocation>"
  expect //statut OK
  value //certificat | openssl x509 -noout -subject -enddate
  echo OK
  exit
fi

# demanderCertificats: one signed lot, two demandes.
demandes=
for rank in 1 2; do
  demandes+="<demandeCertificat><offre>ORG</offre><gamme>EL</gamme><usage>AUTH_CLI</usage><idNatStruct>$structure</idNatStruct>"
  demandes+="<nomApplicatif>Application $rank</nomApplicatif><CSR>$(new_csr "$rank.key")</CSR>$mails</demandeCertificat>"
done
call demanderCertificats requeteDemandeCertificats "$demandes"
expect //statutLot OK
expect '//demande[2]/statutDemande' OK
indice=$(value '//demande[1]/indiceRetrait')
echo "demanderCertificats  lot $(value //indiceLot)"

# retirerCertificat: the certificate that belongs to the first key. The code is a secret to keep for a later revocation.
call retirerCertificat requeteRetraitCertificat "<indiceRetrait>$indice</indiceRetrait><codeRevocation>$(openssl rand -hex 8)</codeRevocation>"
expect //statut OK
value //certificat >"$work/1.crt"
cmp <(openssl x509 -in "$work/1.crt" -noout -pubkey) <(openssl pkey -in "$work/1.key" -pubout)
name_of "$work/1.crt"
echo "retirerCertificat    $serial"

# suivreActivite: our product is active. Serial numbers come in lower case.
call suivreActivite requeteSuiviActivite "<typeDemande>PRODUITS</typeDemande><offre>ORG</offre><usage>AUTH_CLI</usage><idNatStruct>$structure</idNatStruct>"
expect //statut OK
expect "//resultat[numeroSerie='${serial,,}']/etat" 'Produit actif'
echo "suivreActivite       $(value 'count(//resultat)') produits, dont le nôtre : Produit actif"

# renouvelerCertificat: refused, three years too early.
call renouvelerCertificat requeteRenouvellementCertificat "$named$mails<CSR>$(new_csr 3.key)</CSR>"
expect //statut WSMG-00000010
echo "renouvelerCertificat $(value //statut) $(value //message)"

# revoquerCertificat, at once; the list at the certificate's distribution point shows it when the answer is here.
call revoquerCertificat requeteRevocationCertificat "$named<gamme>EL</gamme><motif>FIN_DACTIVITE</motif>$mails"
expect //statut OK
point=$(openssl x509 -in "$work/1.crt" -noout -ext crlDistributionPoints | sed -n 's/^ *URI://p' | head -n 1)
curl --silent --show-error --fail --output "$work/list.crl" "$point"
openssl crl -inform DER -in "$work/list.crl" -noout -text >"$work/list.txt"
grep -q "Serial Number: $serial" "$work/list.txt" || { echo "$point ne montre pas $serial" >&2; exit 1; }
echo "revoquerCertificat   OK, dans $point"
echo OK
