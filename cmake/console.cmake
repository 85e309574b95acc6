# The web console inside the program `openvod`: the library vod_console, which has embedded_console()
# (src/main/embedded_console.h). Vite leaves the bundle in a folder (web/), cmake/console.py packs that; C++ needs no Node.
set(VOD_CONSOLE AUTO CACHE STRING "The web console in the program: AUTO (if its bundle is there), ON or OFF")
set_property(CACHE VOD_CONSOLE PROPERTY STRINGS AUTO ON OFF)
set(VOD_CONSOLE_BUNDLE ${CMAKE_SOURCE_DIR}/build/console CACHE PATH "What Vite made of web/")

# A glob of one name, since Ninja asks it again at each build: a bundle that appears, or goes, is noticed.
file(GLOB console_index CONFIGURE_DEPENDS ${VOD_CONSOLE_BUNDLE}/index.html)
if(VOD_CONSOLE STREQUAL "OFF")
  set(console_index "")
elseif(VOD_CONSOLE STREQUAL "ON" AND NOT console_index)
  message(FATAL_ERROR
    "VOD_CONSOLE is ON and ${VOD_CONSOLE_BUNDLE} has no index.html. Make the console with `npm ci && npm run build` in "
    "web/ (`./dev build release` does that), or name its folder with -DVOD_CONSOLE_BUNDLE=, or say -DVOD_CONSOLE=OFF.")
elseif(NOT VOD_CONSOLE MATCHES "^(AUTO|ON)$")
  message(FATAL_ERROR "VOD_CONSOLE is ${VOD_CONSOLE}: it is AUTO, ON or OFF.")
endif()

set(console_out ${CMAKE_BINARY_DIR}/generated/console)
set(console_bundle "")
if(console_index)
  set(console_bundle --bundle ${VOD_CONSOLE_BUNDLE})
endif()
# Vite writes index.html anew each time; the depfile names the other files.
add_custom_command(
  OUTPUT ${console_out}/embedded_console.cc ${console_out}/console.bin
  COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/cmake/console.py --out ${console_out} ${console_bundle}
  DEPENDS ${CMAKE_SOURCE_DIR}/cmake/console.py ${console_index}
  DEPFILE ${console_out}/embedded_console.d
  COMMENT "Packing the web console"
  VERBATIM)
# The assembler reads it, which no compiler tells.
set_property(SOURCE ${console_out}/embedded_console.cc APPEND PROPERTY OBJECT_DEPENDS ${console_out}/console.bin)

add_library(vod_console STATIC ${console_out}/embedded_console.cc)
target_include_directories(vod_console PRIVATE ${CMAKE_BINARY_DIR}/include/main)
target_link_libraries(vod_console PRIVATE vod_options)
