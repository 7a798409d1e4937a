#include "cli/study_file.hpp"

#include <fmt/format.h>

#include "cli/interrupt.hpp"
#include "cli/option_values.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::cli {
namespace {

void require_part(bool there, const std::string& path, const std::string& part, const std::string& command) {
    if (!there) {
        throw Error(Failure::content, fmt::format("'{}' holds no {} yet (they are needed here). Make them with "
                                                  "`rfmeans {} {}`",
                                                  path, part, command, path));
    }
}

}  // namespace

Study open_study(const std::string& path, const std::string& example) {
    require_given(!path.empty(), "STUDY, a study file,", example);
    return load_study(path);
}

void store_study(const Study& study, const std::string& path) {
    const DeferredInterrupts whole_or_nothing;
    check_interrupt();
    save_study(study, path);
}

void require_features(const Study& study, const std::string& path) {
    require_part(study.features.has_value(), path, "features", "sweep");
}

void require_sweep(const Study& study, const std::string& path) {
    require_features(study, path);
    require_part(study.sweep.has_value(), path, "models", "sweep");
}

void require_segments(const Study& study, const std::string& path) {
    require_sweep(study, path);
    require_part(study.segmentation.has_value(), path, "segments", "segment");
}

}  // namespace rfmeans::cli
