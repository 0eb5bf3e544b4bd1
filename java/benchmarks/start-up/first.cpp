// The first tensor in C++.
#include <ATen/ops/add.h>
#include <ATen/ops/ones.h>

#include <iostream>

int main() {
    std::cout << at::add(at::ones({1}), at::ones({1})).item<double>() << '\n';
}
