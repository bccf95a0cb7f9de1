#pragma once

#include <string>
#include <string_view>

// Bytes from notes, names, arguments and errors -> bytes that are safe to print. Everything that
// either program prints and did not write itself goes through here, to stdout and to stderr.
namespace crib {

// A name or text for one line that a person or an editor reads: TAB, newline and carriage return
// as \t, \n, \r; other control characters (C0, DEL, C1, also in UTF-8) as \xHH; bytes that are not
// UTF-8 as U+FFFD; characters that reorder a line (bidirectional controls) as \u{HHHH}.
std::string one_line(std::string_view text);

// The same for a name that has to come back as bytes: what is not UTF-8 is \xHH, too.
std::string exact_line(std::string_view text);
// The name that was printed so. (A C1 control character and a byte of its number are printed alike;
// it is the byte.)
std::string printed_name(std::string_view line);

// A text of many lines: newlines and tabs stay, a carriage return before a newline goes, all else
// as in one_line.
std::string many_lines(std::string_view text);

// JSON without white space between its tokens: the same value, with the characters that one_line
// escapes escaped as JSON does.
std::string json_line(std::string_view json);

}  // namespace crib
