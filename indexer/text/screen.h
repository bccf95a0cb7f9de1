#pragma once

#include <string>
#include <string_view>

// Makes bytes from notes, names, arguments and errors safe to print. Both programs pass all text
// that they did not write themselves through here, for stdout and for stderr.
namespace crib {

// A name or text for one line, to be read by a person or an editor. TAB, newline and carriage
// return become \t, \n and \r. Other control characters (C0, DEL, C1, also in UTF-8) become \xHH.
// Bytes that are not UTF-8 become U+FFFD. Characters that reorder a line (bidirectional controls)
// become \u{HHHH}.
std::string one_line(std::string_view text);

// Like one_line, but reversible: bytes that are not UTF-8 become \xHH too.
std::string exact_line(std::string_view text);
// The inverse of exact_line. A C1 control character and the byte of the same number are printed
// alike; both are read as the byte.
std::string printed_name(std::string_view line);

// A text of several lines. Newlines and tabs stay, and a carriage return before a newline is
// dropped. All else is as in one_line.
std::string many_lines(std::string_view text);

// JSON with the same value, but without white space between its tokens. The characters that
// one_line escapes are escaped as JSON does it.
std::string json_line(std::string_view json);

}  // namespace crib
