#include "daemon/formats/pretalx.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "daemon/formats/frab/document.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/json_keys.hpp"
#include "daemon/formats/reading/localized.hpp"
#include "daemon/formats/reading/photos.hpp"

namespace roomsign::formats {
namespace {

using frab::EventText;

class WidgetReader {
 public:
  WidgetReader(frab::Document& document, const json& widget)
      : document_(document), widget_(widget) {}

  void read() {
    document_.conference.time_zone = localized_at(widget_, "timezone");
    document_.conference.language = language_of_all();
    for (const json& room : list_at(widget_, "rooms"))
      rooms_[id_at(room, "id")] = text(room, "name");
    for (const json& speaker : list_at(widget_, "speakers"))
      speakers_[id_at(speaker, "code")] = {text(speaker, "name"), photo_text(speaker)};
    for (const json& track : list_at(widget_, "tracks")) {
      tracks_[id_at(track, "id")] = text(track, "name");
      document_.tracks.push_back({text(track, "name"), text(track, "color")});
    }
    for (const json& talk : list_at(widget_, "talks")) read_talk(talk);
  }

 private:
  using Names = std::unordered_map<std::string, std::string_view>;

  std::string_view text(const json& object, const char* key) const {
    return localized_at(object, key, document_.conference.language);
  }

  // The language in which all talks are given, if there is one: then it is the event's.
  std::string_view language_of_all() const {
    std::string_view all;
    for (const json& talk : list_at(widget_, "talks")) {
      const auto one = localized_at(talk, "content_locale");
      if (one.empty()) continue;
      if (!all.empty() && one != all) return {};
      all = one;
    }
    return all;
  }

  void read_talk(const json& talk) {
    if (!talk.is_object()) {
      document_.records.drop("talks", fmt::format("a talk is {}", kind_name(talk)));
      return;
    }
    if (localized_at(talk, "slot_type") == "blocker") return;  // the organisers' own
    EventText& event = document_.events.emplace_back();
    event.code = text(talk, "code");
    event.id = document_.joined.emplace_back(id_at(talk, "id"));
    if (event.code.empty()) event.kind = schedule::Kind::kBreak;
    event.date = text(talk, "start");
    event.end = text(talk, "end");
    event.title = text(talk, "title");
    event.language = text(talk, "content_locale");
    event.status = text(talk, "state");
    event.do_not_record = flag_at(talk, "do_not_record");
    event.room = named(rooms_, id_at(talk, "room"));
    event.track = named(tracks_, id_at(talk, "track"));
    for (const json& speaker : list_at(talk, "speakers")) {
      const std::string code =
          speaker.is_string() ? speaker.get_ref<const std::string&>() : id_at(speaker, "code");
      if (const auto known = speakers_.find(code); known != speakers_.end())
        event.persons.push_back(known->second);
    }
  }

  static std::string_view named(const Names& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? std::string_view() : found->second;
  }

  frab::Document& document_;
  const json& widget_;
  Names rooms_;
  Names tracks_;
  std::unordered_map<std::string, frab::PersonText> speakers_;  // by code
};

}  // namespace

bool accepts_pretalx_widget(std::string_view bytes, const Hints&) {
  return looks_like_object(bytes) && names_key(bytes, "talks") && names_key(bytes, "timezone") &&
         names_key(bytes, "rooms");
}

Result<Parsed> parse_pretalx_widget(std::string_view bytes, const Hints& hints) {
  const auto widget = parse_json(bytes);
  if (!widget) return std::unexpected(widget.error());
  const json* talks = member(*widget, "talks");
  if (talks == nullptr || !talks->is_array()) {
    return failure("bad-schedule", "talks: is missing or no list; is this pretalx's widget JSON?");
  }
  frab::Document document;
  WidgetReader(document, *widget).read();
  return read_document(document, "pretalx-widget", hints);
}

}  // namespace roomsign::formats
