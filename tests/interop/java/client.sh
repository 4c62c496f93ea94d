#!/usr/bin/env bash
# Makes the Java classes of the contract from the door's own WSDL, compiles Client.java with them, and runs it.
#
#   ./client.sh https://localhost:8443 data [ws-srv|ws-apt]
#
# Debian: openjdk-17-jdk-headless jaxws libxml-security-java libbcpkix-java.
set -euo pipefail

if [ $# -lt 2 ] || [ "$1" = --help ] || [ "$1" = -h ]; then
  echo "usage: $0 https://host:port data-folder [ws-srv|ws-apt]" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
base=$1 data=$2 door=${3:-ws-srv}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jars=/usr/share/java
classpath=$(printf "$jars/%s.jar:" jaxws-rt xmlsec slf4j-api slf4j-nop commons-codec bcpkix bcutil bcprov)

# Java trusts a key store, not a PEM file: the roots of the demonstration go into one.
for root in "$data"/ac/ACR-*.pem; do
  keytool -importcert -noprompt -alias "$(basename "$root")" -file "$root" -keystore "$work/confiance.p12" -storepass demonstration 2>/dev/null
done
trust=(-Djavax.net.ssl.trustStore="$work/confiance.p12" -Djavax.net.ssl.trustStorePassword=demonstration)

mkdir "$work/classes"
WSIMPORT_OPTS="${trust[*]} -Djavax.xml.accessExternalSchema=https" wsimport -quiet -Xnocompile -s "$work" -p contrat "$base/$door?wsdl"
javac -nowarn -cp "$classpath" -d "$work/classes" "$work"/contrat/*.java "$here/Client.java"
java "${trust[@]}" -cp "$work/classes:$classpath" Client "$base" "$data" "$door"
