// parity PROGRAM [--seed N]: trains one of the hello programs and prints every value; README.md says in which form.
#include "model.hpp"
#include "text.hpp"
#include "trainer.hpp"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <charconv>
#include <cstring>
#include <iostream>

namespace {

void print(int epoch, const std::string& name, const at::Tensor& tensor) {
    std::cout << "epoch " << epoch << ' ' << name;
    const auto plain = tensor.detach().contiguous();
    const auto* values = plain.const_data_ptr<float>();
    for (int64_t i = 0; i < plain.numel(); ++i) {
        std::cout << ' ' << parity::hex(values[i]);
    }
    std::cout << '\n';
}

void print_parameters(int epoch, const parity::Model& model) {
    for (const auto& [name, tensor] : model.parameters()) {
        print(epoch, name, tensor);
    }
}

void run(parity::Model& model) {
    parity::Trainer trainer(model);
    print_parameters(0, model);
    for (int epoch = 1; epoch <= model.epochs(); ++epoch) {
        print(epoch, "loss", trainer.epoch());
        for (const auto& [name, tensor] : model.parameters()) {
            print(epoch, "grad " + name, tensor.grad());
        }
        print_parameters(epoch, model);
    }
}

int usage() {
    std::cerr << "usage: parity PROGRAM [--seed N], where PROGRAM is one of";
    for (const auto& name : parity::Model::names()) {
        std::cerr << ' ' << name;
    }
    std::cerr << '\n';
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    int64_t seed = 0;
    if (argc == 4 && std::strcmp(argv[2], "--seed") == 0) {
        const auto* end = argv[3] + std::strlen(argv[3]);
        if (std::from_chars(argv[3], end, seed).ptr != end) {
            return usage();
        }
    } else if (argc != 2) {
        return usage();
    }
    at::set_num_threads(1);
    at::manual_seed(static_cast<uint64_t>(seed));
    const auto model = parity::Model::make(argv[1]);
    if (model == nullptr) {
        return usage();
    }
    run(*model);
}
