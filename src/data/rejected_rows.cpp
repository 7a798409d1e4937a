#include "rfmeans/rejected_rows.hpp"

namespace rfmeans {

void RejectedRows::for_each(const Use& use) const {
    if (store_) {
        store_->for_each(use);
        return;
    }
    for (const RejectedRow& row : rows_) {
        use(row);
    }
}

}  // namespace rfmeans
