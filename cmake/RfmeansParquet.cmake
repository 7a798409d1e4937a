# Parquet is read by one module, opened at run time; nothing else links Arrow C++.
set(RFMEANS_HAS_PARQUET OFF CACHE INTERNAL "Parquet files can be read")

# Sets `found` to where an Arrow C++ is, and makes the target rfmeans_arrow of it.
function(rfmeans_find_arrow)
  add_library(rfmeans_arrow INTERFACE IMPORTED GLOBAL)
  # The second place is where scripts/setup puts Arrow where the system has none.
  set(taken ${PROJECT_SOURCE_DIR}/build/arrow)
  find_package(Parquet QUIET)
  if(TARGET Parquet::parquet_shared AND Parquet_VERSION VERSION_GREATER_EQUAL 21)
    target_link_libraries(rfmeans_arrow INTERFACE Parquet::parquet_shared)
    set(found "${Parquet_VERSION} of the system" PARENT_SCOPE)
  elseif(EXISTS ${taken}/installed.txt)
    target_include_directories(rfmeans_arrow INTERFACE ${taken}/include)
    target_link_libraries(rfmeans_arrow INTERFACE ${taken}/lib/libparquet.so ${taken}/lib/libarrow.so)
    set(found "in build/arrow" PARENT_SCOPE)
  endif()
endfunction()

# Whether it compiles and links: a library for another ABI of the C++ library does not.
function(rfmeans_check_arrow found)
  # One answer kept for each place.
  string(MAKE_C_IDENTIFIER "RFMEANS_ARROW_WORKS_${found}" works)
  if(NOT ${works})
    unset(${works} CACHE)
    set(source ${PROJECT_BINARY_DIR}/arrow_check.cpp)
    file(WRITE ${source} "#include <parquet/arrow/reader.h>\nint main() { return arrow::Status::IOError(std::string()).message() == "
                         "std::string() && parquet::arrow::FileReaderBuilder().OpenFile(std::string()).ok(); }\n")
    try_compile(${works} ${PROJECT_BINARY_DIR}/arrow_check SOURCES ${source} LINK_LIBRARIES rfmeans_arrow CXX_STANDARD 20
                OUTPUT_VARIABLE problem)
    if(NOT ${works})
      message(STATUS "rfmeans: Arrow C++ ${found} cannot be used:\n${problem}")
    endif()
  endif()
  set(arrow_works ${${works}} PARENT_SCOPE)
endfunction()

if(NOT RFMEANS_PARQUET STREQUAL "OFF")
  rfmeans_find_arrow()
  if(found)
    rfmeans_check_arrow("${found}")
  endif()
  if(arrow_works)
    set(RFMEANS_HAS_PARQUET ON CACHE INTERNAL "")
    add_subdirectory(src/parquet_text)
    message(STATUS "rfmeans: Parquet by Arrow C++ ${found}")
  elseif(RFMEANS_PARQUET STREQUAL "ON")
    message(FATAL_ERROR "RFMEANS_PARQUET=ON, but no Arrow C++ from 21 on was found (system, build/arrow). Run scripts/setup, install Arrow C++ with Parquet or use RFMEANS_PARQUET=AUTO")
  else()
    message(STATUS "rfmeans: no Arrow C++ found, Parquet files will not be read")
  endif()
endif()
