#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "indexer/formats/rst/line.h"

// The tables of reStructuredText.
namespace crib {

struct RstRow {
    std::vector<RstText> cells;  // the empty ones left out
    Place place;                 // of its first byte
    int end_line = 0;
};

// How many of the lines are the table that begins with the first; 0: none begins there.
std::size_t grid_table_size(std::span<const RstLine> lines);
std::size_t simple_table_size(std::span<const RstLine> lines);

// A cell that spans rows or columns is read where it begins.
std::vector<RstRow> grid_table_rows(std::span<const RstLine> table);
std::vector<RstRow> simple_table_rows(std::span<const RstLine> table);
// The inside of `.. list-table::`, a list of lists; its markers are taken off.
std::vector<RstRow> list_table_rows(std::span<RstLine> lines);

}  // namespace crib
