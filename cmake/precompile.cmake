# Headers that nearly every file reads, precompiled once for `wire` and the rooms above it and once for their tests: those of
# libraries, the types of the wire, which take a compiler two seconds each time, and the port of the database, which takes a
# quarter of one. It is a third of the time of a build.
# The rooms below are few and are compiled with other definitions, so they go without.
if(VOD_PRECOMPILE)
  # The compiler cache may use it: the cache compares what was read and not when.
  add_compile_options("$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  set(vod_precompiled_headers
    <algorithm> <array> <atomic> <charconv> <chrono> <compare> <cstdint> <filesystem> <functional> <future> <map> <memory>
    <mutex> <optional> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
    <boost/outcome/result.hpp> <fmt/format.h> <spdlog/logger.h> [["wire/types.h"]]
    [["ports/database.h"]])
  file(WRITE ${CMAKE_BINARY_DIR}/generated/precompiled.cc "// What headers are precompiled with.\n")
  set(vod_precompiled_links
    vod_options Boost::headers Boost::json Boost::url fmt::fmt OpenSSL::Crypto PkgConfig::spdlog PkgConfig::pugixml)
  # catalogue sees no more than each of them does; the types are made by src/wire/generate.cmake.
  set(vod_precompiled_includes ${CMAKE_BINARY_DIR}/include/catalogue ${CMAKE_BINARY_DIR}/generated)
  add_library(vod_precompiled STATIC ${CMAKE_BINARY_DIR}/generated/precompiled.cc)
  target_precompile_headers(vod_precompiled PRIVATE ${vod_precompiled_headers})
  set(vod_precompilers vod_precompiled)
  if(VOD_TESTS)
    add_executable(vod_precompiled_test EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/generated/precompiled.cc)
    target_link_libraries(vod_precompiled_test PRIVATE GTest::gmock GTest::gtest_main)
    target_precompile_headers(vod_precompiled_test PRIVATE ${vod_precompiled_headers} <gmock/gmock.h> <gtest/gtest.h>)
    list(APPEND vod_precompilers vod_precompiled_test)
  endif()
  foreach(precompiler IN LISTS vod_precompilers)
    target_include_directories(${precompiler} PRIVATE ${vod_precompiled_includes})
    target_link_libraries(${precompiler} PRIVATE ${vod_precompiled_links})
    add_dependencies(${precompiler} vod_wire_types)
  endforeach()
endif()

# vod_use_precompiled(TARGET FROM): TARGET reads what FROM precompiled, if there is such a thing.
function(vod_use_precompiled target from)
  if(TARGET ${from})
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()
