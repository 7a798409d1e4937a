// The loops over all threads. They are oneTBB's, under oneTBB's names. But the thread sanitizer cannot see into a
// libtbb that was built without it: there the same calls run on threads of their own, whose starts and ends it sees.
#pragma once

#ifdef __SANITIZE_THREAD__
#include "parallel/plain_threads.hpp"
#else
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/parallel_sort.h>

namespace rfmeans::loops {

using tbb::parallel_for;
using tbb::parallel_invoke;
using tbb::parallel_reduce;
using tbb::parallel_sort;

}  // namespace rfmeans::loops
#endif
