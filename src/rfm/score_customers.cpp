#include "rfm/score_customers.hpp"

#include "rfm/rule_table.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans::rfm {

void score_customers(RfmTable& table) {
    table.scores.assign(table.customers(), {0, 0, 0});
    for (std::size_t part = 0; part < (table.has_monetary() ? 3U : 2U); ++part) {
        std::vector<double> values(table.customers());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = table.row(0, i)[part];
        }
        const auto scores = score_quintiles(values, part == 0 ? ScoreOrder::reversed : ScoreOrder::ascending);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            table.scores[i][part] = scores[i];
        }
    }
    table.rule_names = rule_segment_names();
    for (const auto& scores : table.scores) {
        table.rule_segment.push_back(find_rule_segment(scores));
    }
}

}  // namespace rfmeans::rfm
