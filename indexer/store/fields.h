#pragma once

#include "indexer/words/term_bag.h"

namespace crib {

// The fields of questions and sections.
struct Fields {
    Field title{2, 0.5, 6};
    Field breadcrumb{0.6, 0, 1};
    Field group{0.3, 0, 1};
    Field keyword{1, 0, 1};  // tags, aliases, description
    Field body{1, 0.9, 120};
    Field code{0.5, 0.75, 60};
    Field linked{0.5, 0.75, 120};  // of a question: the text that it leads to
    Field asked{0.3, 0, 1};        // of a section: the questions that lead to it
};

}  // namespace crib
