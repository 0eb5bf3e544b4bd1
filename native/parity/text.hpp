#pragma once

#include <cmath>
#include <cstdio>
#include <string>

namespace parity {

// As Java's Double.toHexString. printf's %a differs from it in the missing ".0" and in the "+" of the exponent.
inline std::string hex(double value) {
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value < 0 ? "-Infinity" : "Infinity";
    }
    char text[64];
    std::snprintf(text, sizeof text, "%a", value);
    std::string result = text;
    const auto exponent = result.find('p');
    if (result[exponent + 1] == '+') {
        result.erase(exponent + 1, 1);
    }
    if (result.find('.') == std::string::npos) {
        result.insert(exponent, ".0");
    }
    return result;
}

}  // namespace parity
