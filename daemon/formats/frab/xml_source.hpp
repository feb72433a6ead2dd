// The bytes of an XML document as UTF-8.
//
// By its byte order mark, by how its first "<" is written (UTF-16 without a mark), or by the
// encoding that its declaration names; Latin-1 and what is all but the same (windows-1252,
// ISO 8859-15) are read as Latin-1. Everything else is taken for UTF-8: what is not becomes U+FFFD
// where texts are cleaned.
#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

namespace roomsign::formats::frab {

std::pmr::string utf8_source(std::string_view bytes,
                             std::pmr::memory_resource* memory = std::pmr::get_default_resource());

// The name of the first element of a document in UTF-8, without its namespace's prefix; "" where
// anything but a declaration, comments and a document type stands before it. Cheap.
std::string_view root_name(std::string_view source);

}  // namespace roomsign::formats::frab
