// What a document has beside the fields of the native format never comes out again: not in what is
// kept, not in a warning, not in an error, also where the document is broken.
#include <algorithm>
#include <string>
#include <vector>

#include "daemon/base/text.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/formats/reading/json.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/planted.hpp"

namespace roomsign::formats {
namespace {

using Words = std::vector<std::string_view>;

// All that anybody gets to see of a document.
std::string outcome(const std::string& document, const std::string& format) {
  Hints hints;
  hints.date = std::chrono::year(2030) / 5 / 14;
  hints.now = std::chrono::sys_days(*hints.date);
  const auto parsed = parse(document, hints, format);
  if (!parsed) return parsed.error().code + ": " + parsed.error().message;
  return print_native(*parsed);  // warnings included
}

void check_silent(const std::string& document, const std::string& format) {
  for (const std::string& name : {format, std::string()}) {
    const std::string seen = outcome(document, name);
    const auto words = test::planted_words_in(seen);
    if (words.empty()) continue;
    CAPTURE(format, document, seen);
    CHECK(words == Words{});
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// The document once without each of its lines.
std::vector<std::string> with_a_line_missing(const std::string& document) {
  std::vector<std::string> all;
  const auto lines = split(document, '\n');
  for (std::size_t missing = 0; missing < lines.size(); ++missing) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i != missing) text += std::string(lines[i]) + '\n';
    }
    all.push_back(std::move(text));
  }
  return all;
}

// Times and zones that are none.
std::vector<std::string> with_wrong_values(const std::string& document) {
  std::vector<std::string> all;
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"2030-05-14", "someday"},
                                                        {"20300514", "20301514"},
                                                        {"09:00", "29:99"},
                                                        {"T09", "T29"},
                                                        {"Europe/", "Mars/"},
                                                        {"Tides", ""}}) {
    all.push_back(replaced(document, from, to));
  }
  return all;
}

// Calls check(document) for each value of a JSON document and each other type that it might have.
template <class Check>
void with_wrong_types(json& document, json& value, const Check& check) {
  const json right = value;
  for (const json& wrong : {json(7), json(nullptr), json("7"), json::array({right}),
                            json::object({{"value", right}}), json::array({right, right})}) {
    value = wrong;
    check(document.dump());
  }
  value = right;
  if (!value.is_structured()) return;
  for (json& inside : value) with_wrong_types(document, inside, check);
}

}  // namespace

TEST_CASE("Every format has a document with planted secrets") {
  const auto documents = test::planted_documents();
  for (const Format& format : formats()) {
    INFO(format.name);
    CHECK(std::ranges::count(documents, format.name, &test::Planted::format) > 0);
  }
}

TEST_CASE("Of a good document only the fields of the native format are kept") {
  for (const auto& [format, document] : test::planted_documents()) {
    const auto known = std::ranges::find(formats(), format, &Format::name);
    if (!format.empty() && known == formats().end()) continue;
    CAPTURE(format);
    REQUIRE_FALSE(test::planted_words_in(document).empty());
    check_silent(document, format);
    if (!format.empty()) CHECK(outcome(document, format).find(R"("Tides")") != std::string::npos);
  }
}

TEST_CASE("Broken documents are as silent as good ones") {
  for (const auto& [format, document] : test::planted_documents()) {
    const auto known = std::ranges::find(formats(), format, &Format::name);
    if (!format.empty() && known == formats().end()) continue;
    for (std::size_t size = 0; size < document.size(); size += 7)
      check_silent(document.substr(0, size), format);
    for (const std::string& broken : with_a_line_missing(document)) check_silent(broken, format);
    for (const std::string& broken : with_wrong_values(document)) check_silent(broken, format);
    json tree = json::parse(document, nullptr, false);
    if (tree.is_discarded()) continue;
    with_wrong_types(tree, tree, [&](const std::string& text) { check_silent(text, format); });
  }
}

TEST_CASE("A document read as what it is not is as silent") {
  for (const auto& [format, document] : test::planted_documents()) {
    for (const Format& other : formats()) check_silent(document, std::string(other.name));
  }
}

}  // namespace roomsign::formats
