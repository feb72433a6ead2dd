#include "daemon/formats/answer.hpp"

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/json.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kLongest = 1000;   // bytes of a sentence
constexpr std::size_t kLongestAsk = 64;  // characters

}  // namespace

std::string with_ask(std::string answer, std::string_view entry) {
  const auto said = parse_json(entry);
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
