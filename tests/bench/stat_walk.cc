// usage: stat_walk DIR: ask for the status of every file below DIR, and print how many there are
//
// This is the least that any tool must do to find the files that changed.
#include <ftw.h>

#include <cstdio>

namespace {

long files = 0;

int count(const char* /*path*/, const struct stat* /*status*/, int kind, FTW* /*where*/) {
    if (kind == FTW_F) ++files;
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    constexpr int open_folders = 64;
    if (argc != 2 || nftw(argv[1], count, open_folders, FTW_PHYS) != 0) {
        std::fputs("usage: stat_walk DIR\n", stderr);
        return 2;
    }
    std::printf("%ld\n", files);
    return 0;
}
