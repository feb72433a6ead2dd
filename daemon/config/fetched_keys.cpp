#include "daemon/config/fetched_keys.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <tuple>
#include <utility>

#include "daemon/base/text.hpp"

namespace roomsign::config {
namespace {

struct LocalKey {
  std::string_view key;  // or a whole section
  std::string_view reason;
};

// Of the machine's own file alone.
constexpr std::array kLocalKeys = {
    LocalKey{"config_url", "a sign that was sent elsewhere could not be called back"},
    LocalKey{"state_dir", "the configuration to go back to is kept there"},
    LocalKey{"trust_clock", "who stands before the machine knows whether its clock is right"},
    LocalKey{"http", "a sign that reaches no server any more could not be mended from afar"},
    LocalKey{"remote", "it would let others speak to the sign"},
    LocalKey{"signatures", "it says whom to believe"},
    LocalKey{"mqtt.broker", "it would let others speak to the sign, and learn its password"},
    LocalKey{"mqtt.insecure", "it would let others listen to what is said to the sign"},
    LocalKey{"mqtt.user", "it is a secret's, which stays on the machine"},
    LocalKey{"mqtt.password_file", "it names a secret's file on the machine"},
    LocalKey{"mqtt.ca_file", "it says whom to trust"},
    LocalKey{"display.driver", "a sign that has lost its screen is dark"},
    LocalKey{"display.cec", "it names a device of the machine"},
    LocalKey{"demo", "a replay would show another day as if it were today"},
};

// Addresses: a file could be any that the sign may read, and be shown in the corridor.
constexpr std::array<std::string_view, 2> kAddresses{"source", "announcements"};

// Files of the image, in the folder of the machine's own file or below.
constexpr std::array<std::string_view, 8> kFiles{
    "theme.file",       "theme.logo",           "theme.background",   "theme.fonts.display",
    "theme.fonts.bold", "theme.fonts.semibold", "theme.fonts.medium", "theme.fonts.regular"};

Fault fault_at(const toml::node& node, std::string what) {
  const auto& at = node.source();
  return {at.path ? *at.path : std::string(), at.begin.line, at.begin.column, std::move(what)};
}

bool stays_below(const std::filesystem::path& file) {
  return file.is_relative() && std::ranges::find(file, std::filesystem::path("..")) == file.end();
}

// Every text in a value: it, or those of a list.
template <class Judge>
void for_each_text(const toml::node& node, const Judge& judge) {
  if (const auto* list = node.as_array()) {
    for (const auto& item : *list) for_each_text(item, judge);
  } else if (const auto* text = node.as_string(); text != nullptr && !text->get().empty()) {
    judge(*text);
  }
}

class Search {
 public:
  explicit Search(const toml::table& fetched) : fetched_(fetched) {}

  std::optional<Fault> first() {
    for (const auto& [key, reason] : kLocalKeys) {
      if (const auto* node = fetched_.at_path(key).node()) {
        found_.push_back(fault_at(
            *node, fmt::format("{} may stand in the machine's own file only: {}", key, reason)));
      }
    }
    for (const auto section : kAddresses) look_at_addresses(section);
    for (const auto key : kFiles) look_at_file(key);
    if (found_.empty()) return std::nullopt;
    return *std::ranges::min_element(
        found_, {}, [](const Fault& fault) { return std::tie(fault.line, fault.column); });
  }

 private:
  // Of a section, or of each where there are several.
  void look_at_addresses(std::string_view section) {
    const auto* const node = fetched_.at_path(section).node();
    if (node == nullptr) return;
    if (const auto* list = node->as_array()) {
      for (const auto& item : *list) look_at_address(section, item);
    } else {
      look_at_address(section, *node);
    }
  }

  void look_at_address(std::string_view section, const toml::node& node) {
    const auto* const table = node.as_table();
    const auto* const url = table != nullptr ? table->get("url") : nullptr;
    if (url == nullptr) return;
    for_each_text(*url, [&](const toml::value<std::string>& text) {
      if (is_web_address(text.get())) return;
      found_.push_back(fault_at(
          text, fmt::format("{}.url must be an http or https address: a configuration that was "
                            "fetched names no file of the machine",
                            section)));
    });
  }

  void look_at_file(std::string_view key) {
    const auto* const node = fetched_.at_path(key).node();
    if (node == nullptr) return;
    for_each_text(*node, [&](const toml::value<std::string>& text) {
      if (stays_below(text.get())) return;
      found_.push_back(fault_at(
          text,
          fmt::format("{} must be a file in the folder of the machine's own configuration, or "
                      "below it, as a relative path",
                      key)));
    });
  }

  const toml::table& fetched_;
  std::vector<Fault> found_;
};

}  // namespace

std::optional<Fault> forbidden(const toml::table& fetched) { return Search(fetched).first(); }

}  // namespace roomsign::config
