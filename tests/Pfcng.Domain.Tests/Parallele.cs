using NUnit.Framework;

// Fixtures run side by side, the tests of one fixture one after the other: each fixture has its own folder, store, service and ports.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
