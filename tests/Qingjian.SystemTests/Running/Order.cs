using Xunit;

// Each test runs a whole program and loads it: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
