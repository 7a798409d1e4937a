// Ascending runs of counted keys → one run, the counts of equal keys added up.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace rfmeans::ingest {

/// `Reader::next()` steps to the next item of its run, false at the end; `Reader::item()` is that item, with members
/// `key` and `count`. Views in an item must live until its reader's next step. Calls `visit` with each key once.
template <class Reader, class Visit>
void merge_runs(std::vector<Reader>& readers, const Visit& visit) {
    if (readers.size() == 1) {
        while (readers.front().next()) {
            visit(readers.front().item());
        }
        return;
    }
    std::vector<Reader*> heap;
    for (Reader& reader : readers) {
        if (reader.next()) {
            heap.push_back(&reader);
        }
    }
    const auto later = [](const Reader* a, const Reader* b) { return b->item().key < a->item().key; };
    std::make_heap(heap.begin(), heap.end(), later);
    std::vector<Reader*> equal;
    while (!heap.empty()) {
        equal.clear();
        do {
            std::pop_heap(heap.begin(), heap.end(), later);
            equal.push_back(heap.back());
            heap.pop_back();
        } while (!heap.empty() && heap.front()->item().key == equal.front()->item().key);
        auto item = equal.front()->item();
        for (std::size_t i = 1; i < equal.size(); ++i) {
            item.count += equal[i]->item().count;
        }
        visit(std::as_const(item));
        for (Reader* reader : equal) {
            if (reader->next()) {
                heap.push_back(reader);
                std::push_heap(heap.begin(), heap.end(), later);
            }
        }
    }
}

}  // namespace rfmeans::ingest
