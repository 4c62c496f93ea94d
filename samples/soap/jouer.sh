#!/usr/bin/env bash
# Plays the cases of this folder against a running service, as an editor's first client would, with no code of the platform: openssl makes keys
# and CSRs, xmlsec1 signs, curl sends, xmllint reads the answers.
set -uo pipefail
export LC_ALL=C.UTF-8
ici=$(cd "$(dirname "$0")" && pwd)

aide() {
  cat <<'AIDE'
jouer.sh [options] [filtre…]            joue les cas dont le nom contient un des filtres (tous, sans filtre)
jouer.sh -d DOSSIER --preparer COMMANDE  prépare les cas qui l’exigent, le service étant arrêté (COMMANDE le lance)

  -u, --url URL         adresse HTTPS du service                        [https://localhost:8443]
  -d, --donnees DOSSIER dossier de données du service                   [data]
  -g, --garder DOSSIER  garde les messages envoyés et reçus
  -l, --liste           liste les cas et ce qu’ils montrent, sans rien envoyer
  -v, --voir            montre chaque message envoyé et reçu
  -h, --help            ceci

Code de sortie : nombre de cas en échec. Il faut openssl, xmlsec1, curl et xmllint.
Exemples : ./jouer.sh ; ./jouer.sh retirerCertificat ; ./jouer.sh -v guide-14.2.1 ; ./jouer.sh /09 /10
AIDE
}

url=https://localhost:8443 donnees=data garder='' voir='' liste='' commande='' filtres=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) aide; exit 0 ;;
    -l | --liste) liste=1 ;;
    -v | --voir) voir=1 ;;
    -u | --url | -d | --donnees | -g | --garder | --preparer)
      [ $# -gt 1 ] || { echo "jouer.sh : $1 attend une valeur" >&2; exit 2; }
      case $1 in -u | --url) url=$2 ;; -d | --donnees) donnees=$2 ;; -g | --garder) garder=$2 ;; *) commande=$2 ;; esac
      shift ;;
    -*) echo "jouer.sh : option inconnue : $1 (--help)" >&2; exit 2 ;;
    *) filtres+=("$1") ;;
  esac
  shift
done

url=${url%/}
preparation=$donnees/demo/echantillons.env
travail=$(mktemp -d)
trap 'rm -rf "$travail"' EXIT
if [ -n "$garder" ]; then mkdir -p "$garder" && messages=$garder || exit 2; else messages=$travail; fi
unique=$(date +%s)$$ # Makes addresses and names new at each run.

# --- What a case says of itself, in its first comment -----------------------------------------------------------------------------------------

champ() { sed -n "/-->/q; s/^ *$2: *//p" "$ici/$1.xml"; } # case, name: its values, one a line
corps() { sed '1,/-->/d' "$ici/$1.xml"; }
phrase() { sed -n '/-->/q; /^ *[a-z]*: /d; /^<!--/d; s/^ *//; /./p' "$ici/$1.xml"; }

# --- Keys and CSRs ----------------------------------------------------------------------------------------------------------------------------

nouvelle_csr() { openssl req -new -newkey "$1" -nodes -keyout /dev/null -subj '/CN=demande' -sha256 -outform DER 2>/dev/null; }

# The CSR of that name, the same for the whole run, base 64 on one line; some names say what is wrong with it.
csr() {
  local fichier=$travail/$1.csr
  [ -s "$fichier" ] || case $1 in
    CSR_RSA_1024) nouvelle_csr rsa:1024 ;;
    CSR_RSA_3072) nouvelle_csr rsa:3072 ;;
    CSR_SIGNATURE_FAUSSE)
      nouvelle_csr rsa:2048 >"$travail/juste.der"
      dernier=$(tail -c 1 "$travail/juste.der" | od -An -tu1)
      head -c -1 "$travail/juste.der"
      printf "\\x$(printf %02x $(((dernier + 1) % 256)))" ;;
    *) nouvelle_csr rsa:2048 ;;
  esac | base64 -w 0 >"$fichier"
  cat "$fichier"
}

# --- What stands between two @ ----------------------------------------------------------------------------------------------------------------

lire() { xmllint --xpath "string($1)" "$2" 2>/dev/null; } # XPath, file

# What earlier answers gave to this case: INDICE_1, INDICE_2…, LOT, and AKI and SERIE of the certificate.
recueillir() {
  local avant reponse i
  indices=() lot='' aki='' serie=''
  while read -r avant; do
    [ -n "$avant" ] || continue
    reponse=$messages/$avant.reponse.xml
    for ((i = 1; i <= $(lire 'count(//indiceRetrait)' "$reponse"); i++)); do indices+=("$(lire "(//indiceRetrait)[$i]" "$reponse")"); done
    lot=${lot:-$(lire //indiceLot "$reponse")}
    if [ -n "$(lire //certificat "$reponse")" ]; then
      lire //certificat "$reponse" >"$travail/certificat.pem"
      serie=$(openssl x509 -in "$travail/certificat.pem" -noout -serial | cut -d= -f2)
      aki=$(openssl x509 -in "$travail/certificat.pem" -noout -ext authorityKeyIdentifier | sed -n 's/^ *\(keyid:\)\?\([0-9A-F:]\{59\}\)$/\2/p')
    fi
  done < <(champ "$1" avant)
}

remplacer() { # text
  local texte=$1 mot valeur n=0
  while [[ $texte =~ @(CSR|CSR_[A-Z0-9_]+|UNIQUE|HIER|DEMAIN|INDICE_[0-9]+|LOT|AKI|SERIE|PFCNG_[A-Z_]+)@ ]]; do
    mot=${BASH_REMATCH[1]}
    case $mot in
      CSR) valeur=$(csr "neuve-$((++n))-$RANDOM$RANDOM") ;;
      CSR_*) valeur=$(csr "$mot") ;;
      UNIQUE) valeur=$unique ;;
      HIER) valeur=$(TZ=Europe/Paris date -d yesterday +%F) ;;
      DEMAIN) valeur=$(TZ=Europe/Paris date -d tomorrow +%F) ;;
      INDICE_*) valeur=${indices[${mot#INDICE_} - 1]:-} ;;
      LOT) valeur=$lot ;;
      AKI) valeur=$aki ;;
      SERIE) valeur=$serie ;;
      PFCNG_*) valeur=${!mot:-} ;;
    esac
    texte=${texte/"@$mot@"/"$valeur"}
  done
  printf '%s' "$texte"
}

# --- Sign, send -------------------------------------------------------------------------------------------------------------------------------

# The layout of guide §11: the signature in SOAP-SEC:Signature, one reference to the Body, no white space between elements.
enveloppe() { # body, with a signature to fill (1) or without
  local ds=http://www.w3.org/2000/09/xmldsig# signature=''
  [ -z "$2" ] || signature="<SOAP-ENV:Header><SOAP-SEC:Signature><ds:Signature xmlns:ds=\"$ds\"><ds:SignedInfo>\
<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\"/>\
<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/><ds:Reference URI=\"#Body\">\
<ds:Transforms><ds:Transform Algorithm=\"${ds}enveloped-signature\"/></ds:Transforms>\
<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>\
<ds:KeyInfo><ds:X509Data><ds:X509SubjectName/><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature></SOAP-SEC:Signature></SOAP-ENV:Header>"
  printf '%s' "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"" \
    " xmlns:SOAP-SEC=\"http://schemas.xmlsoap.org/soap/security/2000-12\">$signature<SOAP-ENV:Body SOAP-SEC:id=\"Body\">" "$1" "</SOAP-ENV:Body></SOAP-ENV:Envelope>"
}

carte() { # world, idNat: its folder
  case $1 in production) echo "$donnees/demo/cartes-production/${2//\//_}" ;; *) echo "$donnees/demo/cartes/${2//\//_}" ;; esac
}

signer() { # key and certificate without extension, file
  xmlsec1 --sign --privkey-pem "$1.key,$1.crt" --id-attr:id Body --output "$2" "$2" >"$travail/xmlsec1" 2>&1 || { cat "$travail/xmlsec1" >&2; return 1; }
}

preparer_message() { # case, file
  local signature paire
  signature=$(champ "$1" signature)
  paire=$(carte "$(champ "$1" monde)" "$(champ "$1" carte)")/sign
  [ "$signature" != authentification ] || paire=${paire%sign}auth
  enveloppe "$(remplacer "$(corps "$1")")" "$([ "$signature" = absente ] || echo 1)" >"$2"
  [ "$signature" = absente ] || signer "$paire" "$2" || return 1
  case $(champ "$1" apres) in
    alterer) sed -i 's#</SOAP-ENV:Body># </SOAP-ENV:Body>#' "$2" ;; # One blank more than what was signed.
    gonfler) head -c 10485760 /dev/zero | tr '\0' ' ' >>"$2" ;;     # Blanks after the Envelope: all is right but the size.
  esac
}

envoyer() { # case, request, answer; gives the HTTP status
  local tls porte identite=''
  tls=$(champ "$1" tls) porte=$(champ "$1" porte)
  if [ -d "$donnees/demo/serveurs/$tls" ]; then
    identite=$donnees/demo/serveurs/$tls/tls
  elif [ "$tls" != aucun ]; then
    identite=$(carte "$(champ "$1" monde)" "$tls")/auth
  fi
  curl --silent --show-error --noproxy '*' --max-time 60 --cacert "$donnees/ac/tous.pem" ${identite:+--cert "$identite.crt" --key "$identite.key"} \
    --header 'Content-Type: text/xml; charset=utf-8' --header "SOAPAction: \"${1%%/*}\"" --data-binary "@$2" \
    --output "$3" --write-out '%{http_code}' "$url/ws-$porte"
}

# --- One case ---------------------------------------------------------------------------------------------------------------------------------

declare -A issues
bons=0 echecs=0 sautes=0

finir() { # case, issue, remark
  issues[$1]=$2
  case $2 in bon) bons=$((bons + 1)) ;; ÉCHEC) echecs=$((echecs + 1)) ;; *) sautes=$((sautes + 1)) ;; esac
  printf '%-5s  %-70s  %s\n' "$2" "$1" "$3"
}

empechement() { # case: why it can't be played, or nothing
  local exige avant
  while read -r exige; do
    [ -z "$exige" ] || [ -n "${!exige:-}" ] || { echo "exige $exige (voir README.md, « Préparer »)"; return; }
  done < <(champ "$1" exige)
  while read -r avant; do
    [ -z "$avant" ] || [ "${issues[$avant]:-}" = bon ] || { echo "$avant n’est pas passé"; return; }
  done < <(champ "$1" avant)
}

ecarts() { # case, HTTP status, answer: what differs from the expected, a line each
  local attente xpath attendu recu
  [ -n "$(champ "$1" expect)" ] || echo '       aucun expect: ce cas ne peut pas échouer'
  while read -r attente; do
    xpath=${attente%% = *} attendu=$(remplacer "${attente#* = }")
    recu=$([ "$xpath" = HTTP ] && echo "$2" || lire "$(remplacer "$xpath")" "$3")
    [ "$recu" = "$attendu" ] || printf '       %s\n         attendu : %s\n         reçu    : %s\n' "$xpath" "$attendu" "$recu"
  done < <(champ "$1" expect)
}

jouer() { # case
  local cas=$1 avant raison requete reponse statut differences
  [ -z "${issues[$cas]:-}" ] || return 0
  for avant in $(champ "$cas" avant); do jouer "$avant"; done
  raison=$(empechement "$cas")
  [ -z "$raison" ] || { finir "$cas" sauté "$raison"; return; }

  requete=$messages/$cas.requete.xml reponse=$messages/$cas.reponse.xml
  mkdir -p "${requete%/*}"
  rm -f "$reponse"
  recueillir "$cas"
  preparer_message "$cas" "$requete" || { finir "$cas" ÉCHEC 'le message ne peut pas être signé'; return; }
  statut=$(envoyer "$cas" "$requete" "$reponse") || { finir "$cas" ÉCHEC "rien n’a été reçu de $url"; return; }
  differences=$(ecarts "$cas" "$statut" "$reponse")
  finir "$cas" "$([ -z "$differences" ] && echo bon || echo ÉCHEC)" "$statut $(lire '//statutLot|//statut|//faultcode' "$reponse")"
  [ -z "$differences" ] || printf '%s\n' "$differences"
  [ -z "$voir" ] || montrer "$requete" "$reponse"
}

montrer() { # request, answer
  printf -- '---- envoyé\n%s\n---- reçu\n' "$(head -c 20000 "$1")"
  xmllint --format "$2" 2>/dev/null || cat "$2"
}

# --- What cases need that no message can do ---------------------------------------------------------------------------------------------------

# With the service stopped: a demande of the IHM channel; in the directory, somebody without a title, and somebody whose name is not his card's.
preparer() {
  local annuaire=$donnees/demo/annuaire.json indice
  [ -f "$annuaire" ] || { echo "jouer.sh : $annuaire manque ; lancer le service une première fois sur ce dossier, puis l’arrêter" >&2; exit 2; }
  grep -q '"899700027990"' "$annuaire" || sed -i '0,/"personnes": \[/s//&\
      { "idNat": "899700027990", "nom": "SANSTITRE", "prenom": "LEA", "type": "PS" },\
      { "idNat": "899700027991", "nom": "NOMDECARTE", "prenom": "PAUL", "type": "PS", "titre": "Médecin" },/' "$annuaire"
  csr CSR_IHM | base64 -d | openssl req -inform DER -out "$travail/ihm.pem"
  indice=$($commande demande-ihm --acteur 899700027131 --offre ORG --usage AUTH_CLI --structure 499700027180006 --nom-applicatif 'Demande IHM' \
    --csr "$travail/ihm.pem" --mail demandeur@exemple.fr --Pfcng:DataDirectory="$donnees" | tail -n 1)
  [[ $indice =~ ^[0-9]+$ ]] || { echo "jouer.sh : demande-ihm a répondu « $indice »" >&2; exit 1; }
  sed -i 's/"NOMDECARTE"/"NOMDANNUAIRE"/' "$annuaire"
  printf 'PFCNG_INDICE_IHM=%s\nPFCNG_SANS_TITRE=899700027990\nPFCNG_AUTRE_NOM=899700027991\n' "$indice" >"$preparation"
  echo "Prêt : demande IHM $indice. Relancer le service sur ce dossier."
}

# --- All ------------------------------------------------------------------------------------------------------------------------------------

for outil in openssl xmlsec1 curl xmllint; do
  command -v "$outil" >/dev/null || { echo "jouer.sh : $outil n’est pas installé" >&2; exit 2; }
done
if [ -n "$commande" ]; then preparer; exit; fi

mapfile -t choisis < <(cd "$ici" && find . -mindepth 2 -name '*.xml' | sed 's#^\./##; s#\.xml$##' | sort)
if [ ${#filtres[@]} -gt 0 ]; then
  mapfile -t choisis < <(printf '%s\n' "${choisis[@]}" | grep -F "$(printf '%s\n' "${filtres[@]}")")
fi
[ ${#choisis[@]} -gt 0 ] || { echo "jouer.sh : aucun cas ne porte ce nom" >&2; exit 2; }
if [ -n "$liste" ]; then
  for cas in "${choisis[@]}"; do printf '%s\n    %s\n' "$cas" "$(phrase "$cas")"; done
  exit 0
fi

[ -f "$donnees/ac/tous.pem" ] || { echo "jouer.sh : $donnees/ac/tous.pem manque ; -d donne le dossier de données du service" >&2; exit 2; }
if [ -f "$preparation" ]; then . "$preparation"; fi
for cas in "${choisis[@]}"; do jouer "$cas"; done
printf '\n%s bons, %s en échec, %s sautés\n' "$bons" "$echecs" "$sautes"
exit $((echecs > 120 ? 120 : echecs))
