#include "daemon/formats/answer.hpp"

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kLongest = 1000;   // bytes of a sentence
constexpr std::size_t kLongestAsk = 64;  // characters

// The entry, also one that is signed, or means to be.
Result<json> within(std::string_view entry) {
  auto said = parse_json(entry);
  if (!said || text_at(*said, "format") != signatures::kFormat) return said;
  return parse_json(text_at(*said, "payload"));
}

}  // namespace

std::string with_ask(std::string answer, std::string_view entry) {
  const auto said = within(entry);
  const auto ask = said ? clean_line(text_at(*said, "ask"), kLongestAsk) : "";
  auto value = parse_json(answer);
  if (ask.empty() || !value || !value->is_object()) return answer;
  (*value)["ask"] = ask;
  return value->dump();
}

Result<Answered> parse_answer(std::string_view bytes) {
  const auto value = parse_json(bytes);
  if (!value) return failure("bad-answer", "no answer of a sign's: " + value.error().message);
  const auto line = [](const std::string& text) { return clean_line(text, kLongest); };
  if (const json* error = member(*value, "error")) {
    return failure(line(text_at(*error, "code")), line(text_at(*error, "message")));
  }
  Answered answered{.message = line(text_at(*value, "message")), .id = line(text_at(*value, "id"))};
  if (answered.message.empty()) return failure("bad-answer", "an answer without a message");
  for (const auto& note : list_at(*value, "notes")) {
    if (note.is_string()) answered.notes.push_back(line(note.get<std::string>()));
  }
  return answered;
}

}  // namespace roomsign::formats
