// One more than most machines have cores: a test that waits for the browser leaves its core to another.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
