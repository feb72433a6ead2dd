#include "daemon/formats/pretalx_api.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "daemon/formats/frab/document.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/json_keys.hpp"
#include "daemon/formats/reading/localized.hpp"
#include "daemon/formats/reading/photos.hpp"

namespace roomsign::formats {
namespace {

using frab::EventText;

class TalksReader {
 public:
  explicit TalksReader(frab::Document& document) : document_(document) {}

  // What stands inside a talk is the talk's own: people, answers, other events' talks.
  void read(const json& value) {
    if (is_talk(value)) return read_talk(value);
    if (!value.is_structured()) return;
    for (const json& inner : value) read(inner);  // parse_json() bounds the depth
  }

 private:
  static bool is_talk(const json& value) {
    if (localized_at(value, "code").empty() || member(value, "title") == nullptr) return false;
    const json* slot = member(value, "slot");
    return (slot != nullptr && slot->is_object()) || !list_at(value, "slots").empty();
  }

  void read_talk(const json& talk) {
    for (const json& slot : list_at(talk, "slots")) read_slot(talk, slot);
    if (const json* slot = member(talk, "slot")) read_slot(talk, *slot);
  }

  void read_slot(const json& talk, const json& slot) {
    EventText event;
    event.code = localized_at(talk, "code");
    event.date = localized_at(slot, "start");
    event.end = localized_at(slot, "end");
    event.room = name_of(member(slot, "room"));
    if (event.date.empty()) return;  // not in the programme yet
    if (!seen_.emplace(event.code, event.date, event.room).second) return;
    event.title = localized_at(talk, "title");
    event.track = name_of(member(talk, "track"));
    event.type = name_of(member(talk, "submission_type"));
    event.language = localized_at(talk, "content_locale");
    event.status = localized_at(talk, "state");
    event.do_not_record = flag_at(talk, "do_not_record");
    for (const json& speaker : list_at(talk, "speakers")) {
      event.persons.push_back(
          {.name = localized_at(speaker, "name"),  // not where it is only a code
           .photo = photo_text(speaker)});
    }
    document_.events.push_back(std::move(event));
  }

  // An expanded object's name, or the name itself; of a number nobody knows the name.
  static std::string_view name_of(const json* value) {
    if (value == nullptr) return {};
    const auto name = localized_at(*value, "name");
    return name.empty() ? localized(*value, {}) : name;
  }

  frab::Document& document_;
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen_;
};

void warn_of_pages(const json& answer, Parsed& parsed) {
  const json* count = member(answer, "count");
  const std::size_t here = list_at(answer, "results").size();
  if (count == nullptr || !count->is_number_unsigned() || count->get<std::uint64_t>() <= here)
    return;
  parsed.warnings.push_back(
      fmt::format("these are {} of {} talks: ask the API for all of them on one page (limit={})",
                  here, count->get<std::uint64_t>(), count->get<std::uint64_t>()));
}

}  // namespace

bool accepts_pretalx_api(std::string_view bytes, const Hints&) {
  return names_key(bytes, "submission_type") && names_key(bytes, "code") &&
         (names_key(bytes, "slots") || names_key(bytes, "slot"));
}

Result<Parsed> parse_pretalx_api(std::string_view bytes, const Hints& hints) {
  const auto answer = parse_json(bytes);
  if (!answer) return std::unexpected(answer.error());
  frab::Document document;
  TalksReader(document).read(*answer);
  auto parsed = read_document(document, "pretalx-api", hints);
  if (parsed) warn_of_pages(*answer, *parsed);
  return parsed;
}

}  // namespace roomsign::formats
