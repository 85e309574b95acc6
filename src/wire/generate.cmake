# Makes the wire types from the schema at build time. Sets VOD_WIRE_SOURCES and VOD_WIRE_INCLUDE.
set(VOD_WIRE_INCLUDE ${CMAKE_BINARY_DIR}/generated)
set(wire_folder ${CMAKE_CURRENT_LIST_DIR})
set(wire_schemas ${wire_folder}/schema/vod-2018-07-17.json ${wire_folder}/schema/openvod-2026-11-01.json)
set(wire_support ${wire_folder}/schema/support.json)
set(wire_out ${VOD_WIRE_INCLUDE}/wire_types)
set(VOD_WIRE_SOURCES
  ${wire_out}/structs.h ${wire_out}/codec_0.cc ${wire_out}/codec_1.cc ${wire_out}/codec_2.cc ${wire_out}/codec_3.cc
  ${wire_out}/tables.cc)
# The stamp is what the rule makes for Ninja: files whose text stays the same keep their time, and nothing recompiles.
add_custom_command(
  OUTPUT ${wire_out}/stamp
  BYPRODUCTS ${VOD_WIRE_SOURCES}
  COMMAND Python3::Interpreter ${wire_folder}/generate.py --out ${wire_out} --support ${wire_support} ${wire_schemas}
  COMMAND ${CMAKE_COMMAND} -E touch ${wire_out}/stamp
  DEPENDS ${wire_folder}/generate.py ${wire_support} ${wire_schemas}
  COMMENT "Making the wire types")
list(APPEND VOD_WIRE_SOURCES ${wire_out}/stamp)
add_custom_target(vod_wire_types DEPENDS ${wire_out}/stamp)
