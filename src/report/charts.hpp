// Pictures as inline SVG. Colours come from the style sheet, so they follow light and dark.
#pragma once

#include <string>
#include <vector>

namespace rfmeans::report {

/// Upright bars side by side.
struct ColumnChart {
    std::string description;          ///< for those who cannot see it
    std::vector<double> heights;      ///< [bars] >= 0 or < 0
    std::vector<std::string> titles;  ///< [bars] shown at the pointer
    std::vector<std::string> labels;  ///< under the bars (as many as bars) or under their edges (one more)
    std::string x_title;
};
[[nodiscard]] std::string draw_columns(const ColumnChart& chart);

/// The same without axes, for a place in a text: `first` and `last` are what the outer edges mean.
struct SmallColumns {
    std::string description;
    std::vector<double> heights;      ///< [bars] >= 0
    std::vector<std::string> titles;  ///< [bars]
    std::string first, last;
};
[[nodiscard]] std::string draw_small_columns(const SmallColumns& chart);

/// One curve over whole numbers, with one of them marked. NaN: no point.
struct CurveChart {
    std::string description;
    std::vector<double> x, y;  ///< [points]
    double marked = 0;         ///< x of the marked point
    std::string x_title;
};
[[nodiscard]] std::string draw_curve(const CurveChart& chart);

/// Two shares a row, as lying bars: full colour and faded.
struct ShareRow {
    std::string name;
    double first = 0, second = 0;  ///< 0 to 1; NaN: not drawn
};
[[nodiscard]] std::string draw_shares(const std::string& description, const std::vector<ShareRow>& rows);

/// One line a series over named axes.
struct SnakeChart {
    std::string description;
    std::vector<std::string> axes;            ///< [axes]
    std::vector<std::string> names;           ///< [series]
    std::vector<std::vector<double>> series;  ///< [series, axes]
};
[[nodiscard]] std::string draw_snake(const SnakeChart& chart);

/// Classes that give series i its colour and, from the eleventh on, its dashes.
[[nodiscard]] std::string series_class(std::size_t i);

}  // namespace rfmeans::report
