#include "daemon/formats/html/html.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/tabs.hpp"
#include "daemon/formats/html/ways.hpp"

namespace roomsign::formats::html {
namespace {

struct Way {
  std::string_view name;  // of the programme it finds
  Result<Parsed> (*read)(const Material& material);
};

// In the order in which they are believed.
constexpr std::array kWays{
    Way{"table of times", read_tables},
    Way{"schema.org data", read_linked_events},
    Way{"elements that hold a time", read_time_elements},
};

std::string name_of(const Page& page) {
  return page.title.empty() ? "the page"
                            : fmt::format("the page \"{}\"", clean_line(page.title, 60));
}

// Why a page without a programme has none: all ways' reasons, and the code of the one that came
// furthest.
std::unexpected<Error> refusal(const Material& material, const std::vector<Error>& errors) {
  if (material.page.has_password_field) {
    return failure("login-page",
                   fmt::format("{} asks for a password: a login page, perhaps of this "
                               "network's portal, and no programme",
                               name_of(material.page)));
  }
  std::string code = "no-sessions";
  std::string reasons;
  for (const Error& error : errors) {
    if (code == "no-sessions") code = error.code;
    reasons += fmt::format("{}{}", reasons.empty() ? "" : "; ", error.message);
  }
  if (code == "no-sessions" &&
      to_lower(material.source.html).find("<script") != std::string::npos) {
    reasons +=
        ". If scripts fill it in, in a browser, name the event's calendar or export in its place";
  }
  return failure(std::move(code), fmt::format("{} has no programme that can be read: {}",
                                              name_of(material.page), reasons));
}

std::set<Instant> starts(const Parsed& parsed) {
  std::set<Instant> starts;
  for (const schedule::Session& session : parsed.schedule.sessions) starts.insert(session.start);
  return starts;
}

struct Found {
  const Way* way = nullptr;
  Parsed parsed;
};

// The first, unless another contradicts it and is richer.
Parsed chosen(std::vector<Found> found) {
  Found best = std::move(found.front());
  for (Found& other : found | std::views::drop(1)) {
    if (starts(other.parsed) == starts(best.parsed)) continue;
    const std::size_t sessions = best.parsed.schedule.sessions.size();
    const std::size_t others = other.parsed.schedule.sessions.size();
    const bool richer = others > sessions;
    std::string warning = fmt::format(
        "the page's {} ({} sessions) and its {} ({} sessions) contradict each other; the {} used",
        best.way->name, sessions, other.way->name, others,
        richer ? "second, which has more, is" : "first is");
    if (richer) best = std::move(other);
    best.parsed.warnings.push_back(std::move(warning));
  }
  return std::move(best.parsed);
}

}  // namespace

bool accepts_html(std::string_view bytes, const Hints& hints) {
  const std::string type = to_lower(hints.content_type);
  if (type.starts_with("text/html") || type.starts_with("application/xhtml")) return true;
  const std::string url = to_lower(hints.url.substr(0, hints.url.find_first_of("?#")));
  constexpr std::array<std::string_view, 5> kEndings{".html", ".htm", ".xhtml", ".md", ".markdown"};
  if (std::ranges::any_of(kEndings, [&](auto ending) { return url.ends_with(ending); }))
    return true;

  std::string_view front = bytes.substr(0, 4096);
  if (front.starts_with("\xEF\xBB\xBF")) front.remove_prefix(3);
  if (front.starts_with("---\n") || front.starts_with("---\r\n")) return true;
  const std::string lower = to_lower(trim(front));
  constexpr std::array<std::string_view, 3> kMarkdown{"|", "# ", "## "};
  if (std::ranges::any_of(kMarkdown, [&](auto mark) { return lower.starts_with(mark); }))
    return true;
  constexpr std::array<std::string_view, 5> kOthers{"{", "[", "begin:", "<rss", "<schedule"};
  const bool is_template = lower.starts_with("{%") || lower.starts_with("{{");
  const bool is_other =
      std::ranges::any_of(kOthers, [&](auto mark) { return lower.starts_with(mark); });
  if (is_other && !is_template) return false;
  if (lower.starts_with("<?xml")) return lower.find("<html") != std::string::npos;
  constexpr std::array<std::string_view, 9> kTags{
      "<!doctype html", "<html", "<head", "<body", "<table", "<div", "<h1", "<h2", "<p>"};
  return std::ranges::any_of(kTags, [&](auto tag) { return lower.find(tag) != std::string::npos; });
}

Result<Parsed> parse_html(std::string_view bytes, const Hints& hints) {
  const auto source = read_source(bytes, hints.content_type);
  if (!source) return std::unexpected(source.error());
  auto document = parse_document(source->html);
  if (!document) return std::unexpected(document.error());
  label_tabs(*document);
  const Page page = read_page(*document);
  const LinkedData linked = read_linked_data(document->data_scripts);
  const Material material{*source, *document, page, linked, hints};

  std::vector<Found> found;
  std::vector<Error> errors;
  for (const Way& way : kWays) {
    auto parsed = way.read(material);
    if (parsed) {
      found.push_back({&way, std::move(*parsed)});
    } else {
      errors.push_back(std::move(parsed.error()));
    }
  }
  if (found.empty()) return refusal(material, errors);
  Parsed parsed = chosen(std::move(found));
  std::vector<std::string> warnings = source->warnings;
  std::ranges::copy(linked.warnings, std::back_inserter(warnings));
  parsed.warnings.insert(parsed.warnings.begin(), warnings.begin(), warnings.end());
  return parsed;
}

}  // namespace roomsign::formats::html
