#include "daemon/formats/looks.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/json.hpp"

namespace roomsign::formats {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kFront = 2048;  // in which a document says what it is

bool has_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return text.find(word) != text.npos; });
}

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return trim(bytes);
}

// ---- Bytes that give themselves away at the beginning ------------------------------------------

struct Mark {
  std::string_view mark;
  std::string_view what;
  std::string_view advice;
};

constexpr std::string_view kTakePage = "take the address of the page, or of its data";
constexpr std::string_view kUnpack = "it must be unpacked first";

// What people point a sign at by mistake, or hope for.
constexpr std::array kMarks{
    Mark{"%PDF", "a PDF", kTakePage},
    Mark{"PK\x03\x04", "a ZIP archive or an office document", kUnpack},
    Mark{"\x1F\x8B", "gzip data", kUnpack},
    Mark{"BZh", "bzip2 data", kUnpack},
    Mark{"\xFD"
         "7zXZ",
         "xz data", kUnpack},
    Mark{"7z\xBC\xAF", "a 7z archive", kUnpack},
    Mark{"\x89PNG", "a PNG picture", kTakePage},
    Mark{"\xFF\xD8\xFF", "a JPEG picture", kTakePage},
    Mark{"GIF8", "a GIF picture", kTakePage},
    Mark{"\xD0\xCF\x11\xE0", "an old office document", kTakePage},
    Mark{"version https://git-lfs.github.com/spec/", "the pointer to a large file, not the file",
         "take the address under which the repository serves the file itself"},
};

std::optional<Error> marked(std::string_view text) {
  for (const auto& [mark, what, advice] : kMarks) {
    if (text.starts_with(mark))
      return Error{"wrong-document", fmt::format("this is {}: {}", what, advice)};
  }
  return std::nullopt;
}

std::optional<Error> feed(std::string_view text) {
  constexpr std::array<std::string_view, 3> kFeeds{"<rss", "<feed", "<rdf:rdf"};
  if (!text.starts_with('<') || !has_any(to_lower(text.substr(0, kFront)), kFeeds))
    return std::nullopt;
  return Error{"wrong-document",
               "this is a feed of news (RSS or Atom): take the address of the programme"};
}

// ---- Web pages ----------------------------------------------------------------------------------

std::string title_of(std::string_view page, std::string_view lower) {
  const auto tag = lower.find("<title");
  const auto open = tag == lower.npos ? tag : lower.find('>', tag);
  const auto close = open == lower.npos ? open : lower.find("</title", open);
  if (close == lower.npos) return {};
  return clean_line(page.substr(open + 1, close - open - 1), 60);
}

bool asks_for_password(std::string_view lower) {
  constexpr std::array<std::string_view, 5> kInside{"type=\"password\"", "type='password'",
                                                    "type=password", "name=\"samlrequest\"",
                                                    "name=\"samlresponse\""};
  return has_any(lower, kInside);
}

// " 404 not found " of "404: Not Found", so that " not found " finds words and not parts of them.
std::string words_of_title(std::string_view title) {
  std::string words = " ";
  for (const char c : to_lower(title)) {
    const bool part =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (part || words.back() != ' ') words += part ? c : ' ';
  }
  return words + ' ';
}

bool is_portal(std::string_view lower, std::string_view title) {
  constexpr std::array<std::string_view, 3> kInside{"wispaccessgatewayparam", "captive portal",
                                                    "captiveportal"};
  constexpr std::array<std::string_view, 4> kTitles{" hotspot ", " wi fi ", " wifi ", " wlan "};
  return has_any(lower, kInside) || has_any(title, kTitles);
}

bool is_called_login(std::string_view title) {
  constexpr std::array<std::string_view, 8> kTitles{
      " login ",    " log in ",    " sign in ",      " single sign on ",
      " anmelden ", " anmeldung ", " se connecter ", " iniciar sesión "};
  return has_any(title, kTitles);
}

bool is_called_error(std::string_view title) {
  constexpr std::array<std::string_view, 22> kTitles{" 400 ",
                                                     " 401 ",
                                                     " 403 ",
                                                     " 404 ",
                                                     " 500 ",
                                                     " 502 ",
                                                     " 503 ",
                                                     " 504 ",
                                                     " not found ",
                                                     " bad gateway ",
                                                     " bad request ",
                                                     " service unavailable ",
                                                     " forbidden ",
                                                     " access denied ",
                                                     " internal server error ",
                                                     " unauthorized ",
                                                     " maintenance ",
                                                     " gateway time out ",
                                                     " just a moment ",
                                                     " attention required ",
                                                     " gateway timeout ",
                                                     " too many requests "};
  return has_any(title, kTitles);
}

std::optional<Error> page_error(std::string_view page) {
  const std::string lower = to_lower(page);
  const std::string title = title_of(page, lower);
  const std::string called = words_of_title(title);
  const std::string which = title.empty() ? "the page" : fmt::format("the page \"{}\"", title);
  if (asks_for_password(lower) || (is_called_login(called) && !is_portal(lower, called))) {
    return Error{"login-page", which +
                                   " asks for a password: a login page, perhaps of this network's "
                                   "portal, and no programme; take an address that all can read"};
  }
  if (is_portal(lower, called)) {
    return Error{"captive-portal", which +
                                       " is this network's portal, not the programme: somebody "
                                       "must accept its terms, or let this machine through"};
  }
  if (!is_called_error(called)) return std::nullopt;
  return Error{"error-page", which + " says that something went wrong: check the address"};
}

// ---- JSON ---------------------------------------------------------------------------------------

constexpr std::array kErrorKeys{
    "error",  "errors",   "detail", "message", "fault", "title", "error_description",
    "status", "exception"};

// What an error object says, in lower case: to be understood, never to be repeated.
std::string words_of(const json& object) {
  std::string words;
  for (const char* key : kErrorKeys) {
    words += ' ' + to_lower(id_at(object, key));
    if (const json* inner = member(object, key); inner != nullptr && inner->is_object()) {
      for (const char* name : {"message", "status", "code"})
        words += ' ' + to_lower(id_at(*inner, name));
    }
  }
  return words + ' ' + id_at(object, "code") + ' ';
}

std::string_view advice_for(std::string_view words) {
  constexpr std::array<std::string_view, 5> kGone{"not found", "404", "no such", "does not exist",
                                                  "unknown"};
  constexpr std::array<std::string_view, 9> kClosed{"401",         "403",       "permission",
                                                    "forbidden",   "denied",    "credential",
                                                    "authenticat", "unauthori", "api key"};
  constexpr std::array<std::string_view, 6> kLater{"429",        "503",         "too many",
                                                   "rate limit", "unavailable", "maintenance"};
  if (has_any(words, kClosed)) return "it is not public: take an address that everybody can read";
  if (has_any(words, kGone)) return "there is nothing at this address: check it";
  if (has_any(words, kLater)) return "it wants to be asked again later";
  return "check the address";
}

// {"detail": "Not found."}, {"error": {"code": 404, ...}}: few members, and no list of records.
std::optional<Error> json_error(const json& document) {
  constexpr std::size_t kMostMembers = 8;
  if (!document.is_object() || document.size() > kMostMembers) return std::nullopt;
  constexpr std::array kTelling{"error", "errors", "detail", "message", "fault", "exception"};
  const auto* key = std::ranges::find_if(
      kTelling, [&](const char* name) { return member(document, name) != nullptr; });
  if (key == kTelling.end()) return std::nullopt;
  for (const auto& [name, value] : document.items()) {
    if (value.is_array() && !value.empty() && name != "errors" && name != *key) return std::nullopt;
  }
  return Error{"error-answer",
               fmt::format("the server answers with an error (\"{}\") instead of a schedule: {}",
                           *key, advice_for(words_of(document)))};
}

// Names of members tell of what kind the JSON is. A key may be somebody's address or token: what is
// no plain word is left out.
std::string member_names(const json& object) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) {
    const bool plain = !key.empty() && key.size() <= 24 && std::ranges::all_of(key, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
    if (plain && names.size() < kMost) names.push_back(key);
  }
  return names.empty() ? "" : fmt::format(" with the members {}", fmt::join(names, ", "));
}

std::string looks_like_json(std::string_view bytes) {
  const auto document = parse_json(bytes);
  if (!document) return fmt::format("JSON with a fault ({})", document.error().message);
  if (document->is_object()) return "JSON of an unknown kind, an object" + member_names(*document);
  const json* first = document->empty() ? nullptr : &document->front();
  return fmt::format("JSON of an unknown kind, a list{}", first != nullptr && first->is_object()
                                                              ? " of objects" + member_names(*first)
                                                              : std::string());
}

// "502 Bad Gateway", up to where something else than plain words begins.
std::string first_words(std::string_view text) {
  std::string words;
  for (const std::string_view word : split(text.substr(0, 80), ' ')) {
    const bool number = word.size() <= 3 && word.find_first_not_of("0123456789") == word.npos;
    const bool plain = word.size() <= 20 && std::ranges::all_of(word, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                       });
    if (word.empty() || !(number || plain) || words.size() > 40) break;
    words += (words.empty() ? "" : " ") + std::string(word);
  }
  return words;
}

}  // namespace

bool is_web_page(std::string_view bytes) {
  constexpr std::array<std::string_view, 4> kTags{"<!doctype html", "<html", "<head>", "<body"};
  const auto text = without_mark(bytes).substr(0, kFront);
  return text.starts_with('<') && has_any(to_lower(text), kTags);
}

// "{{" and "{%" begin a template of a page.
bool is_json(std::string_view bytes) {
  const auto text = without_mark(bytes);
  if (text.starts_with('[')) return true;
  return text.starts_with('{') && !text.starts_with("{{") && !text.starts_with("{%");
}

std::optional<Error> not_a_schedule(std::string_view bytes) {
  const auto text = without_mark(bytes);
  if (text.empty()) {
    const bool mark = bytes.starts_with(kByteOrderMark);
    return Error{"empty-answer", bytes.empty() ? "the answer is an empty document"
                                 : mark        ? "the answer is empty but for a byte order mark"
                                               : "the answer is nothing but blanks"};
  }
  if (auto error = marked(text)) return error;
  if (is_web_page(bytes)) return page_error(text);
  if (auto error = feed(text)) return error;
  if (!is_json(bytes)) return std::nullopt;
  const auto document = parse_json(bytes);
  if (!document) return std::nullopt;
  if (document->empty())
    return Error{"empty-answer", "the answer is empty JSON: perhaps nothing is published yet"};
  return json_error(*document);
}

std::string looks_like(std::string_view bytes) {
  const auto text = without_mark(bytes);
  if (is_web_page(bytes)) return "a web page";
  if (is_json(bytes)) return looks_like_json(bytes);
  if (text.starts_with("BEGIN:VCALENDAR")) return "an iCalendar";
  if (text.starts_with("<")) return "an XML document of an unknown kind";
  if (text.find('\0') != text.npos) return "binary data";
  const std::string words = first_words(text);
  return words.empty() ? "text of an unknown kind" : fmt::format("text that begins \"{}\"", words);
}

}  // namespace roomsign::formats
