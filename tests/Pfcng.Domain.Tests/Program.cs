using Pfcng.Domain.Tests;

return await Enfant.LancerAsync(args);
