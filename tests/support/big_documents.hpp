// Big documents as the formats' own programs export them, made by counting: `sessions` of half an
// hour in twenty rooms over ten days, with the fields that real exports have, about 700 bytes each.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace roomsign::test {

// What is said of the i-th session; all documents tell the same.
struct BigSession {
  explicit BigSession(int i) : number(i), day(1 + i / 1000 % 10), room(i % 20), slot(i / 20 % 20) {}

  int number;
  int day;   // of June 2030, one or two digits
  int room;  // 0..19
  int slot;  // half hours after nine

  std::string date() const { return fmt::format("2030-06-{:02}", day); }
  std::string start() const { return fmt::format("{:02}:{:02}", 9 + slot / 2, slot % 2 * 30); }
  std::string end() const {
    return fmt::format("{:02}:{:02}", 9 + (slot + 1) / 2, (slot + 1) % 2 * 30);
  }
  std::string title() const {
    return fmt::format("How We Built Number {}, and What It Taught Us", number);
  }
  std::string hall() const { return fmt::format("Hall {}", static_cast<char>('A' + room)); }
};

inline constexpr std::string_view kBigText =
    "We had a plan, it met the world, and this is what was left of both: a tale of measuring "
    "twice, "
    "of cutting once, and of the drawer in which the other half of the parts has been waiting "
    "since.";

inline std::string big_frab_xml(int sessions) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<schedule>\n<conference><title>Big Days</title>"
      "<acronym>big</acronym><time_zone_name>Europe/Berlin</time_zone_name></conference>\n";
  for (int i = 0, day = 0; i < sessions; ++i) {
    const BigSession s(i);
    if (s.day != day) {
      if (day != 0) xml += "</room></day>\n";
      day = s.day;
      xml += fmt::format("<day index=\"{}\" date=\"{}\"><room name=\"mixed\">\n", day, s.date());
    }
    xml += fmt::format(
        "<event id=\"{0}\" guid=\"7f1d-{0:08}\">\n<date>{1}T{2}:00+02:00</date>\n"
        "<start>{2}</start>\n<duration>00:30</duration>\n<room>{3}</room>\n<slug>big-{0}</slug>\n"
        "<url>https://big.example/talk/{0}</url>\n<title>{4}</title>\n<subtitle></subtitle>\n"
        "<track>Track {5}</track>\n<type>lecture</type>\n<language>en</language>\n"
        "<abstract>{6}</abstract>\n<description></description>\n<persons><person id=\"{0}\">Ada "
        "Klein {7}</person></persons>\n</event>\n",
        i, s.date(), s.start(), s.hall(), s.title(), s.room % 7, kBigText, s.hall());
  }
  return xml + (sessions > 0 ? "</room></day>\n" : "") + "</schedule>\n";
}

inline std::string big_frab_json(int sessions) {
  std::string json =
      R"({"schedule":{"version":"1","base_url":"https://big.example/","conference":)"
      R"({"acronym":"big","title":"Big Days","time_zone_name":"Europe/Berlin","days":[)";
  for (int i = 0, day = 0; i < sessions; ++i) {
    const BigSession s(i);
    if (s.day != day) {
      json += day == 0 ? "" : "]}},";
      day = s.day;
      json += fmt::format(R"({{"index":{},"date":"{}","rooms":{{"mixed":[)", day, s.date());
    } else {
      json += ",";
    }
    json += fmt::format(
        R"({{"id":{0},"guid":"7f1d-{0:08}","date":"{1}T{2}:00+02:00","start":"{2}",)"
        R"("duration":"00:30","room":"{3}","slug":"big-{0}","url":"https://big.example/talk/{0}",)"
        R"("title":"{4}","subtitle":"","track":"Track {5}","type":"lecture","language":"en",)"
        R"("abstract":"{6}","description":"","do_not_record":false,)"
        R"("persons":[{{"id":{0},"public_name":"Ada Klein {3}"}}],"links":[],"attachments":[]}})",
        i, s.date(), s.start(), s.hall(), s.title(), s.room % 7, kBigText);
  }
  return json + (sessions > 0 ? "]}}" : "") + "]}}}\n";
}

inline std::string big_calendar(int sessions) {
  std::string ics =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//big//EN\r\nX-WR-CALNAME:Big Days\r\n";
  for (int i = 0; i < sessions; ++i) {
    const BigSession s(i);
    const auto digits = [&](const std::string& time) {
      return fmt::format("203006{:02}T{}{}00", s.day, time.substr(0, 2), time.substr(3));
    };
    ics += fmt::format(
        "BEGIN:VEVENT\r\nUID:big-{0}@big.example\r\nDTSTAMP:20300101T000000Z\r\n"
        "DTSTART;TZID=Europe/Berlin:{1}\r\nDTEND;TZID=Europe/Berlin:{2}\r\nSUMMARY:{3} - Ada "
        "Klein\r\nLOCATION:{4}\r\nDESCRIPTION:{5}\r\nURL:https://big.example/talk/{0}\r\n"
        "END:VEVENT\r\n",
        i, digits(s.start()), digits(s.end()), s.title(), s.hall(),
        "We had a plan\\, it met the world\\, and\r\n  this is what was left of both.");
  }
  return ics + "END:VCALENDAR\r\n";
}

inline std::string big_sessionize(int sessions) {
  std::string json = "[";
  for (int i = 0; i < sessions; ++i) {
    const BigSession s(i);
    if (i % 1000 == 0) {
      json += fmt::format(R"({}{{"date":"{}T00:00:00","rooms":[{{"id":1,"name":"Hall A",)"
                          R"("sessions":[)",
                          i == 0 ? "" : "]}]},", s.date());
    } else {
      json += ",";
    }
    json += fmt::format(
        R"({{"id":"{0}","title":"{1}","description":"{2}","startsAt":"{3}T{4}:00",)"
        R"("endsAt":"{3}T{5}:00","isServiceSession":false,"isPlenumSession":false,)"
        R"("speakers":[{{"id":"s{0}","name":"Ada Klein"}}],"categories":[],"roomId":{6},)"
        R"("room":"{7}","status":"Accepted"}})",
        i, s.title(), kBigText, s.date(), s.start(), s.end(), s.room, s.hall());
  }
  return json + (sessions > 0 ? "]}]}" : "") + "]";
}

// A page of one table: rows enough for about `bytes`.
inline std::string big_page(std::size_t bytes) {
  std::string html =
      "<!doctype html><html><head><title>Big Day</title></head><body><h1>Big Day</h1>"
      "<p>June 1, 2030</p><table class=\"schedule\"><thead><tr><th>Time</th><th>Session</th>"
      "<th>Speaker</th><th>Room</th></tr></thead><tbody>\n";
  for (int i = 0; html.size() < bytes; ++i) {
    html += fmt::format(
        "<tr><td>{:02}:{:02}</td><td><b>How We Built Number {}</b><br><i>and what it taught us</i>"
        "</td><td>Ada Klein (Works of Doors)</td><td>Hall {}</td></tr>\n",
        8 + i / 180 % 14, i / 3 % 60, i, static_cast<char>('A' + i % 3));
  }
  return html + "</tbody></table></body></html>\n";
}

// One row of big_pages(): with nothing but what is read, or as a conference's page has it, with
// classes, links and a hidden abstract, six hundred bytes.
inline std::string big_page_row(int number, const std::string& time, bool wordy) {
  const std::string title =
      fmt::format("<b>How We Built Number {}</b><br><i>and what it taught us</i>", number);
  const char room = static_cast<char>('A' + number % 20);
  if (!wordy) {
    return fmt::format(
        "<tr><td>{}</td><td>{}</td><td>Ada Klein (Works of Doors)</td><td>Hall {}</td></tr>\n",
        time, title, room);
  }
  std::string abstract;
  for (int i = 0; i < 5; ++i) abstract += "Doors open and close; people pass. ";
  return fmt::format(
      R"(<tr class="session talk" id="s{0}"><td class="time">{1}</td><td class="title">)"
      R"(<a href="https://example.org/schedule/sessions/number-{0}/" class="session-link">{2}</a>)"
      R"(<div class="abstract" hidden>{3}</div></td><td class="speaker">)"
      R"(<a href="https://example.org/speakers/ada-klein">Ada Klein</a> (Works of Doors)</td>)"
      "<td class=\"room\">Hall {4}</td></tr>\n",
      number, time, title, abstract, room);
}

// A page of a table a day, each of up to a thousand sessions in twenty rooms.
inline std::string big_pages(int sessions, bool wordy = false) {
  std::string html =
      "<!doctype html><html><head><title>Big Days</title></head><body><h1>Big Days</h1>\n";
  for (int i = 0; i < sessions; ++i) {
    constexpr int kADay = 1'000;
    if (i % kADay == 0) {
      // The days of June, then those of July, ...
      const int day = i / kADay;
      html += fmt::format(
          "{}<h2>2030-{:02}-{:02}</h2><table><thead><tr><th>Time</th><th>Session</th>"
          "<th>Speaker</th><th>Room</th></tr></thead><tbody>\n",
          i == 0 ? "" : "</tbody></table>\n", 6 + day / 30, 1 + day % 30);
    }
    const int minute = i % kADay / 20 * 12;
    html += big_page_row(i, fmt::format("{:02}:{:02}", 8 + minute / 60, minute % 60), wordy);
  }
  return html + "</tbody></table></body></html>\n";
}

}  // namespace roomsign::test
