// A simple query to compare crib with. Opens a database, searches any of the words and fetches the
// data of ten documents.
//
// usage: plain-query DATABASE WORD...

#include <xapian.h>

#include <exception>
#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: plain-query DATABASE WORD...\n";
        return 2;
    }
    try {
        const Xapian::Database database(argv[1], Xapian::DB_BACKEND_GLASS);
        const Xapian::Stem stem("en");
        std::vector<std::string> terms;
        for (int i = 2; i < argc; ++i) terms.push_back(stem(argv[i]));
        Xapian::Enquire enquire(database);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
        const Xapian::MSet hits = enquire.get_mset(0, 10);
        std::size_t bytes = 0;
        for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
            bytes += hit.get_document().get_data().size();
        }
        std::cout << hits.size() << " documents, " << bytes << " bytes\n";
        return 0;
    } catch (const Xapian::Error& error) {
        std::cerr << "plain-query: " << error.get_description() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "plain-query: " << error.what() << "\n";
    }
    return 2;
}
