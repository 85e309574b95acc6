# Headers of libraries that nearly every file reads, precompiled once for all rooms and once for all tests: a fifth of the
# time of a sanitizer build. The rooms below `wire` are few and are compiled with other definitions, so they go without.
if(VOD_PRECOMPILE)
  # The compiler cache may use it: the cache compares what was read and not when.
  add_compile_options("$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  set(vod_precompiled_headers
    <algorithm> <array> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector> <boost/outcome/result.hpp> <fmt/format.h>)
  file(WRITE ${CMAKE_BINARY_DIR}/generated/precompiled.cc "// What headers are precompiled with.\n")
  add_library(vod_precompiled STATIC ${CMAKE_BINARY_DIR}/generated/precompiled.cc)
  target_link_libraries(vod_precompiled PRIVATE
    vod_options Boost::headers Boost::json Boost::url fmt::fmt OpenSSL::Crypto PkgConfig::spdlog PkgConfig::pugixml)
  target_precompile_headers(vod_precompiled PRIVATE ${vod_precompiled_headers})
  if(VOD_TESTS)
    add_executable(vod_precompiled_test EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/generated/precompiled.cc)
    get_target_property(linked vod_precompiled LINK_LIBRARIES)
    target_link_libraries(vod_precompiled_test PRIVATE ${linked} GTest::gmock GTest::gtest_main)
    target_precompile_headers(vod_precompiled_test PRIVATE ${vod_precompiled_headers} <gmock/gmock.h> <gtest/gtest.h>)
  endif()
endif()

# vod_use_precompiled(TARGET FROM): TARGET reads what FROM precompiled, if there is such a thing.
function(vod_use_precompiled target from)
  if(TARGET ${from})
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()
