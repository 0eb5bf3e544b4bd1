#include "panamatorch/dispatch.h"

#include "detail/guard.hpp"

#include <c10/util/Exception.h>

#include <dlfcn.h>

using namespace panamatorch;

namespace {

void load(const char* path) {
    // As Python loads them: a library of operators may use another one's symbols.
    if (dlopen(path, RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        const char* error = dlerror();
        TORCH_CHECK(false, error == nullptr ? "the library cannot be loaded" : error);
    }
}

}  // namespace

pt_status pt_load_library(const char* path) {
    return guard([&] { load(required(path, "a null path")); });
}
