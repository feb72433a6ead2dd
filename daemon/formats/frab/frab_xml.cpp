#include "daemon/formats/frab/frab_xml.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "daemon/base/text.hpp"
#include "daemon/formats/frab/document.hpp"
#include "daemon/formats/frab/xml_memory.hpp"
#include "daemon/formats/frab/xml_source.hpp"
#include "daemon/formats/reading/position.hpp"

namespace roomsign::formats::frab {
namespace {

using pugi::xml_node;

// An element's first text is the value of its node, not a node of its own: half the memory.
constexpr unsigned kOptions = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_embed_pcdata;

// Without its namespace's prefix.
std::string_view local_name(xml_node node) {
  const char* begin = node.name();
  const char* end = begin;
  for (; *end != '\0'; ++end) {
    if (*end == ':') begin = end + 1;
  }
  return {begin, end};
}

std::string_view attribute(xml_node node, const char* name) { return node.attribute(name).value(); }

template <class Texts>
struct Field {
  std::string_view element;
  std::string_view Texts::* text;
};

constexpr std::array kConferenceFields{
    Field{"title", &ConferenceText::title},
    Field{"acronym", &ConferenceText::acronym},
    Field{"venue", &ConferenceText::venue},
    Field{"city", &ConferenceText::city},
    Field{"url", &ConferenceText::url},
    Field{"base_url", &ConferenceText::base_url},
    Field{"time_zone_name", &ConferenceText::time_zone},
};

constexpr std::array kEventFields{
    Field{"date", &EventText::date},         Field{"start", &EventText::start},
    Field{"duration", &EventText::duration}, Field{"end", &EventText::end},
    Field{"room", &EventText::room},         Field{"title", &EventText::title},
    Field{"subtitle", &EventText::subtitle}, Field{"track", &EventText::track},
    Field{"type", &EventText::type},         Field{"language", &EventText::language},
    Field{"url", &EventText::url},
};

class XmlReader {
 public:
  explicit XmlReader(Document& document) : document_(document) {}

  void read(xml_node schedule) {
    for (const xml_node child : schedule) {
      if (local_name(child) == "conference") read_conference(child);
      if (local_name(child) == "tracks") read_tracks(child);
    }
    for (const xml_node child : schedule) {
      if (local_name(child) == "day") read_day(child);
    }
  }

 private:
  // The text of an element without those of the elements in it.
  std::string_view text_of(xml_node node) {
    const std::string_view first = node.value();
    const xml_node child = node.first_child();
    if (!child) return first;
    if (first.empty() && !child.next_sibling()) return own_text(child);
    std::string joined(first);
    for (const xml_node part : node) joined += own_text(part);
    return document_.joined.emplace_back(std::move(joined));
  }

  static std::string_view own_text(xml_node part) {
    const bool text = part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata;
    return text ? part.value() : "";
  }

  template <class Texts, std::size_t N>
  bool read_field(xml_node child, std::string_view name, Texts& texts,
                  const std::array<Field<Texts>, N>& fields) {
    const auto* const field = std::ranges::find_if(fields, [name](const Field<Texts>& known) {
      return name.starts_with(known.element.front()) && name == known.element;
    });
    if (field == fields.end()) return false;
    texts.*field->text = text_of(child);
    return true;
  }

  void read_conference(xml_node conference) {
    for (const xml_node child : conference) {
      const std::string_view name = local_name(child);
      if (read_field(child, name, document_.conference, kConferenceFields)) continue;
      if (name == "day_change") day_change_ = text_of(child);
    }
    read_tracks(conference);
  }

  // Their colours: their names stand at the events as well.
  void read_tracks(xml_node tracks) {
    for (const xml_node child : tracks) {
      if (local_name(child) != "track" || attribute(child, "color").empty()) continue;
      const std::string_view name = attribute(child, "name");
      document_.tracks.push_back({name.empty() ? text_of(child) : name, attribute(child, "color")});
    }
  }

  void read_day(xml_node node) {
    document_.days.push_back(day_of(attribute(node, "date"), attribute(node, "start"),
                                    attribute(node, "end"), day_change_));
    for (const xml_node child : node) {
      if (local_name(child) == "event") read_event(child, {});
      if (local_name(child) != "room") continue;
      for (const xml_node event : child) {
        if (local_name(event) == "event") read_event(event, attribute(child, "name"));
      }
    }
  }

  void read_event(xml_node node, std::string_view room) {
    EventText& event = document_.events.emplace_back();
    event.guid = attribute(node, "guid");
    event.code = attribute(node, "code");
    event.id = attribute(node, "id");
    event.day = &document_.days.back();
    for (const xml_node child : node) {
      const std::string_view name = local_name(child);
      if (read_field(child, name, event, kEventFields)) continue;
      if (name == "persons") read_persons(child, event);
      if (name == "recording") event.do_not_record = opts_out(child);
    }
    if (trim(event.room).empty()) event.room = room;
  }

  void read_persons(xml_node node, EventText& event) {
    for (const xml_node child : node) {
      if (local_name(child) == "person") event.persons.push_back({.name = text_of(child)});
    }
  }

  bool opts_out(xml_node recording) {
    for (const xml_node child : recording) {
      if (local_name(child) != "optout") continue;
      const std::string text = to_lower(trim(text_of(child)));
      return text == "true" || text == "1";
    }
    return false;
  }

  Document& document_;
  std::string_view day_change_;
};

std::unexpected<Error> bad_xml(std::string_view bytes, const pugi::xml_parse_result& result) {
  const std::string place =
      line_and_column(utf8_source(bytes), static_cast<std::size_t>(result.offset));
  return failure("bad-xml",
                 fmt::format("{}: not well-formed XML: {}", place, result.description()));
}

}  // namespace

bool accepts_xml(std::string_view bytes, const Hints& hints) {
  constexpr std::size_t kBeginning = 16'000;  // comments may stand before the root
  if (to_lower(hints.content_type).starts_with("application/vnd.c3voc.schedule+xml")) return true;
  return root_name(utf8_source(bytes.substr(0, kBeginning))) == "schedule";
}

Result<Parsed> parse_xml(std::string_view bytes, const Hints& hints) {
  XmlMemory memory(bytes.size());
  std::pmr::string source = utf8_source(bytes, memory.resource());
  pugi::xml_document xml;
  const auto result =
      xml.load_buffer_inplace(source.data(), source.size(), kOptions, pugi::encoding_utf8);
  if (!result) return bad_xml(bytes, result);
  const xml_node root = xml.document_element();
  if (local_name(root) != "schedule") {
    return failure("bad-schedule", fmt::format("the document is a <{}>, not a <schedule>",
                                               clean_line(local_name(root), 40)));
  }
  Document document;
  XmlReader(document).read(root);
  return read_document(document, "frab-xml", hints);
}

}  // namespace roomsign::formats::frab
