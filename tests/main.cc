// The main function of the unit tests. Catch2 3 brings its own; for Catch2 2 it is made here.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
