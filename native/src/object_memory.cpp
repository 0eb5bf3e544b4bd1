#include "detail/object_memory.hpp"

#include "detail/thread_memory.hpp"

#include <cstdlib>

// Other systems were not at hand to try it.
#if defined(__GLIBC__) && defined(__x86_64__)
#define PT_CAN_LINK_ANEW
#include <ATen/Version.h>
#include <c10/core/CPUAllocator.h>

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <malloc.h>

#include <cstring>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#endif

namespace panamatorch {

#if defined(PT_CAN_LINK_ANEW)

namespace {

void* take(size_t bytes) {
    if (bytes > ObjectBlocks::LARGEST || !keeps_blocks.load(std::memory_order_relaxed)) {
        return ::operator new(bytes);
    }
    ThreadMemory* const memory = thread_memory();
    void* const block = memory == nullptr ? nullptr : memory->objects.take(bytes);
    return block == nullptr ? ::operator new(ObjectBlocks::rounded(bytes)) : block;
}

// Any block may come here, and any of ours go elsewhere: all are the C library's.
void give(void* block) noexcept {
    if (block == nullptr) {
        return;
    }
    ThreadMemory* const memory = keeps_blocks.load(std::memory_order_relaxed) ? thread_memory() : nullptr;
    if (memory == nullptr || !memory->objects.give(block, malloc_usable_size(block))) {
        ::operator delete(block);
    }
}

void give_sized(void* block, size_t /*bytes*/) noexcept {
    give(block);
}

// Where a loaded library finds the functions of others: a table of addresses, which the system's linker fills in when
// they are first called.
class LinkTable {
   public:
    explicit LinkTable(const void* function) noexcept {
        Dl_info info;
        link_map* library = nullptr;
        if (dladdr1(function, &info, reinterpret_cast<void**>(&library), RTLD_DL_LINKMAP) == 0) {
            return;
        }
        base_ = library->l_addr;
        size_t bytes = 0;
        const Elf64_Rela* first = nullptr;
        for (const auto* entry = library->l_ld; entry->d_tag != DT_NULL; ++entry) {
            switch (entry->d_tag) {
                case DT_SYMTAB:
                    symbols_ = reinterpret_cast<const Elf64_Sym*>(entry->d_un.d_ptr);
                    break;
                case DT_STRTAB:
                    names_ = reinterpret_cast<const char*>(entry->d_un.d_ptr);
                    break;
                case DT_GNU_HASH:
                    // Its second word: the first symbol that the library itself defines.
                    others_ = reinterpret_cast<const uint32_t*>(entry->d_un.d_ptr)[1];
                    break;
                case DT_JMPREL:
                    first = reinterpret_cast<const Elf64_Rela*>(entry->d_un.d_ptr);
                    break;
                case DT_PLTRELSZ:
                    bytes = entry->d_un.d_val;
                    break;
                case DT_BIND_NOW:
                    is_fixed_ = true;
                    break;
                case DT_FLAGS:
                    is_fixed_ |= (entry->d_un.d_val & DF_BIND_NOW) != 0;
                    break;
                case DT_FLAGS_1:
                    is_fixed_ |= (entry->d_un.d_val & DF_1_NOW) != 0;
                    break;
                default:
                    break;
            }
        }
        if (first != nullptr) {
            places_ = {first, bytes / sizeof(Elf64_Rela)};
        }
    }

    // Nothing happens if the table cannot be written, as where all is linked at once.
    void replace(std::string_view name, const void* function) const noexcept {
        const auto symbol = symbol_of(name);
        if (is_fixed_ || !symbol) {
            return;
        }
        for (const auto& place : places_) {
            if (ELF64_R_SYM(place.r_info) == *symbol && ELF64_R_TYPE(place.r_info) == R_X86_64_JUMP_SLOT) {
                auto& address = *reinterpret_cast<const void**>(base_ + place.r_offset);
                std::atomic_ref(address).store(function, std::memory_order_relaxed);
            }
        }
    }

   private:
    std::optional<uint32_t> symbol_of(std::string_view name) const noexcept {
        for (uint32_t symbol = 1; symbol < others_; ++symbol) {
            if (name == names_ + symbols_[symbol].st_name) {
                return symbol;
            }
        }
        return std::nullopt;
    }

    uintptr_t base_ = 0;
    const Elf64_Sym* symbols_ = nullptr;
    const char* names_ = nullptr;
    uint32_t others_ = 0;
    std::span<const Elf64_Rela> places_;
    bool is_fixed_ = false;
};

// The system's C++ library, not one that was preloaded.
bool is_of_cpp_library(const void* function) noexcept {
    Dl_info info;
    return dladdr(function, &info) != 0 && std::strstr(info.dli_fname, "libstdc++") != nullptr;
}

}  // namespace

void keep_object_blocks() noexcept {
    auto* const allocate = static_cast<void* (*)(size_t)>(::operator new);
    if (!CAN_KEEP_BLOCKS || !is_of_cpp_library(reinterpret_cast<const void*>(allocate))) {
        return;
    }
    const void* const functions[] = {
        reinterpret_cast<const void*>(&c10::GetCPUAllocator), reinterpret_cast<const void*>(&at::show_config)};
    for (const auto* function : functions) {
        const LinkTable table(function);
        // First what takes blocks back, though it would not matter.
        table.replace("_ZdlPv", reinterpret_cast<const void*>(&give));
        table.replace("_ZdlPvm", reinterpret_cast<const void*>(&give_sized));
        table.replace("_Znwm", reinterpret_cast<const void*>(&take));
    }
}

#else

void keep_object_blocks() noexcept {}

#endif

}  // namespace panamatorch
