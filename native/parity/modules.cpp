// parity-modules [--list] [--seed N]: modules in all their options on tensor operations; README.md says in which form.
#include "cases.hpp"
#include "text.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <charconv>
#include <cstring>
#include <iostream>

namespace {

// The elements of a tensor, or of all parts of a nested one.
at::Tensor flat(const at::Tensor& tensor) {
    if (!tensor.is_nested()) {
        return tensor.flatten();
    }
    std::vector<at::Tensor> parts;
    for (const auto& part : tensor.unbind()) {
        parts.push_back(part.flatten());
    }
    return at::cat(parts);
}

void print(const std::string& name, const at::Tensor& tensor) {
    std::cout << name;
    const auto plain = flat(tensor.detach()).to(at::kDouble).contiguous();
    for (int64_t i = 0; i < plain.numel(); ++i) {
        std::cout << ' ' << parity::hex(plain.const_data_ptr<double>()[i]);
    }
    std::cout << '\n';
}

parity::Computed compute(const parity::Case& options) {
    const auto& module = options.module();
    if (module == "MultiheadAttention") {
        return parity::compute_attention(options);
    }
    if (module.find("Transformer") == 0) {
        return parity::compute_encoder(options);
    }
    return module.find("Cell") == std::string::npos ? parity::compute_recurrent(options)
                                                    : parity::compute_cell(options);
}

void print_gradients(const parity::Named& tensors) {
    for (const auto& [name, tensor] : tensors.items()) {
        if (tensor.grad().defined()) {
            print("grad " + name, tensor.grad());
        }
    }
}

void run(const std::string& text, uint64_t seed) {
    at::manual_seed(seed);
    const auto computed = compute(parity::Case(text));
    std::cout << "case " << text << '\n';
    for (const auto& [name, tensor] : computed.parameters.items()) {
        print(name, tensor);
    }
    at::Tensor loss;
    for (const auto& [name, tensor] : computed.outputs.items()) {
        print("out " + name, tensor);
        if (tensor.requires_grad()) {
            const auto weights = at::linspace(-1, 1, tensor.numel(), tensor.options()).view(tensor.sizes());
            const auto part = (tensor * weights).sum();
            loss = loss.defined() ? loss + part : part;
        }
    }
    if (loss.defined()) {
        loss.backward();
        print_gradients(computed.parameters);
        print_gradients(computed.inputs);
    }
}

int usage() {
    std::cerr << "usage: parity-modules [--list] [--seed N]\n";
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    int64_t seed = 0;
    bool list = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--list") == 0) {
            list = true;
        } else if (std::strcmp(argv[i], "--seed") == 0 && i + 1 < argc) {
            const auto* text = argv[++i];
            const auto* end = text + std::strlen(text);
            if (std::from_chars(text, end, seed).ptr != end) {
                return usage();
            }
        } else {
            return usage();
        }
    }
    at::set_num_threads(1);
    for (const auto& text : parity::Case::all()) {
        if (list) {
            std::cout << text << '\n';
        } else {
            run(text, static_cast<uint64_t>(seed));
        }
    }
}
