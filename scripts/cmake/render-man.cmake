# usage: cmake -D CMARK=... -D VERSION=... -D SOURCE=name.1.md -D RESULT=name.1 -P render-man.cmake
#
# Makes a page for man from a manual page in Markdown. cmark writes no title line, and knows no lists
# of terms. Here a term is the first line of a paragraph, and ends in a backslash.
get_filename_component(name ${SOURCE} NAME)
string(REGEX MATCH "^(.*)\\.([0-9])\\.md$" match ${name})
string(TOUPPER ${CMAKE_MATCH_1} title)
set(section ${CMAKE_MATCH_2})

execute_process(COMMAND ${CMARK} -t man ${SOURCE} OUTPUT_VARIABLE page RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${SOURCE}: cmark failed")
endif()
string(REGEX REPLACE "\\.PP\n([^\n]*[^\n.])\n?\\.PD 0\n\\.P\n\\.PD\n" ".TP\n\\1\n" page "${page}")
# Code is bold, because not every roff has a font C.
string(REPLACE "\\f[C]" "\\f[B]" page "${page}")
string(REGEX REPLACE "\\.SH\n([^\n]*)\n(\\.PP\n)?" ".SH \\1\n" page "${page}")
file(WRITE ${RESULT} ".TH ${title} ${section} \"\" \"crib ${VERSION}\"\n${page}")
