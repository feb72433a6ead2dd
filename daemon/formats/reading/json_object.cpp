#include "daemon/formats/reading/json_object.hpp"

#include <algorithm>
#include <limits>

#include "daemon/formats/reading/civil_time.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kNamedKeys = 20;

}  // namespace

void Findings::fail(std::string_view path, std::string_view what) {
  if (!fault) fault = Error{code, fmt::format("{}: {}", path, what)};
}

void Findings::warn_of_key(const std::string& path) {
  if (++unknown_keys <= kNamedKeys)
    warnings.push_back(fmt::format("{}: unknown key, ignored", path));
}

void Findings::tell(std::vector<std::string>& to) const {
  to.insert(to.end(), warnings.begin(), warnings.end());
  if (unknown_keys > kNamedKeys) {
    to.push_back(fmt::format("{} more unknown keys, ignored", unknown_keys - kNamedKeys));
  }
}

std::string Place::path() const {
  if (in == nullptr) return {};
  const std::string before = in->path();
  if (key.empty()) return fmt::format("{}[{}]", before, index);
  return before.empty() ? std::string(key) : fmt::format("{}.{}", before, key);
}

Object::Object(Findings& findings, const json* value, const Place& place)
    : findings_(findings), value_(value), place_(place) {
  if (value_ != nullptr && !value_->is_object()) {
    const std::string path = place_.path();
    findings_.fail(path.empty() ? "document" : path,
                   fmt::format("must be an object, not {}", kind_name(*value_)));
    value_ = nullptr;
  }
}

void Object::done() {
  if (value_ == nullptr || there_ == value_->size()) return;
  for (const auto& [key, value] : value_->items()) {
    if (std::ranges::find(asked_, key) != asked_.end()) continue;
    findings_.warn_of_key(path_to(clean_line(key, 40)));
  }
}

void Object::fail(std::string_view key, std::string_view what) {
  findings_.fail(path_to(key), what);
}

const json* Object::find(std::string_view key) {
  asked_.push_back(key);
  if (value_ == nullptr) return nullptr;
  const auto found = value_->find(key);
  if (found == value_->end()) return nullptr;
  ++there_;
  return found->is_null() ? nullptr : &*found;
}

std::string Object::text(std::string_view key, std::size_t limit) {
  const json* value = find_typed(key, json::value_t::string, "text");
  return value == nullptr ? "" : clean_line(value->get_ref<const std::string&>(), limit);
}

bool Object::flag(std::string_view key) {
  const json* value = find_typed(key, json::value_t::boolean, "true or false");
  return value != nullptr && value->get<bool>();
}

std::optional<std::int64_t> Object::number(std::string_view key) {
  const json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number_integer() ||
      (value->is_number_unsigned() &&
       value->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())) {
    fail(key, "must be a whole number");
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::optional<Instant> Object::instant(std::string_view key) {
  const std::string written = text(key);
  if (written.empty()) return std::nullopt;
  const auto parsed = parse_instant(written);
  if (!parsed) {
    fail(key, parsed.error().message);
    return std::nullopt;
  }
  if (!is_in_range(*parsed)) fail(key, "must lie between 1971 and 2200");
  return *parsed;
}

const json* Object::find_typed(std::string_view key, json::value_t type,
                               std::string_view type_name) {
  const json* value = find(key);
  if (value == nullptr || value->type() == type) return value;
  fail(key, fmt::format("must be {}, not {}", type_name, kind_name(*value)));
  return nullptr;
}

}  // namespace roomsign::formats
