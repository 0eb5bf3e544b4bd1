#pragma once

#include <string>

// LibTorch's ATen/functorch/Interpreter.h includes a JSON library that LibTorch does not come with, for functions that
// nothing here calls. This is as much of it as that header's text needs; nothing of it is defined.
namespace nlohmann {

class json {
   public:
    json() = default;
    template <typename Value>
    json(const Value& value);

    static json parse(const std::string& text);
    std::string dump() const;
    template <typename Value>
    Value get() const;
};

}  // namespace nlohmann
