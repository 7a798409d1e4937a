#include "rfm/score_customers.hpp"

#include "parallel/loops.hpp"
#include "rfm/rule_table.hpp"
#include "rfm/score_cuts.hpp"

namespace rfmeans::rfm {

void score_customers(RfmTable& table) {
    const std::size_t customers = table.customers(), measures = table.has_monetary() ? 3 : 2;
    table.rule_names = rule_segment_names();
    table.scores.resize(customers);
    table.rule_segment.resize(customers);
    if (customers == 0) {
        return;
    }
    std::array<ScoreCuts, 3> cuts{};
    loops::parallel_for(std::size_t{0}, measures, [&](std::size_t measure) {
        cuts[measure] = find_score_cuts({table.tensor.data() + measure, customers, 3});
    });
    loops::parallel_for(tbb::blocked_range<std::size_t>(0, customers, 1 << 14), [&](const auto& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            auto& scores = table.scores[i];
            scores = {};
            for (std::size_t measure = 0; measure < measures; ++measure) {
                scores[measure] = score_of(table.tensor[3 * i + measure], cuts[measure],
                                           measure == 0 ? ScoreOrder::reversed : ScoreOrder::ascending);
            }
            table.rule_segment[i] = find_rule_segment(scores);
        }
    });
}

}  // namespace rfmeans::rfm
