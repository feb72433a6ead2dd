// Pictures as a document to print: each on a page of A4.
#pragma once

#include <span>
#include <string>

namespace roomsign::render {

// `pngs`: encoded pictures, each as wide as a page and not higher. Throws std::runtime_error where
// one of them is none.
std::string encode_pdf(std::span<const std::string> pngs);

}  // namespace roomsign::render
