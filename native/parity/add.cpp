// add-native: adds two tensors and exits, for the start-up times of scripts/bench.
#include <ATen/ops/add.h>
#include <ATen/ops/ones.h>

#include <cstdio>

int main() {
    std::printf("%g\n", at::add(at::ones({1}), at::ones({1})).item<double>());
}
