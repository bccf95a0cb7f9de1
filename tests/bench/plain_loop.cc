// A simple indexer to compare crib-index with. Uses cmark and TermGenerator and adds one document
// for each section. Does nothing else that crib does.
//
// usage: plain-loop DATABASE DIR <NAMES, where each line is a path below DIR

#include <cmark.h>
#include <xapian.h>

#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

namespace {

struct NodeFree {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IteratorFree {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using NodePtr = std::unique_ptr<cmark_node, NodeFree>;
using IteratorPtr = std::unique_ptr<cmark_iter, IteratorFree>;

struct Section {
    std::string title;
    std::string text;
    int line = 1;
};

void append(std::string& text, cmark_node* node) {
    const char* literal = cmark_node_get_literal(node);
    if (literal != nullptr) text += literal;
    const cmark_node_type type = cmark_node_get_type(node);
    if (type != CMARK_NODE_TEXT && type != CMARK_NODE_CODE) text += ' ';
}

// Creates the database. Adds a section as soon as it ends.
class Loop {
  public:
    explicit Loop(const std::string& path) : database_(path, Xapian::DB_CREATE) {
        generator_.set_stemmer(Xapian::Stem("en"));
        generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
    }

    void read(const std::string& root, const std::string& path) {
        std::ostringstream file;
        file << std::ifstream(root + "/" + path).rdbuf();
        const std::string bytes = file.str();
        const NodePtr document(cmark_parse_document(bytes.data(), bytes.size(), CMARK_OPT_DEFAULT));
        const IteratorPtr nodes(cmark_iter_new(document.get()));
        Section section;
        bool in_heading = false;
        while (true) {
            const cmark_event_type event = cmark_iter_next(nodes.get());
            if (event == CMARK_EVENT_DONE) break;
            cmark_node* node = cmark_iter_get_node(nodes.get());
            if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
                in_heading = event == CMARK_EVENT_ENTER;
                if (!in_heading) continue;
                add(path, section);
                section = {"", "", cmark_node_get_start_line(node)};
            } else if (event == CMARK_EVENT_ENTER) {
                append(in_heading ? section.title : section.text, node);
            }
        }
        add(path, section);
    }

    void commit() { database_.commit(); }

  private:
    void add(const std::string& path, const Section& section) {
        const std::string all = section.title + section.text;
        if (all.find_first_not_of(" \n") == std::string::npos) return;
        Xapian::Document document;
        generator_.set_document(document);
        generator_.index_text(section.title, 1, "S");
        generator_.increase_termpos();
        generator_.index_text(section.text);
        document.set_data(path + ":" + std::to_string(section.line));
        database_.add_document(document);
    }

    Xapian::WritableDatabase database_;
    Xapian::TermGenerator generator_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: plain-loop DATABASE DIR <NAMES\n";
        return 2;
    }
    try {
        Loop loop(argv[1]);
        for (std::string path; std::getline(std::cin, path);) loop.read(argv[2], path);
        loop.commit();
        return 0;
    } catch (const Xapian::Error& error) {
        std::cerr << "plain-loop: " << error.get_description() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "plain-loop: " << error.what() << "\n";
    }
    return 2;
}
