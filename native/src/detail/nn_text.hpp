#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/ScalarType.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace panamatorch {

// A dtype as Python prints it.
inline std::string dtype_name(const at::Tensor& tensor) {
    return "torch." + std::string(c10::getDtypeNames(tensor.scalar_type()).first);
}

// A number as Python's repr() prints it: the fewest digits that give the number back, and an exponent below 1e-4 and
// from 1e16 on.
inline std::string python_repr(double value) {
    if (!std::isfinite(value)) {
        return std::isnan(value) ? "nan" : (value < 0 ? "-inf" : "inf");
    }
    char text[64];
    auto* end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    const std::string scientific(text, end);
    const auto exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
    if (exponent < -4 || exponent >= 16) {
        return scientific;
    }
    end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
    std::string fixed(text, end);
    return fixed.find('.') == std::string::npos ? fixed + ".0" : fixed;
}

// Sizes as Python prints a tuple: "(2, 3)".
inline std::string python_tuple(at::IntArrayRef sizes) {
    std::string text = "(";
    for (size_t i = 0; i < sizes.size(); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(sizes[i]);
    }
    return text + (sizes.size() == 1 ? ",)" : ")");
}

// Sizes as Python prints a torch.Size: "torch.Size([2, 3])".
inline std::string python_size(at::IntArrayRef sizes) {
    std::string text = "torch.Size([";
    for (size_t i = 0; i < sizes.size(); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(sizes[i]);
    }
    return text + "])";
}

}  // namespace panamatorch
