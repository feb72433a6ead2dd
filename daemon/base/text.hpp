// UTF-8 and plain-text helpers that std lacks. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace roomsign {

// The code points of `text`; every ill-formed byte becomes U+FFFD. Never fails.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);
bool is_valid_utf8(std::string_view text);

// ASCII only: foreign letters stay as they are.
std::string to_lower(std::string_view text);
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter_or_digit(char c);
bool starts_with_word(std::string_view text, std::string_view lower_case_word);

// Without blanks (ASCII and no-break) at both ends.
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

// One clean line of foreign text, fit to be shaped and shown: ill-formed UTF-8, private-use and
// noncharacters become U+FFFD; control characters and bidi overrides, embeddings and isolates go;
// runs of blanks, tabs, newlines and no-break spaces become one blank; at most four combining
// marks follow a base; the ends are trimmed; at most `limit` code points remain (an ellipsis then
// marks the cut). Soft hyphens stay within words: they say where one may break.
std::string clean_line(std::string_view text, std::size_t limit = 300);

// For comparing names that people typed: lower case, only letters and digits; a letter is the same
// whether it comes with its mark or before it. Letters of Latin, Greek and Cyrillic. Numbers stay
// apart, whatever parts them: "1.11" is "1-11", and neither "11.1" nor "111".
// fold_name("Room 5-AB") == fold_name("room 5ab"), fold_name("STRASSE") == fold_name("Straße"), but
// fold_name("Sal Å") != fold_name("Sal A").
std::string fold_name(std::string_view text);

// An http or https address, by its beginning.
bool is_web_address(std::string_view url);

// As it stands in an address (RFC 3986): what is neither a letter, a digit, one of "-._~" nor one
// of `kept` is written as %20.
std::string percent_encoded(std::string_view text, std::string_view kept = {});

// How many letters to insert, drop or replace (Levenshtein's). Costs the product of the lengths,
// but for words whose lengths tell that it is more than `most`: then some number above that.
std::size_t edit_distance(std::string_view a, std::string_view b,
                          std::size_t most = std::string_view::npos);

}  // namespace roomsign
