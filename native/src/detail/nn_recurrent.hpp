#pragma once

#include "detail/nn_module.hpp"
#include "detail/nn_text.hpp"

namespace panamatorch::nn {

// The hidden state of a recurrent module or cell: h alone, or h and c; undefined where the caller gave none.
struct Hidden {
    at::Tensor h;
    at::Tensor c;

    template <typename Change>
    Hidden map(Change change) const {
        return {change(h), c.defined() ? change(c) : c};
    }
};

inline Hidden to_hidden(const pt_tensor* h, const pt_tensor* c, bool has_cell_state) {
    Hidden hidden{owned_or_undefined(h), owned_or_undefined(c)};
    if (hidden.c.defined() != (has_cell_state && hidden.h.defined())) {
        throw ArgumentError("h and c must both be given, or h alone to a module without c");
    }
    return hidden;
}

}  // namespace panamatorch::nn
