#include "panamatorch/error.h"

#include "detail/callback.hpp"
#include "detail/guard.hpp"

#include <c10/util/Exception.h>

#include <exception>
#include <new>
#include <stdexcept>
#include <string_view>

namespace {

// The exception is kept alive, so that its text need not be copied and its backtrace, which takes long to write out,
// is only written when somebody asks for it.
struct LastError {
    pt_status status = PT_OK;
    const char* message = "";
    std::exception_ptr exception;
    int64_t callback = 0;
};

thread_local LastError last_error;

pt_status status_of(const c10::Error& error) noexcept {
    if (dynamic_cast<const c10::IndexError*>(&error) != nullptr) {
        return PT_ERROR_INDEX;
    }
    if (dynamic_cast<const c10::ValueError*>(&error) != nullptr) {
        return PT_ERROR_VALUE;
    }
    if (dynamic_cast<const c10::TypeError*>(&error) != nullptr) {
        return PT_ERROR_TYPE;
    }
    if (dynamic_cast<const c10::NotImplementedError*>(&error) != nullptr) {
        return PT_ERROR_NOT_IMPLEMENTED;
    }
    if (dynamic_cast<const c10::LinAlgError*>(&error) != nullptr) {
        return PT_ERROR_LINALG;
    }
    if (dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr) {
        return PT_ERROR_OUT_OF_MEMORY;
    }
    // The CPU allocator reports exhaustion as a plain error.
    const std::string_view text = error.what_without_backtrace();
    if (text.find("not enough memory") != text.npos || text.find("can't allocate memory") != text.npos) {
        return PT_ERROR_OUT_OF_MEMORY;
    }
    return PT_ERROR;
}

pt_status keep(pt_status status, const char* message) noexcept {
    last_error.status = status;
    last_error.message = message;
    last_error.exception = std::current_exception();
    last_error.callback = 0;
    return status;
}

}  // namespace

namespace panamatorch {

pt_status record_current_exception() noexcept {
    try {
        throw;
    } catch (const c10::Error& error) {
        return keep(status_of(error), error.what_without_backtrace());
    } catch (const ArgumentError& error) {
        return keep(PT_ERROR_ARGUMENT, error.message());
    } catch (const CallbackError& error) {
        keep(PT_ERROR_CALLBACK, error.what());
        last_error.callback = error.number();
        return PT_ERROR_CALLBACK;
    } catch (const StackError& error) {
        return keep(PT_ERROR_STACK, error.message());
    } catch (const std::bad_alloc& error) {
        return keep(PT_ERROR_OUT_OF_MEMORY, error.what());
    } catch (const std::out_of_range& error) {
        return keep(PT_ERROR_INDEX, error.what());
    } catch (const std::invalid_argument& error) {
        return keep(PT_ERROR_VALUE, error.what());
    } catch (const std::exception& error) {
        return keep(PT_ERROR, error.what());
    } catch (...) {
        return keep(PT_ERROR, "a C++ exception that is no std::exception");
    }
}

}  // namespace panamatorch

pt_status pt_error_status(void) {
    return last_error.status;
}

const char* pt_error_message(void) {
    return last_error.message;
}

int64_t pt_error_callback(void) {
    return last_error.callback;
}

const char* pt_error_backtrace(void) {
    try {
        if (last_error.exception) {
            std::rethrow_exception(last_error.exception);
        }
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
    }
    return last_error.message;
}
