// A library to preload. It counts a program's calls on files below a folder. The Nth call fails, or
// is the program's last.
//
// $FAULT_FOLDER is the folder, as an absolute path. $FAULT_LOG is a file that gets a line for each
// call. $FAULT_AT is the number of a call, counted from 1. $FAULT_DO is what happens in place of
// that call: an errno, or "kill"; or "kill after", which ends the program after the call; or
// "remove", which removes the file or folder before the call; or "alarm", which sends the program
// the signal that ends a TimeLimit, before the call.

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>

namespace {

std::atomic<int> calls{0};

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

template <typename Function>
Function* original(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

std::string path_of(int file) {
    std::array<char, 4096> target{};
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const long size = syscall(SYS_readlinkat, AT_FDCWD, link.c_str(), target.data(), target.size());
    return size < 0 ? "" : std::string(target.data(), static_cast<std::size_t>(size));
}

std::string path_at(int folder, const char* path) {
    if (path[0] == '/' || folder == AT_FDCWD) return path;
    return path_of(folder) + "/" + path;
}

void log(const std::string& line) {
    static auto* const open_file = original<int(const char*, int, ...)>("open");
    static auto* const write_file = original<ssize_t(int, const void*, std::size_t)>("write");
    const int file =
        open_file(setting("FAULT_LOG").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (write_file(file, line.data(), line.size()) < 0) std::abort();
    close(file);
}

// What a call returns when it fails.
template <typename Result>
Result failure() {
    if constexpr (std::is_pointer_v<Result>)
        return nullptr;
    else
        return -1;
}

// Makes the call, unless it is the one to fail. It leaves errno as the call does, because readdir()
// tells the end of a folder by an errno that did not change.
template <typename Call>
auto make(const char* name, const std::string& path, Call call) -> decltype(call()) {
    const int before = errno;
    const auto call_now = [&] {
        errno = before;
        return call();
    };
    const std::string folder = setting("FAULT_FOLDER");
    if (folder.empty() || path.compare(0, folder.size(), folder) != 0) return call_now();
    const int number = ++calls;
    log(std::string(name) + " " + path.substr(folder.size()) + "\n");
    if (std::to_string(number) != setting("FAULT_AT")) return call_now();
    const std::string what = setting("FAULT_DO");
    // The folder itself stays: it would take everything with it.
    if (what == "remove" && path.size() <= folder.size() + 1) return call_now();
    if (what == "remove") {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
        return call_now();
    }
    if (what == "alarm") {
        raise(SIGALRM);
        return call_now();
    }
    if (what == "kill after") call();
    if (what.compare(0, 4, "kill") == 0) kill(getpid(), SIGKILL);
    errno = std::atoi(what.c_str());
    return failure<decltype(call())>();
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    static auto* const real = original<int(const char*, int, ...)>("open");
    return make("open", path, [&] { return real(path, flags, mode); });
}

int open64(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    static auto* const real = original<int(const char*, int, ...)>("open64");
    return make("open", path, [&] { return real(path, flags, mode); });
}

int openat(int folder, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    static auto* const real = original<int(int, const char*, int, ...)>("openat");
    return make("openat", path_at(folder, path), [&] { return real(folder, path, flags, mode); });
}

int openat64(int folder, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    static auto* const real = original<int(int, const char*, int, ...)>("openat64");
    return make("openat", path_at(folder, path), [&] { return real(folder, path, flags, mode); });
}

DIR* opendir(const char* path) {
    static auto* const real = original<DIR*(const char*)>("opendir");
    return make("opendir", path, [&] { return real(path); });
}

dirent* readdir(DIR* folder) {
    static auto* const real = original<dirent*(DIR*)>("readdir");
    return make("readdir", path_of(dirfd(folder)), [&] { return real(folder); });
}

dirent64* readdir64(DIR* folder) {
    static auto* const real = original<dirent64*(DIR*)>("readdir64");
    return make("readdir", path_of(dirfd(folder)), [&] { return real(folder); });
}

ssize_t read(int file, void* bytes, size_t size) {
    static auto* const real = original<ssize_t(int, void*, size_t)>("read");
    return make("read", path_of(file), [&] { return real(file, bytes, size); });
}

ssize_t pread(int file, void* bytes, size_t size, off_t at) {
    static auto* const real = original<ssize_t(int, void*, size_t, off_t)>("pread");
    return make("pread", path_of(file), [&] { return real(file, bytes, size, at); });
}

ssize_t pread64(int file, void* bytes, size_t size, off64_t at) {
    static auto* const real = original<ssize_t(int, void*, size_t, off64_t)>("pread64");
    return make("pread", path_of(file), [&] { return real(file, bytes, size, at); });
}

// The system call itself, because an allocator asks for its settings before it can serve.
ssize_t readlink(const char* path, char* target, size_t size) noexcept {
    const auto real = [&] { return syscall(SYS_readlinkat, AT_FDCWD, path, target, size); };
    const char* folder = std::getenv("FAULT_FOLDER");
    const bool counts = folder != nullptr && std::strncmp(path, folder, std::strlen(folder)) == 0;
    return counts ? make("readlink", path, real) : real();
}

int fstat(int file, struct stat* status) noexcept {
    static auto* const real = original<int(int, struct stat*)>("fstat");
    return make("fstat", path_of(file), [&] { return real(file, status); });
}

int fstat64(int file, struct stat64* status) noexcept {
    static auto* const real = original<int(int, struct stat64*)>("fstat64");
    return make("fstat", path_of(file), [&] { return real(file, status); });
}

int stat(const char* path, struct stat* status) noexcept {
    static auto* const real = original<int(const char*, struct stat*)>("stat");
    return make("stat", path, [&] { return real(path, status); });
}

int stat64(const char* path, struct stat64* status) noexcept {
    static auto* const real = original<int(const char*, struct stat64*)>("stat64");
    return make("stat", path, [&] { return real(path, status); });
}

int lstat(const char* path, struct stat* status) noexcept {
    static auto* const real = original<int(const char*, struct stat*)>("lstat");
    return make("lstat", path, [&] { return real(path, status); });
}

int lstat64(const char* path, struct stat64* status) noexcept {
    static auto* const real = original<int(const char*, struct stat64*)>("lstat64");
    return make("lstat", path, [&] { return real(path, status); });
}

int fstatat(int folder, const char* path, struct stat* status, int flags) noexcept {
    static auto* const real = original<int(int, const char*, struct stat*, int)>("fstatat");
    return make("fstatat", path_at(folder, path),
                [&] { return real(folder, path, status, flags); });
}

int fstatat64(int folder, const char* path, struct stat64* status, int flags) noexcept {
    static auto* const real = original<int(int, const char*, struct stat64*, int)>("fstatat64");
    return make("fstatat", path_at(folder, path),
                [&] { return real(folder, path, status, flags); });
}

// The system call itself, because an allocator maps its first memory before anything can be looked
// up.
void* mmap(void* at, size_t size, int protection, int flags, int file, off_t begin) noexcept {
    const auto real = [&] {
        return reinterpret_cast<void*>(syscall(SYS_mmap, at, size, protection, flags, file, begin));
    };
    if (file < 0) return real();
    void* const made = make("mmap", path_of(file), real);
    return made == nullptr ? MAP_FAILED : made;
}

ssize_t write(int file, const void* bytes, size_t size) {
    static auto* const real = original<ssize_t(int, const void*, size_t)>("write");
    return make("write", path_of(file), [&] { return real(file, bytes, size); });
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static auto* const real = original<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return make("pwrite", path_of(file), [&] { return real(file, bytes, size, at); });
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static auto* const real = original<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return make("pwrite", path_of(file), [&] { return real(file, bytes, size, at); });
}

int fsync(int file) {
    static auto* const real = original<int(int)>("fsync");
    return make("fsync", path_of(file), [&] { return real(file); });
}

int fdatasync(int file) {
    static auto* const real = original<int(int)>("fdatasync");
    return make("fdatasync", path_of(file), [&] { return real(file); });
}

int rename(const char* from, const char* to) noexcept {
    static auto* const real = original<int(const char*, const char*)>("rename");
    return make("rename", to, [&] { return real(from, to); });
}

int link(const char* from, const char* to) noexcept {
    static auto* const real = original<int(const char*, const char*)>("link");
    return make("link", to, [&] { return real(from, to); });
}

int symlink(const char* target, const char* path) noexcept {
    static auto* const real = original<int(const char*, const char*)>("symlink");
    return make("symlink", path, [&] { return real(target, path); });
}

int unlink(const char* path) noexcept {
    static auto* const real = original<int(const char*)>("unlink");
    return make("unlink", path, [&] { return real(path); });
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    static auto* const real = original<int(int, const char*, int)>("unlinkat");
    return make("unlink", path_at(folder, path), [&] { return real(folder, path, flags); });
}

int mkdir(const char* path, mode_t mode) noexcept {
    static auto* const real = original<int(const char*, mode_t)>("mkdir");
    return make("mkdir", path, [&] { return real(path, mode); });
}

int ftruncate(int file, off_t size) noexcept {
    static auto* const real = original<int(int, off_t)>("ftruncate");
    return make("ftruncate", path_of(file), [&] { return real(file, size); });
}

int ftruncate64(int file, off64_t size) noexcept {
    static auto* const real = original<int(int, off64_t)>("ftruncate64");
    return make("ftruncate", path_of(file), [&] { return real(file, size); });
}
}
