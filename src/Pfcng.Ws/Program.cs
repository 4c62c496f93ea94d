using Pfcng.Ws.Commandes;

return await LigneDeCommande.ExecuterAsync(args);
