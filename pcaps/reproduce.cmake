# Writes the captures into FRESH with GENERATE and compares each with the one in COMMITTED, byte for
# byte, in both directions: none may be missing on either side.

file(REMOVE_RECURSE ${FRESH})
file(MAKE_DIRECTORY ${FRESH})
execute_process(COMMAND ${GENERATE} ${FRESH} RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "generate failed (${status})")
endif()

set(differences "")
foreach(side ${FRESH} ${COMMITTED})
    file(GLOB captures RELATIVE ${side} ${side}/*.pcap ${side}/*.pcapng)
    foreach(capture ${captures})
        if(NOT EXISTS ${FRESH}/${capture} OR NOT EXISTS ${COMMITTED}/${capture})
            list(APPEND differences ${capture})
            continue()
        endif()
        execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files
                                ${FRESH}/${capture} ${COMMITTED}/${capture}
                        RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
        if(NOT status EQUAL 0)
            list(APPEND differences ${capture})
        endif()
    endforeach()
endforeach()
list(REMOVE_DUPLICATES differences)
if(differences)
    message(FATAL_ERROR "not what the generator writes: ${differences}; run `generate pcaps`")
endif()
