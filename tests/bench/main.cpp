// pinwheel-bench: the speed of the core, measured with Google Benchmark. Its numbers depend on the
// machine and its load, so they are read by people and are no tests.

#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
