namespace Pfcng.Domain.Disque;

/// <summary>How much a <see cref="RegistreTournant"/> keeps, and how long.</summary>
/// <param name="Taille">Bytes of one file.</param>
/// <param name="Fichiers">Files at most, the one that is written included; two at least.</param>
/// <param name="Jours">Days after which a file set aside is deleted.</param>
public sealed record GardeDuRegistre(long Taille, int Fichiers, int Jours);
