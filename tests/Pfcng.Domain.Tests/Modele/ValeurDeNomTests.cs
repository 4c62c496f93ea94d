using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Modele;

/// <summary>RFC 4514 §2.4 and §3, for whatever writes or reads a distinguished name.</summary>
[TestFixture, Category("D34")]
public class ValeurDeNomTests
{
    [TestCase("Service 15-1", "Service 15-1")]
    [TestCase("a,b+c\"d\\e<f>g;h", "a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h")]
    [TestCase("#a#", "\\#a#")]
    [TestCase(" a b ", "\\ a b\\ ")]
    [TestCase(" ", "\\ ")]
    [TestCase("  ", "\\ \\ ")]
    [TestCase("a\0b", "a\\00b")]
    [TestCase("a\r\nb\u007F\u0085", "a\\0D\\0Ab\\7F\\C2\\85")]
    [TestCase("é = L’Ô 😀", "é = L’Ô 😀")]
    [TestCase("", "")]
    public void Une_valeur_s_ecrit_echappee_et_se_relit(string valeur, string texte)
    {
        ValeurDeNom.Echapper(valeur).Should().Be(texte);
        ValeurDeNom.Lire(texte).Should().Be(valeur);
    }

    [TestCase("  a  ", "a")]
    [TestCase("\\20a\\20", " a ")]
    [TestCase("Lu\\C4\\8Di\\c4\\87", "Lučić")]
    [TestCase("a\\=b", "a=b")]
    public void Les_autres_facons_d_ecrire_se_lisent(string texte, string valeur) => ValeurDeNom.Lire(texte).Should().Be(valeur);

    [TestCase("a\\"), TestCase("\\FF"), TestCase("\\C3")]
    public void Ce_qui_n_est_pas_une_valeur_est_refuse(string texte) => FluentActions.Invoking(() => ValeurDeNom.Lire(texte)).Should().Throw<FormatException>();

    [Test]
    public void Toute_valeur_se_relit_et_reste_sur_sa_ligne() => Propriete.Verifier(2000, hasard =>
    {
        var valeur = new string(hasard.GetItems<char>(" #,+\"\\<>;=\0\n\u001F\u0085aZé0F\u2028", hasard.Next(12)));
        var texte = ValeurDeNom.Echapper(valeur);
        return ValeurDeNom.Lire(texte) == valeur && !texte.Any(char.IsControl);
    });
}
