#pragma once

#include <sys/mman.h>

#include <new>
#include <type_traits>

namespace crib {

// A value in memory that a process shares with those it forks. What one writes, the others read.
// It outlives each of them but the last. Nothing locks it: only one of them may use it at a time.
template <typename Value>
class Shared {
    static_assert(std::is_trivially_copyable_v<Value>);

  public:
    Shared()
        : bytes_(mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                      -1, 0)) {
        if (bytes_ == MAP_FAILED) throw std::bad_alloc();
        value_ = new (bytes_) Value;
    }
    ~Shared() { munmap(bytes_, sizeof(Value)); }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    Shared(Shared&&) = delete;
    Shared& operator=(Shared&&) = delete;

    Value& operator*() { return *value_; }
    Value* operator->() { return value_; }

  private:
    void* bytes_;
    Value* value_ = nullptr;
};

}  // namespace crib
