// Two, as most machines have cores at least: beside them the run has the browser, the programs of the stories and the engine's tests.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
