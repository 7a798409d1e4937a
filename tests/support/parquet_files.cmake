# rfmeans_parquet_test(TARGET): a test that reads Parquet. Files for it are written by pyarrow (make_parquet.py) while the
# tests are built; where Arrow C++ or pyarrow is not there, such tests skip, saying so.
function(rfmeans_parquet_test target)
  if(TARGET ${target} AND RFMEANS_HAS_PARQUET)
    add_dependencies(${target} rfmeans_parquet)
    target_compile_definitions(${target} PRIVATE RFMEANS_HAS_PARQUET)
  endif()
  if(TARGET ${target} AND TARGET rfmeans_parquet_files)
    add_dependencies(${target} rfmeans_parquet_files)
    target_compile_definitions(${target} PRIVATE RFMEANS_PARQUET_FILES="${PROJECT_BINARY_DIR}/parquet_files")
  endif()
endfunction()

if(RFMEANS_HAS_PARQUET)
  set(python ${PROJECT_SOURCE_DIR}/build/arrow/venv/bin/python3)
  if(NOT EXISTS ${python})
    set(python python3)
  endif()
  execute_process(COMMAND ${python} -c "import pyarrow.parquet" RESULT_VARIABLE no_pyarrow OUTPUT_QUIET ERROR_QUIET)
  if(no_pyarrow)
    message(STATUS "rfmeans: no pyarrow found, most tests of Parquet will be skipped")
  else()
    set(files ${PROJECT_BINARY_DIR}/parquet_files)
    add_custom_command(OUTPUT ${files}/written COMMAND ${CMAKE_COMMAND} -E make_directory ${files}
                       COMMAND ${python} ${CMAKE_CURRENT_LIST_DIR}/make_parquet.py ${files}
                       COMMAND ${CMAKE_COMMAND} -E touch ${files}/written
                       DEPENDS ${CMAKE_CURRENT_LIST_DIR}/make_parquet.py VERBATIM)
    add_custom_target(rfmeans_parquet_files DEPENDS ${files}/written)
  endif()
endif()
