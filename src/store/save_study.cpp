#include "rfmeans/store.hpp"
#include "store/save_file.hpp"
#include "store/study_writer.hpp"

namespace rfmeans {

void save_study(const Study& study, const std::string& path) {
    store::save_file(path, "study", [&](const store::Group& root) { store::write_study(study, root); });
}

}  // namespace rfmeans
