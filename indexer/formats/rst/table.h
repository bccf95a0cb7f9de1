#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "indexer/formats/rst/line.h"

// The tables of reStructuredText.
namespace crib {

struct RstRow {
    std::vector<RstText> cells;  // without the empty ones
    Place place;                 // its first byte
    int end_line = 0;
};

// The number of lines in the table that begins with the first line; 0 if none begins there.
std::size_t grid_table_size(std::span<const RstLine> lines);
std::size_t simple_table_size(std::span<const RstLine> lines);

// A cell that spans rows or columns counts where it begins.
std::vector<RstRow> grid_table_rows(std::span<const RstLine> table);
std::vector<RstRow> simple_table_rows(std::span<const RstLine> table);
// The rows of `.. list-table::`, whose inside is a list of lists. Removes the markers from the
// lines.
std::vector<RstRow> list_table_rows(std::span<RstLine> lines);

}  // namespace crib
