#include "daemon/commands/findings_pictures.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/rehearsal.hpp"
#include "render/layout.hpp"
#include "render/sdl/draw_list.hpp"
#include "render/sdl/fonts.hpp"

namespace roomsign::commands {
namespace {

using schedule::Session;

constexpr std::size_t kLongestQuote = 80;

class Pictures {
 public:
  // `panel`: words for where, such as " on a panel of 800 x 480".
  Pictures(const schedule::Programme& programme, const render::Theme& theme, render::Size size,
           std::string panel)
      : theme_(theme), size_(size), panel_(std::move(panel)) {
    typesetter_.use(theme_.typeface);
    for (const auto& slot : programme.slots()) {
      const auto& session = *slot.session;
      titles_.insert(headline(session));
      by_text_.try_emplace(headline(session), &session);
      for (const auto& speaker : session.speakers) by_text_.try_emplace(speaker.name, &session);
      for (const auto& talk : session.talks) by_text_.try_emplace(talk.title, &session);
    }
  }

  // Sets all pages of one picture as they would be drawn.
  void set(const render::Screen& screen) {
    int pages = 1;
    for (int page = 0; page < pages; ++page) {
      render::DrawList list(size_, typesetter_);
      const auto drawn = render::draw(screen, theme_, list, page);
      tell(screen, drawn);
      pages = drawn.pages;
    }
  }

  std::vector<Finding> findings;

 private:
  void tell(const render::Screen& screen, const render::Drawn& drawn) {
    for (const auto& text : drawn.cut) {
      if (text == screen.title) {
        add(Severity::kWarning, "too-long", text, "is too long for the sign and is cut there");
      } else if (titles_.contains(text)) {  // names and parts are always cut there
        add(Severity::kNote, "shortened", text, "is shortened in lists");
      }
    }
    for (const auto& text : drawn.smallest)
      add(Severity::kNote, "smallest", text, "fits only in the smallest size");
    for (const auto& text : drawn.lost)
      add(Severity::kWarning, "left-out", text, "has no room on the sign beside all the rest");
  }

  void add(Severity severity, const char* code, const std::string& text, const char* what) {
    if (!said_.insert(code + text).second) return;
    Finding finding{severity, code, "", {}, {}};
    std::string of;
    if (const auto session = by_text_.find(text); session != by_text_.end()) {
      finding.sessions.push_back(session->second);
      if (headline(*session->second) != text)
        of = fmt::format(" (of \"{}\")", headline(*session->second));
    }
    finding.text = fmt::format("\"{}\"{} {}{}", clean_line(text, kLongestQuote), of, what, panel_);
    findings.push_back(std::move(finding));
  }

  const render::Theme& theme_;
  render::Size size_;
  std::string panel_;
  render::Typesetter typesetter_;
  std::unordered_map<std::string, const Session*> by_text_;  // the first one with it
  std::unordered_set<std::string> titles_;
  std::unordered_set<std::string> said_;
};

}  // namespace

std::vector<Finding> review_pictures(const schedule::Programme& programme,
                                     const view::ViewOptions& view,
                                     const schedule::Notices& notices,
                                     const std::shared_ptr<const view::Photos>& photos,
                                     const render::Theme& theme,
                                     const std::vector<render::Size>& sizes,
                                     const std::function<void(int)>& progress) {
  const auto days = programme.days();
  std::vector<Finding> findings;
  int count = 0;
  for (const auto size : sizes) {
    Pictures pictures(
        programme, theme, size,
        sizes.size() == 1 ? std::string() : fmt::format(" at {}x{}", size.width, size.height));
    for (const auto* language : view::languages_of(&programme, view)) {
      view::ViewOptions spoken = view;
      spoken.language = language->tag;
      for (const auto day : days) {
        const auto [from, to] = day_span(programme, day);
        rehearse(programme, spoken, notices, photos, from, to, [&](const Stop& stop) {
          pictures.set(stop.screen);
          progress(++count);
        });
      }
    }
    std::ranges::move(pictures.findings, std::back_inserter(findings));
  }
  return findings;
}

std::string undrawable(char32_t letter, std::string_view within) {
  const auto package = render::package_for(letter);
  return fmt::format("no font can draw {} (U+{:04X}){}: an empty box is shown{}",
                     encode_utf8({&letter, 1}), static_cast<unsigned>(letter),
                     within.empty() ? "" : fmt::format(" in \"{}\"", within),
                     package.empty() ? "" : fmt::format("; install Debian's {}", package));
}

std::vector<Finding> review_glyphs(const schedule::Programme& programme,
                                   const render::Theme& theme) {
  std::vector<Finding> findings;
  render::Typesetter typesetter;
  typesetter.use(theme.typeface);
  std::unordered_set<char32_t> seen;
  const auto look = [&](const Session* session, const std::string& text) {
    std::u32string missing;
    typesetter.add_missing(text, {render::Face::kRegular}, missing);
    for (const char32_t c : missing) {
      if (!seen.insert(c).second) continue;
      Finding finding{Severity::kWarning, "no-glyph", undrawable(c, text), {}, {}};
      if (session != nullptr) finding.sessions.push_back(session);
      findings.push_back(std::move(finding));
    }
  };
  look(nullptr, programme.schedule().event.name);
  for (const auto& session : programme.schedule().sessions) {
    for (const auto* text : {&session.title, &session.subtitle, &session.label, &session.room})
      look(&session, *text);
    for (const auto& speaker : session.speakers) {
      look(&session, speaker.name);
      look(&session, speaker.affiliation);
    }
    for (const auto& talk : session.talks) {
      look(&session, talk.title);
      for (const auto& speaker : talk.speakers) look(&session, speaker.name);
    }
  }
  return findings;
}

}  // namespace roomsign::commands
