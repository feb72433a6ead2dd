// Tabs: a list of labels, each of which shows one part of the page.
#pragma once

#include "daemon/formats/html/document.hpp"

namespace roomsign::formats::html {

// Takes the lists of labels away, which stand above all parts, and puts each label that names a day
// or a room as a heading (h2) into its part. Lists that hold the parts themselves stay as they are.
void label_tabs(Node& document);

}  // namespace roomsign::formats::html
