// Whether a text goes on.
#pragma once

namespace rfmeans::ingest {

enum class TextEnd { open, last };

}  // namespace rfmeans::ingest
