// The program itself, as organisers run it: what a document has beside the fields of the native
// format is neither printed nor complained of in its own words.
#include <algorithm>
#include <string>
#include <vector>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/planted.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign {
namespace {

// What `roomsign import FILE` says on both of its outputs.
test::Finished import(const std::string& document) {
  const test::TemporaryFolder folder;
  const auto file = folder / "document";
  REQUIRE(write_file_atomically(file, document));
  return test::run_program({ROOMSIGN_PROGRAM, "import", file.string(), "--time-zone",
                            "Europe/Berlin", "--date", "2030-05-14"});
}

}  // namespace

TEST_CASE("The program never prints what is not the schedule's") {
  for (const auto& [format, document] : test::planted_documents()) {
    const auto known = std::ranges::find(formats::formats(), format, &formats::Format::name);
    if (!format.empty() && known == formats::formats().end()) continue;
    const std::string cut = document.substr(0, document.size() * 2 / 3);
    for (const std::string& text : {document, cut}) {
      const auto ran = import(text);
      CAPTURE(format, text, ran.out, ran.err);
      CHECK(test::planted_words_in(ran.out + ran.err) == std::vector<std::string_view>{});
      if (text == document) CHECK((ran.status == 0) == !format.empty());
    }
  }
}

}  // namespace roomsign
