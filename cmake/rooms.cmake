# Rooms and their arrows.
#
# A room is a folder of src/. It may include the rooms of the levels below it and nothing else: each room is compiled
# against an include folder of its own that holds links to just those rooms, so an arrow that points up or sideways is
# a header that can't be found.

# The one place where the order stands, lowest level first. Rooms on one level don't see each other.
set(VOD_LEVELS
  "base"
  "model"
  "wire ports"
  "catalogue backends client"
  "engine pipeline delivery"
  "api"
  "server"
  "main")

# Sets `out` to the rooms below `room`.
function(vod_rooms_below room out)
  if(room STREQUAL "testing")
    # The fakes answer the ports and know no more than they do; only tests see them.
    set(${out} base model wire ports PARENT_SCOPE)
    return()
  endif()
  set(below "")
  foreach(level IN LISTS VOD_LEVELS)
    separate_arguments(rooms UNIX_COMMAND "${level}")
    if(room IN_LIST rooms)
      set(${out} "${below}" PARENT_SCOPE)
      return()
    endif()
    list(APPEND below ${rooms})
  endforeach()
  message(FATAL_ERROR "Room ${room} stands on no level: add it to VOD_LEVELS in cmake/rooms.cmake.")
endfunction()

# Makes the include folder `folder` with a link to each of the rooms given.
function(vod_include_folder folder)
  file(REMOVE_RECURSE ${folder})
  file(MAKE_DIRECTORY ${folder})
  foreach(room IN LISTS ARGN)
    if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/src/${room})
      file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${room} ${folder}/${room} SYMBOLIC)
    endif()
  endforeach()
endfunction()

# vod_room(NAME [LINKS targets...] [SOURCES files...] [TEST_ROOMS rooms...])
# Builds src/NAME as the library vod_NAME, its *_test.cc files as the test program NAME_test, and each WHAT_fuzz.cc as
# the fuzz program WHAT_fuzz.
function(vod_room name)
  cmake_parse_arguments(ROOM "" "" "LINKS;SOURCES;TEST_ROOMS" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  if(NOT IS_DIRECTORY ${folder})
    return()
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  set(tests ${sources})
  set(fuzzers ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$|_fuzz\\.cc$|/main\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cc$")
  vod_rooms_below(${name} below)

  set(includes ${CMAKE_BINARY_DIR}/include/${name})
  vod_include_folder(${includes} ${below} ${name})
  set(links "")
  foreach(room IN LISTS below)
    if(TARGET vod_${room})
      list(APPEND links vod_${room})
    endif()
  endforeach()

  list(APPEND sources ${ROOM_SOURCES})
  if(sources)
    add_library(vod_${name} STATIC ${sources})
    set(visibility PUBLIC)
    target_include_directories(vod_${name} PRIVATE ${includes})
  else()
    add_library(vod_${name} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_link_libraries(vod_${name} ${visibility} vod_options ${links} ${ROOM_LINKS})
  set(sees_wire FALSE)
  if((name STREQUAL "wire" OR wire IN_LIST below) AND NOT name STREQUAL "testing")
    set(sees_wire TRUE)
  endif()
  if(sources AND sees_wire)
    vod_use_precompiled(vod_${name} vod_precompiled)
  endif()

  if(VOD_TESTS AND tests)
    add_executable(${name}_test ${tests})
    # Tests see what the room sees, and the fakes.
    vod_include_folder(${CMAKE_BINARY_DIR}/include/${name}_test ${below} ${name} ${ROOM_TEST_ROOMS} testing)
    target_include_directories(${name}_test PRIVATE ${CMAKE_BINARY_DIR}/include/${name}_test)
    target_link_libraries(${name}_test PRIVATE vod_${name} GTest::gmock GTest::gtest_main)
    if(TARGET vod_testing)
      target_link_libraries(${name}_test PRIVATE vod_testing)
    endif()
    foreach(room IN LISTS ROOM_TEST_ROOMS)
      target_link_libraries(${name}_test PRIVATE vod_${room})
    endforeach()
    if(sees_wire)
      vod_use_precompiled(${name}_test vod_precompiled_test)
    endif()
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES TIMEOUT 1200)
  endif()

  if(VOD_FUZZ)
    foreach(fuzzer IN LISTS fuzzers)
      get_filename_component(program ${fuzzer} NAME_WE)
      add_executable(${program} ${fuzzer})
      target_include_directories(${program} PRIVATE ${includes})
      target_link_libraries(${program} PRIVATE vod_${name})
      target_link_options(${program} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()
