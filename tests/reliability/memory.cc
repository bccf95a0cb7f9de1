// A library to preload. The Nth time that the program asks for memory it gets none.
//
// $MEMORY_AT is N, counted from 1. With $MEMORY_FOR=ever, it gets none from then on.
// $MEMORY_LOG is a file that gets the number of all requests when the program ends.

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

std::atomic<long> requests{0};

// What the loader and dlsym() ask for before the allocator is known. It is never given back.
alignas(std::max_align_t) std::array<char, 1 << 16> early{};
std::atomic<std::size_t> early_used{0};

bool is_early(const void* memory) {
    return memory >= early.data() && memory < early.data() + early.size();
}

void* take_early(std::size_t size) {
    const std::size_t rounded = (size + 15) / 16 * 16;
    const std::size_t at = early_used.fetch_add(rounded);
    return at + rounded <= early.size() ? early.data() + at : nullptr;
}

// The allocator's function; nothing while it is looked up.
template <typename Function>
Function* allocator(const char* name) {
    static std::atomic<Function*> found{nullptr};
    static std::atomic<bool> looking{false};
    if (found == nullptr && !looking.exchange(true)) {
        found = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
    }
    return found;
}

bool fails() {
    const char* at = std::getenv("MEMORY_AT");
    const long number = ++requests;
    if (at == nullptr) return false;
    const long first = std::atol(at);
    return number == first || (number > first && std::getenv("MEMORY_FOR") != nullptr);
}

__attribute__((destructor)) void tell() {
    const char* path = std::getenv("MEMORY_LOG");
    if (path == nullptr) return;
    std::array<char, 32> text{};
    const int size = std::snprintf(text.data(), text.size(), "%ld\n", requests.load());
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (write(file, text.data(), static_cast<std::size_t>(size)) < 0) std::abort();
    close(file);
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
    auto* const real = allocator<void*(std::size_t)>("malloc");
    if (real == nullptr) return take_early(size);
    if (!fails()) return real(size);
    errno = ENOMEM;
    return nullptr;
}

void* calloc(std::size_t count, std::size_t size) {
    auto* const real = allocator<void*(std::size_t, std::size_t)>("calloc");
    if (real == nullptr) return take_early(count * size);
    if (!fails()) return real(count, size);
    errno = ENOMEM;
    return nullptr;
}

void* realloc(void* memory, std::size_t size) {
    auto* const real = allocator<void*(void*, std::size_t)>("realloc");
    if (real == nullptr || is_early(memory)) {
        void* const made = malloc(size);
        if (made != nullptr && memory != nullptr) {
            const char* const end = early.data() + early.size();
            const auto left = static_cast<std::size_t>(end - static_cast<char*>(memory));
            std::memcpy(made, memory, size < left ? size : left);
        }
        return made;
    }
    if (!fails()) return real(memory, size);
    errno = ENOMEM;
    return nullptr;
}

void free(void* memory) {
    if (is_early(memory)) return;
    if (auto* const real = allocator<void(void*)>("free")) real(memory);
}
}

// An allocator may bring its own, which would not call malloc().
void* operator new(std::size_t size) {
    void* const memory = malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return malloc(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return malloc(size); }
void operator delete(void* memory) noexcept { free(memory); }
void operator delete[](void* memory) noexcept { free(memory); }
void operator delete(void* memory, std::size_t) noexcept { free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { free(memory); }
