#pragma once

#include "panamatorch/types.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <vector>

namespace panamatorch {

// Thrown through autograd where the caller's code threw something, which the caller keeps under this number.
class CallbackError final : public std::exception {
   public:
    explicit CallbackError(int64_t number) noexcept : number_(number) {}
    const char* what() const noexcept override {
        return "code that autograd called has thrown an exception";
    }
    int64_t number() const noexcept {
        return number_;
    }

   private:
    int64_t number_;
};

// An address as callbacks get it.
inline int64_t to_number(const void* address) noexcept {
    return static_cast<int64_t>(reinterpret_cast<intptr_t>(address));
}

// An id of the caller's, which is given back at the end.
class Callback {
   public:
    explicit Callback(int64_t id);

    // For an id that pack() has given, which has room for its note.
    struct Reserved {};
    Callback(int64_t id, Reserved) noexcept : id_(id) {}

    Callback(const Callback&) = delete;
    Callback& operator=(const Callback&) = delete;
    ~Callback();

    int64_t id() const noexcept {
        return id_;
    }

    // Gives the id to the caller before the end.
    void disown() noexcept;

    // Runs the caller's code: its results, or nothing where it has none.
    std::optional<std::vector<at::Tensor>> operator()(const std::vector<at::Tensor>& arguments, size_t results) const {
        return run(id_, arguments, results);
    }

    // The same for an id that stays the caller's.
    static std::optional<std::vector<at::Tensor>> run(
        int64_t id, const std::vector<at::Tensor>& arguments, size_t results);

    // Runs the caller's code with the numbers as they are; what it throws is thrown. What it returns, which is not
    // negative.
    static int64_t run_raw(int64_t id, int64_t arguments, int64_t count, int64_t ret, int64_t capacity);

    // Lets the caller pack a tensor: the id, now the library's, of what gives it back; 0 for none.
    int64_t pack(const at::Tensor& tensor) const;

   private:
    int64_t id_;
};

}  // namespace panamatorch
