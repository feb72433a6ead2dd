#include "daemon/schedule/schedule.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/core.h>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

struct KindWords {
  std::string_view id;     // in files
  std::string_view words;  // for people
};

// By Kind.
constexpr std::array<KindWords, 14> kKinds{{
    {"talk", "Talk"},
    {"keynote", "Keynote"},
    {"invited", "Invited talk"},
    {"talks", "Talks"},
    {"panel", "Panel"},
    {"poster", "Poster session"},
    {"qa", "Q & A"},
    {"tutorial", "Tutorial"},
    {"opening", "Opening"},
    {"closing", "Closing"},
    {"discussion", "Discussion"},
    {"registration", "Registration"},
    {"break", "Break"},
    {"social", "Social"},
}};

constexpr std::array<std::string_view, 3> kStatuses{"scheduled", "cancelled",
                                                    "moved"};  // by Status

constexpr std::size_t kLongestSlug = 48;  // ids appear in logs and addresses

// Latin-1 letters without their marks, from U+00C0 on; a blank stands for no letter.
constexpr std::string_view kPlainLatin1 =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

char slug_character(char32_t c) {
  if (c >= U'A' && c <= U'Z') return static_cast<char>(c - U'A' + U'a');
  if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) return static_cast<char>(c);
  if (c >= 0xC0 && c < 0xC0 + kPlainLatin1.size()) return kPlainLatin1[c - 0xC0];
  return ' ';
}

// "Q & A: Ökonomie" -> "q-a-okonomie"; "session" where no letter or digit is left.
std::string slug(std::string_view text) {
  std::string slug;
  bool gap = false;
  for (const char32_t c : decode_utf8(text)) {
    const char letter = slug_character(c);
    if (letter == ' ') {
      gap = !slug.empty();
      continue;
    }
    if (slug.size() + (gap ? 2 : 1) > kLongestSlug) break;
    if (std::exchange(gap, false)) slug += '-';
    slug += letter;
  }
  return slug.empty() ? "session" : slug;
}

template <class Enum, class Table, class Word>
std::optional<Enum> find_word(const Table& table, std::string_view wanted, Word word) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (word(table[i]) == wanted) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// Most readers have them in order already, and a session is large to move.
void sort(std::vector<Session>& sessions) {
  const auto place = [](const Session& s) { return std::tie(s.start, s.room, s.id); };
  if (!std::ranges::is_sorted(sessions, {}, place)) std::ranges::stable_sort(sessions, {}, place);
}

}  // namespace

std::string_view to_string(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)).id; }

std::optional<Kind> kind_from(std::string_view word) {
  return find_word<Kind>(kKinds, word, [](const KindWords& kind) { return kind.id; });
}

bool is_pause(Kind kind) {
  return kind == Kind::kBreak || kind == Kind::kSocial || kind == Kind::kRegistration;
}

std::string_view to_string(Status status) { return kStatuses.at(static_cast<std::size_t>(status)); }

std::optional<Status> status_from(std::string_view word) {
  return find_word<Status>(kStatuses, word, [](std::string_view status) { return status; });
}

std::string headline(const Session& session) {
  if (!session.title.empty()) return session.title;
  if (!session.label.empty()) return session.label;
  return std::string(kKinds.at(static_cast<std::size_t>(session.kind)).words);
}

void finish(Schedule& schedule) {
  auto& sessions = schedule.sessions;
  sort(sessions);

  // Ids that sources gave come first, so that an invented one never takes theirs.
  std::unordered_set<std::string_view> taken;
  taken.reserve(sessions.size());
  std::vector<Session*> to_name;
  for (Session& session : sessions) {
    if (session.id.empty() || !taken.insert(session.id).second) to_name.push_back(&session);
  }
  std::unordered_map<std::string, int> numbers;  // the last one tried: equal names stay cheap
  for (Session* session : to_name) {
    const std::string name = session->id.empty() ? slug(headline(*session)) : session->id;
    int& number = numbers.try_emplace(name, 1).first->second;
    session->id = name;
    while (!taken.insert(session->id).second) session->id = fmt::format("{}-{}", name, ++number);
  }
  sort(sessions);
}

bool has_made_up_id(const Session& session) {
  const std::string name = slug(headline(session));
  if (!session.id.starts_with(name)) return false;
  const std::string_view number = std::string_view(session.id).substr(name.size());
  return number.empty() || (number.size() > 1 && number.front() == '-' &&
                            number.find_first_not_of("0123456789", 1) == number.npos);
}

std::vector<std::string> rooms(const Schedule& schedule) {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  for (const Session& session : schedule.sessions) {
    if (!session.room.empty() && seen.insert(session.room).second) names.push_back(session.room);
  }
  return names;
}

}  // namespace roomsign::schedule
