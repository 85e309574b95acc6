# Compiler flags of our own code. Warnings are errors here; library headers come in as SYSTEM and stay out of it.
add_library(vod_options INTERFACE)
target_compile_options(vod_options INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
  -fno-omit-frame-pointer)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these falsely inside libstdc++ and Boost once it inlines them.
  target_compile_options(vod_options INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-restrict -Wno-dangling-pointer)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  # Line tables are enough for a crash report, and keep the programs small.
  target_compile_options(vod_options INTERFACE -O2 -g1)
  target_compile_definitions(vod_options INTERFACE _FORTIFY_SOURCE=2)
elseif(CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_options(vod_options INTERFACE -g1)
endif()

if(VOD_SANITIZE)
  # Not optimised: the tests run for minutes, but optimising what the sanitizers put in doubles the time of the build.
  target_compile_options(vod_options INTERFACE -fsanitize=${VOD_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(vod_options INTERFACE -fsanitize=${VOD_SANITIZE})
endif()
if(VOD_FUZZ)
  target_compile_options(vod_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(VOD_CCACHE ccache)
if(VOD_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${VOD_CCACHE})
endif()
find_program(VOD_MOLD mold)
if(VOD_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_link_options(-fuse-ld=mold)
endif()
