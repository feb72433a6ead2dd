#include "daemon/view/phrases.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "tests/support/catch.hpp"
#include "tests/support/count.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;

constexpr std::array kForms{&Counted::zero, &Counted::one,  &Counted::two,
                            &Counted::few,  &Counted::many, &Counted::other};

std::vector<std::string_view> with_value(const Phrases& p) {
  return {p.next_in,   p.next_at,         p.left,
          p.until,     p.since,           p.as_of,
          p.trying,    p.this_sign,       p.today_starts_at,
          p.starts_in, p.rooms_there_are, p.programme_of,
          p.time_24h,  p.moved_to,        p.moved_from,
          p.was,       p.running_late,    p.overflow_in};
}

// The phrases with several values, and their names.
std::vector<std::pair<std::string_view, std::vector<std::string>>> with_values(const Phrases& p) {
  return {
      {p.label_and_title, {"{label}", "{title}"}}, {p.hours_and_minutes, {"{hours}", "{minutes}"}},
      {p.time_12h, {"{time}", "{half}"}},          {p.range, {"{from}", "{to}"}},
      {p.date, {"{weekday}", "{month}", "{day}"}}, {p.date_and_time, {"{date}", "{time}"}}};
}

std::vector<std::string_view> without_value(const Phrases& p) {
  std::vector<std::string_view> all{
      p.tag,          p.up_next,   p.later,     p.also_now,  p.tomorrow,
      p.programme,    p.day_over,  p.thank_you, p.waiting,   p.programme_over,
      p.cancelled,    p.moved,     p.am,        p.pm,        p.unknown_room,
      p.now,          p.all_rooms, p.room_full, p.emergency, p.drill,
      p.not_enrolled, p.room_over};
  all.insert(all.end(), p.weekdays.begin(), p.weekdays.end());
  all.insert(all.end(), p.months.begin(), p.months.end());
  all.insert(all.end(), p.kinds.begin(), p.kinds.end());
  return all;
}

std::vector<std::string_view> forms(const Counted& thing) {
  std::vector<std::string_view> all;
  for (const auto form : kForms) {
    if (!(thing.*form).empty()) all.push_back(thing.*form);
  }
  return all;
}

std::vector<std::string_view> every_word(const Phrases& p) {
  std::vector<std::string_view> all = without_value(p);
  const auto add = [&](const auto& more) { all.insert(all.end(), more.begin(), more.end()); };
  add(with_value(p));
  for (const auto& [phrase, names] : with_values(p)) all.push_back(phrase);
  for (const auto* thing : {&p.seconds, &p.minutes, &p.hours}) add(forms(*thing));
  return all;
}

TEST_CASE("Every language has every word, and a place for each value and no other") {
  for (const auto language : languages()) {
    const Phrases& words = phrases(language);
    INFO(language);
    CHECK(words.tag == language);
    for (const auto phrase : with_value(words)) {
      INFO(phrase);
      CHECK(count(phrase, "{}") == 1);
      CHECK(count(phrase, "{") == 1);
    }
    for (const auto& [phrase, names] : with_values(words)) {
      INFO(phrase);
      for (const std::string& name : names) CHECK(count(phrase, name) == 1);
      CHECK(count(phrase, "{") == names.size());
    }
    for (const auto phrase : without_value(words)) {
      CHECK_FALSE(phrase.empty());
      CHECK(phrase.find_first_of("{}") == phrase.npos);
    }
    CHECK(count(words.digits_24h, "{hour") == 1);
    CHECK(count(words.digits_24h, "{minute:02}") == 1);
  }
}

TEST_CASE("Counted things have just the forms that their language asks for") {
  for (const auto language : languages()) {
    const Phrases& words = phrases(language);
    std::array<bool, kForms.size()> asked{};
    for (long i = 0; i < 1'000; ++i) asked.at(static_cast<std::size_t>(words.plural(i))) = true;
    for (const auto* thing : {&words.seconds, &words.minutes, &words.hours}) {
      for (std::size_t i = 0; i < kForms.size(); ++i) {
        const std::string_view form = thing->*kForms[i];
        INFO(language << ", form " << i << ": " << form);
        CHECK(form.empty() == !asked[i]);
        const bool says_number = i == static_cast<std::size_t>(Plural::kOne) ||
                                 i == static_cast<std::size_t>(Plural::kTwo);
        CHECK((says_number || form.empty() || count(form, "{}") == 1));
      }
    }
  }
}

TEST_CASE("No two words of a language that stand in one place are the same") {
  for (const auto language : languages()) {
    const Phrases& p = phrases(language);
    INFO(language);
    const auto differ = [](auto words) {
      std::ranges::sort(words);
      return std::ranges::adjacent_find(words) == words.end();
    };
    CHECK(differ(p.weekdays));
    CHECK(differ(p.months));
    CHECK(differ(p.kinds));
    CHECK(differ(std::array{p.up_next, p.later, p.also_now}));
    CHECK(p.am != p.pm);
    CHECK(p.cancelled != p.moved);
  }
}

TEST_CASE("No word has a typewriter's apostrophe, quote or three dots, or a stray blank") {
  for (const auto language : languages()) {
    for (const auto phrase : every_word(phrases(language))) {
      INFO(language << ": " << phrase);
      CHECK(phrase.find_first_of("'\"`") == phrase.npos);
      CHECK(phrase.find("...") == phrase.npos);
      CHECK(phrase.find("  ") == phrase.npos);
      CHECK_FALSE(phrase.starts_with(' '));
      CHECK_FALSE(phrase.ends_with(' '));
    }
  }
}

TEST_CASE("Chinese characters are written as the event's language has them") {
  using render::Han;
  CHECK(han_of("zh-TW") == Han::kTraditional);
  CHECK(han_of("zh-Hant") == Han::kTraditional);
  CHECK(han_of("zh") == Han::kSimplified);
  CHECK(han_of("ja-JP") == Han::kJapanese);
  CHECK(han_of("ko") == Han::kKorean);
  CHECK_FALSE(han_of("en"));
  CHECK_FALSE(han_of(""));
}

TEST_CASE("Punctuation is that of the language") {
  // Chinese and Japanese have a wide colon; French has a narrow no-break space before it.
  const auto words_of = [](const char* language) { return every_word(phrases(language)); };
  for (const char* language : {"zh", "zh-hant", "ja"}) {
    for (auto phrase : words_of(language)) {
      if (phrase.find("{hour") != phrase.npos) continue;
      INFO(phrase);
      CHECK(phrase.find_first_of(":;,!?()") == phrase.npos);
    }
  }
  for (const auto phrase : words_of("fr")) {
    for (std::size_t at = 0; at < phrase.size(); ++at) {
      if (std::string_view(":;!?").find(phrase[at]) == std::string_view::npos) continue;
      INFO(phrase);
      CHECK(phrase.substr(0, at).ends_with("\u202f"));
    }
  }
  for (const auto phrase : words_of("ar")) {
    INFO(phrase);
    CHECK(phrase.find_first_of(",;?") == phrase.npos);
  }
}

TEST_CASE("A tag's first part chooses the language, and English stands in for what is missing") {
  CHECK(phrases("de-AT").tag == "de");
  CHECK(phrases("FR").tag == "fr");
  CHECK(phrases("es_MX").tag == "es");
  CHECK(phrases("zh-Hans-CN").tag == "zh");
  CHECK(phrases("zh-TW").tag == "zh-hant");
  CHECK(phrases("zh_Hant_HK").tag == "zh-hant");
  CHECK(phrases("tlh").tag == "en");
  CHECK(phrases("").tag == "en");
  CHECK(phrases("den").tag == "en");
  CHECK(find_phrases("tlh") == nullptr);
  CHECK(std::ranges::is_sorted(languages()));
}

}  // namespace
}  // namespace roomsign::test
