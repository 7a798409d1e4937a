// First statement of a test of Parquet.
#pragma once

#include <gtest/gtest.h>

#ifdef RFMEANS_HAS_PARQUET
#define RFMEANS_NEED_PARQUET() static_cast<void>(0)
#else
#define RFMEANS_NEED_PARQUET() GTEST_SKIP() << "this build has no Parquet (no Arrow C++ was found)"
#endif

/// Defines `folder`, where the files of make_parquet.py are.
#ifdef RFMEANS_PARQUET_FILES
#define RFMEANS_NEED_PARQUET_FILES(folder) const std::string folder = std::string(RFMEANS_PARQUET_FILES) + "/"
#else
#define RFMEANS_NEED_PARQUET_FILES(folder)                                  \
    const std::string folder;                                               \
    GTEST_SKIP() << "no Parquet files (this build has no Arrow C++, or no " \
                    "pyarrow was found)"
#endif
