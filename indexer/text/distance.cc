#include "indexer/text/distance.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace crib {

int edit_distance(std::string_view a, std::string_view b, int limit) {
    const int rows = static_cast<int>(a.size());
    const int columns = static_cast<int>(b.size());
    if (std::abs(rows - columns) > limit) return limit + 1;
    const auto width = static_cast<std::size_t>(columns) + 1;
    std::vector<int> before(width);  // two rows above
    std::vector<int> above(width);
    std::vector<int> row(width);
    for (std::size_t j = 0; j < width; ++j) above[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j < width; ++j) {
            const int change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
        before.swap(above);
        above.swap(row);
    }
    return std::min(above[width - 1], limit + 1);
}

}  // namespace crib
