using System.Security.Cryptography.X509Certificates;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

/// <summary>Authorities and cards made once for all the tests of the process.</summary>
internal static class CertificatsDeTest
{
    public static readonly X509Certificate2 Fort = Autorite(TestFort);
    public static readonly X509Certificate2 FortDeProduction = Autorite("AC IGC-SANTE FORT PERSONNES");
    public static readonly X509Certificate2 Racine = Autorite("TEST AC RACINE IGC-SANTE ELEMENTAIRE");
    public static readonly X509Certificate2 Organisations = Autorite(TestOrganisations, Racine);
    public static readonly X509Certificate2 StandardSansRacine = Autorite("TEST AC IGC-SANTE STANDARD PERSONNES", Autorite("TEST AC RACINE IGC-SANTE STANDARD"));
    public static readonly X509Certificate2 Classe3 = Autorite("TEST CLASSE-3");

    public static readonly X509Certificate2 Carte = CarteDeSignature(Fort);
    public static readonly X509Certificate2 AutreCarte = CarteDeSignature(Fort, "899700027222");
    public static readonly X509Certificate2 Authentification = CarteDAuthentification(Fort);
}
