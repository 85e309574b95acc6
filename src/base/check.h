#pragma once

#include <cstdio>
#include <cstdlib>

/// Stops the program when an invariant of ours is broken. Never for input from outside.
#define VOD_CHECK(condition)                                                                        \
  do {                                                                                              \
    if (!(condition)) [[unlikely]] {                                                                \
      std::fprintf(stderr, "%s:%d: broken invariant: %s\n", __FILE__, __LINE__, #condition);        \
      std::abort();                                                                                 \
    }                                                                                               \
  } while (false)
