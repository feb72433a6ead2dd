#include "daemon/formats/html/linked_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/links.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

using schedule::Speaker;
using schedule::Status;

constexpr std::size_t kMostEvents = 5000;
constexpr int kDeepest = 5;  // events in events: conference, day, session, talk
constexpr std::size_t kMostPeople = 50;
constexpr std::size_t kLongestText = 2000;  // bytes that are looked at

// Publishing systems write the HTML of a title into the JSON: "Tea &#8211; and talks".
std::string without_entities(const std::string& text) {
  const std::size_t mark = text.find('&');
  if (mark == std::string::npos || text.find(';', mark) == std::string::npos) return text;
  const auto document = parse_document("<body>" + text.substr(0, 1000));
  return document ? text_of(*document) : text;
}

// Text, {"@value": text}, or the first of a list of such.
std::string plain(const json& object, const char* key) {
  const json* value = member(object, key);
  if (value != nullptr && value->is_array()) value = value->empty() ? nullptr : &value->front();
  if (value == nullptr) return {};
  const std::string text =
      value->is_string() ? value->get_ref<const std::string&>() : text_at(*value, "@value");
  return clean_line(without_entities(text.substr(0, kLongestText)));
}

// "Event" of "http://schema.org/Event" and "schema:Event".
std::string_view last_part(std::string_view name) {
  return name.substr(name.find_last_of("/:#") + 1);  // npos + 1 == 0
}

template <class Visit>
void each(const json* value, Visit visit) {
  if (value == nullptr) return;
  if (!value->is_array()) return visit(*value);
  for (const json& one : *value) visit(one);
}

bool has_type(const json& object, std::string_view wanted) {
  bool found = false;
  each(member(object, "@type"), [&](const json& type) {
    found = found || (type.is_string() && last_part(type.get_ref<const std::string&>()) == wanted);
  });
  return found;
}

// The most telling type that is a kind of Event that people go to; "" for none.
std::string event_type(const json& object) {
  constexpr std::array<std::string_view, 4> kOthers{"Festival", "Hackathon", "EventSeries",
                                                    "CourseInstance"};
  constexpr std::array<std::string_view, 4> kNotHeld{"PublicationEvent", "BroadcastEvent",
                                                     "OnDemandEvent", "DeliveryEvent"};
  std::string found;
  each(member(object, "@type"), [&](const json& type) {
    if ((!found.empty() && found != "Event") || !type.is_string()) return;
    const std::string_view name = last_part(type.get_ref<const std::string&>());
    if ((name.ends_with("Event") || one_of(name, kOthers)) && !one_of(name, kNotHeld))
      found = clean_line(name, 40);
  });
  return found;
}

std::optional<LinkedTime> time_of(std::string text) {
  if (const auto date = parse_date(trim(text))) {
    const Instant midnight{std::chrono::sys_days(*date)};
    if (!is_in_range(midnight)) return std::nullopt;
    return LinkedTime{.time = {.instant = midnight, .offset = std::nullopt}, .whole_day = true};
  }
  text = std::string(trim(text));
  const std::size_t sign = text.size() < 5 ? std::string::npos : text.size() - 5;
  const bool bare_offset = sign != std::string::npos && sign > 10 &&
                           (text[sign] == '+' || text[sign] == '-') &&
                           text.find(':', sign) == std::string::npos;
  if (bare_offset) text.insert(text.size() - 2, ":");  // "+0200"
  const auto time = parse_time(text);
  if (!time || !is_in_range(time->instant)) return std::nullopt;
  return LinkedTime{.time = *time, .whole_day = false};
}

// "PT1H30M"; days and seconds are no lengths of sessions.
std::optional<std::chrono::minutes> duration_of(std::string_view text) {
  if (!text.starts_with("PT")) return std::nullopt;
  text.remove_prefix(2);
  int minutes = 0;
  while (!text.empty()) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || value < 0 || value > 1440) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with('H') && !text.starts_with('M')) break;
    minutes += text.front() == 'H' ? 60 * value : value;
    text.remove_prefix(1);
  }
  if (minutes <= 0 || minutes > 1440) return std::nullopt;
  return std::chrono::minutes(minutes);
}

bool is_midnight(const LinkedTime& time) {
  const auto seconds =
      time.time.instant.time_since_epoch() + time.time.offset.value_or(std::chrono::seconds(0));
  return seconds % std::chrono::days(1) == std::chrono::seconds(0);
}

class Reader {
 public:
  LinkedData read(const std::vector<DataScript>& scripts) {
    for (const DataScript& script : scripts) parse(script);
    for (const json& document : documents_) index(document);
    for (const json& document : documents_) visit(document, 0);
    if (count_ > kMostEvents) {
      data_.warnings.push_back(
          fmt::format("schema.org data: only the first {} events are read", kMostEvents));
    }
    return std::move(data_);
  }

 private:
  void parse(const DataScript& script) {
    const std::string_view text = trim(script.text);
    if (text.empty()) return;
    auto document = parse_json(text);
    if (!document) {
      data_.warnings.push_back(fmt::format("schema.org data in the script of line {}, there {}",
                                           script.line, document.error().message));
      return;
    }
    ++data_.scripts;
    documents_.push_back(std::move(*document));
  }

  // Objects that others may name by their @id.
  void index(const json& value) {
    each(&value, [&](const json& object) {
      const std::string id = text_at(object, "@id");
      if (!id.empty() && object.size() > 2) by_id_.emplace(id, &object);
      for (const json& inner : list_at(object, "@graph")) index(inner);
    });
  }

  // What stands for `object`, if it is only a name for another.
  const json* resolved(const json& object) const {
    if (!object.is_object() || object.size() > 2) return &object;
    const auto found = by_id_.find(text_at(object, "@id"));
    return found == by_id_.end() ? &object : found->second;
  }

  void visit(const json& value, int depth) {
    if (depth > kDeepest) return;
    if (value.is_array()) {
      for (const json& one : value) visit(one, depth + 1);
      return;
    }
    if (!value.is_object()) return;
    if (!event_type(value).empty()) return keep(value);
    for (const char* key :
         {"@graph", "itemListElement", "item", "mainEntity", "mainEntityOfPage", "event", "events"})
      if (const json* inner = member(value, key)) visit(*inner, depth + 1);
  }

  void keep(const json& object) {
    LinkedEvent event = read_event(object, 0);
    if (event.name.empty() && event.parts.empty()) return;
    const auto instant = event.start ? event.start->time.instant : Instant{};
    if (count_ <= kMostEvents && seen_.emplace(event.name, instant).second)
      data_.events.push_back(std::move(event));
  }

  LinkedEvent read_event(const json& object, int depth) {
    ++count_;
    LinkedEvent event;
    event.type = event_type(object);
    event.name = plain(object, "name");
    read_times(object, event);
    read_places(object, event);
    read_people(object, event);
    read_status(object, event);
    if (const std::string language = plain(object, "inLanguage"); language.size() <= 12)
      event.language = language;
    event.url = public_link(plain(object, "url"));
    each(member(object, "superEvent"), [&](const json& whole) {
      if (event.whole.empty()) event.whole = plain(*resolved(whole), "name");
    });
    // Each end of a circle of names would walk its list in vain.
    if (depth == kDeepest) return event;
    for (const char* key : {"subEvent", "subEvents"})
      each(member(object, key), [&](const json& part) { read_part(part, event, depth + 1); });
    return event;
  }

  void read_part(const json& part, LinkedEvent& event, int depth) {
    if (count_ > kMostEvents) return;
    const json& object = *resolved(part);
    if (!object.is_object()) return;
    event.parts.push_back(read_event(object, depth));
  }

  static void read_times(const json& object, LinkedEvent& event) {
    const std::string start = plain(object, "startDate");
    event.start = time_of(start);
    event.bad_start = !start.empty() && !event.start;
    event.end = time_of(plain(object, "endDate"));
    event.duration = duration_of(plain(object, "duration"));
    // "All day" is often written as from midnight to midnight or a moment before.
    const bool all_day =
        event.start && event.end && is_midnight(*event.start) &&
        event.end->time.instant - event.start->time.instant >= std::chrono::hours(23);
    if (all_day) event.start->whole_day = true;
  }

  void read_places(const json& object, LinkedEvent& event) const {
    each(member(object, "location"), [&](const json& named) {
      const json& place = *resolved(named);
      if (!event.place.empty() || has_type(place, "VirtualLocation")) return;
      if (place.is_string()) {
        const std::string text = clean_line(
            without_entities(place.get_ref<const std::string&>().substr(0, kLongestText)));
        if (text.find("://") == std::string::npos) event.place = text;
        return;
      }
      event.place = plain(place, "name");
      for (const char* key : {"containedInPlace", "containedIn"})
        if (const json* outer = member(place, key)) event.within = plain(*resolved(*outer), "name");
    });
  }

  void read_people(const json& object, LinkedEvent& event) const {
    for (const char* key : {"performer", "performers", "actor", "author", "organizer"}) {
      if (!event.people.empty()) return;
      each(member(object, key), [&](const json& named) { add_person(named, event); });
    }
  }

  void add_person(const json& named, LinkedEvent& event) const {
    if (event.people.size() >= kMostPeople) return;
    const json& person = *resolved(named);
    if (person.is_string()) {
      const auto& text = person.get_ref<const std::string&>();
      if (text.size() < kLongestText)
        std::ranges::move(people(text), std::back_inserter(event.people));
    }
    if (!has_type(person, "Person")) return;
    Speaker speaker;
    speaker.name = plain(person, "name");
    for (const char* key : {"affiliation", "worksFor"}) {
      const json* employer = member(person, key);
      if (employer == nullptr || !speaker.affiliation.empty()) continue;
      speaker.affiliation =
          employer->is_string() ? plain(person, key) : plain(*resolved(*employer), "name");
    }
    each(member(person, "image"), [&](const json& image) {
      if (speaker.photo.empty()) speaker.photo = photo_of(*resolved(image));
    });
    const bool address = speaker.name.find('@') != std::string::npos;
    if (!speaker.name.empty() && !address) event.people.push_back(std::move(speaker));
  }

  // The address itself, or an ImageObject's.
  static std::string photo_of(const json& image) {
    if (image.is_string()) return photo_link(image.get_ref<const std::string&>());
    std::string photo = photo_link(text_at(image, "contentUrl"));
    return photo.empty() ? photo_link(text_at(image, "url")) : photo;
  }

  static void read_status(const json& object, LinkedEvent& event) {
    const std::string status = plain(object, "eventStatus");
    const std::string_view word = last_part(status);
    if (word == "EventCancelled") event.status = Status::kCancelled;
    if (word == "EventRescheduled") event.status = Status::kMoved;
    if (word != "EventPostponed") return;
    event.status = Status::kCancelled;  // it does not take place then
    event.note = "Postponed";
  }

  std::vector<json> documents_;
  std::map<std::string, const json*> by_id_;
  std::set<std::pair<std::string, Instant>> seen_;
  std::size_t count_ = 0;
  LinkedData data_;
};

}  // namespace

LinkedData read_linked_data(const std::vector<DataScript>& scripts) {
  return Reader().read(scripts);
}

bool has_time(const LinkedEvent& event) { return event.start && !event.start->whole_day; }

}  // namespace roomsign::formats::html
