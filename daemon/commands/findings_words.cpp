// Titles and names as they would stand on the sign.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/schedule/wording.hpp"

namespace roomsign::commands {
namespace {

using schedule::Programme;
using schedule::Session;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view last_word(std::string_view text) {
  return text.substr(text.rfind(' ') == text.npos ? 0 : text.rfind(' ') + 1);
}

bool opens_without_closing(std::string_view text) {
  const auto more = [&](char open, char close) {
    return std::ranges::count(text, open) > std::ranges::count(text, close);
  };
  return more('[', ']') || (more('(', ')') && !contains(text, ":("));
}

// Why a text looks as if its end were missing; empty if it does not.
std::string why_cut(std::string_view text) {
  constexpr std::array<std::string_view, 8> kEnds{",", ":", ";", "-", "\u2013", "\u2014", "/", "|"};
  constexpr std::array<std::string_view, 14> kWords{
      "and", "or", "of", "the", "a", "an", "with", "for", "from", "und", "et", "der", "&", "+"};
  if (opens_without_closing(text)) return "a bracket is not closed";
  for (const auto end : kEnds) {
    if (text.ends_with(end)) return fmt::format("it ends in \"{}\"", end);
  }
  const auto last = last_word(text);  // "Hall A" and "Q & A" end in a letter, not in a word
  if (last.size() < text.size() && std::ranges::find(kWords, last) != kWords.end())
    return fmt::format("it ends in \"{}\"", last);
  return "";
}

bool ends_in_dots(std::string_view text) {
  return text.ends_with("...") || text.ends_with("\u2026");
}

// What a reader should have turned into letters, or a source should not have printed.
std::string why_garbled(std::string_view text) {
  constexpr std::array<std::string_view, 9> kMarkup{"&amp;", "&#",  "&lt;",   "&quot;", "&nbsp;",
                                                    "</",    "<br", "](http", "{{"};
  constexpr std::array<std::string_view, 5> kTwiceEncoded{"Ã¼", "Ã¶", "Ã¤", "Ã©", "â€"};
  for (const auto mark : kMarkup) {
    if (contains(text, mark)) return fmt::format("it shows \"{}\"", mark);
  }
  for (const auto mark : kTwiceEncoded) {
    if (contains(text, mark)) return fmt::format("its letters were encoded twice (\"{}\")", mark);
  }
  return contains(text, "\uFFFD") ? "it has a character that could not be read" : "";
}

class Words {
 public:
  explicit Words(std::vector<Finding>& findings) : findings_(findings) {}

  void look_at(const Session& session) {
    session_ = &session;
    look_at_title();
    for (const auto& speaker : session.speakers) look_at_name(speaker.name);
    for (const auto& talk : session.talks) {
      look_at_text("part", talk.title);
      for (const auto& speaker : talk.speakers) look_at_name(speaker.name);
    }
  }

 private:
  template <class... Args>
  void add(Severity severity, const char* code, fmt::format_string<Args...> text, Args&&... args) {
    findings_.push_back(
        {severity, code, fmt::format(text, std::forward<Args>(args)...), {session_}, {}});
  }

  void look_at_title() {
    const auto& title = session_->title;
    const bool says_something = !session_->label.empty() || !session_->speakers.empty() ||
                                !session_->talks.empty() || is_pause(session_->kind);
    if (title.empty()) {
      if (says_something) return;
      add(Severity::kWarning, "no-title", "has no title: the sign says \"{}\"",
          headline(*session_));
    } else if (schedule::is_placeholder(title)) {
      const bool somebody = !session_->speakers.empty();
      add(somebody ? Severity::kNote : Severity::kWarning, "placeholder",
          "\"{}\" is not a title yet{}", title,
          somebody ? fmt::format(" (by {})", session_->speakers.front().name) : "");
    } else {
      look_at_text("title", title);
    }
  }

  void look_at_text(std::string_view what, const std::string& text) {
    if (const auto why = why_garbled(text); !why.empty())
      add(Severity::kWarning, "garbled", "the {} \"{}\" is garbled: {}", what, text, why);
    if (decode_utf8(text).size() == 1) {
      add(Severity::kWarning, "cut", "the {} \"{}\" is a single letter", what, text);
    } else if (const auto why = why_cut(text); !why.empty()) {
      add(Severity::kWarning, "cut", "the {} \"{}\" looks cut: {}", what, text, why);
    } else if (ends_in_dots(text)) {
      add(Severity::kNote, "cut", "the {} \"{}\" ends in dots: is it whole?", what, text);
    }
  }

  void look_at_name(const std::string& name) {
    const auto title = headline(*session_);
    if (name.empty()) return;
    if (contains(name, "@")) {
      add(Severity::kWarning, "address",
          "a speaker of \"{}\" is named by an e-mail address or the "
          "like, which all would read",
          title);
      return;
    }
    if (schedule::is_placeholder(name)) {
      add(Severity::kNote, "placeholder", R"("{}" is by "{}")", title, name);
    } else if (const auto why = why_garbled(name); !why.empty()) {
      add(Severity::kWarning, "garbled", R"(the name "{}" of "{}" is garbled: {})", name, title,
          why);
    } else if (decode_utf8(name).size() == 1) {
      add(Severity::kWarning, "cut", R"(the name "{}" of "{}" is a single letter)", name, title);
    } else if (const auto cut = why_cut(name); !cut.empty() || ends_in_dots(name)) {
      add(Severity::kWarning, "cut", R"(the name "{}" of "{}" looks cut: {})", name, title,
          cut.empty() ? "it ends in dots" : cut);
    }
  }

  std::vector<Finding>& findings_;
  const Session* session_ = nullptr;
};

// Equal in all that a visitor would go by.
void check_duplicates(const Programme& programme, std::vector<Finding>& findings) {
  std::map<std::tuple<Instant, std::string, std::string>, const Session*> seen;
  for (const Session& session : programme.schedule().sessions) {
    const auto [first, is_new] = seen.try_emplace(
        {session.start, fold_name(session.room), fold_name(headline(session))}, &session);
    if (is_new) continue;
    findings.push_back({Severity::kWarning,
                        "duplicate",
                        fmt::format("\"{}\" is there twice", headline(session)),
                        {&session, first->second},
                        {}});
  }
}

}  // namespace

void review_words(const Programme& programme, std::vector<Finding>& findings) {
  Words words(findings);
  for (const Session& session : programme.schedule().sessions) words.look_at(session);
  check_duplicates(programme, findings);
}

}  // namespace roomsign::commands
