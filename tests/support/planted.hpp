// Small documents of every format, in which stands what must never come out again: where real
// exports have them, answers of speakers, addresses, telephone numbers, hashes, tokens and internal
// notes. Each is good otherwise: it has a session "Tides" in 2030.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace roomsign::test {

struct Planted {
  std::string format;  // the format's name; empty: no schedule at all
  std::string document;
};

constexpr std::array<std::string_view, 7> kPlantedWords{
    "ada.klein@",        // an address
    "walnuts",           // an answer
    "5550123",           // a telephone number
    "0bee89b07a248e27",  // the hash of an address
    "c0ffee5ec4e7",      // a token
    "hunter2",           // a password
    "grumpy",            // a note among organisers
};

inline std::vector<Planted> planted_documents() {
  return {
      {"roomsign/1", R"({ "format": "roomsign/1",
  "event": { "name": "Rivers", "time_zone": "Europe/Berlin",
    "contact": "ada.klein@example.org" },
  "token": "c0ffee5ec4e7",
  "sessions": [
    { "start": "2030-05-14T09:00:00+02:00", "title": "Tides",
      "answers": ["walnuts"],
      "internal_notes": "grumpy",
      "speakers": [{ "name": "Ada Klein",
        "email": "ada.klein@example.org",
        "phone": "+49 170 5550123" }] } ] }
)"},
      {"sessionize", R"([{"date": "2030-05-14T00:00:00",
  "rooms": [{"id": 1, "name": "Hall A", "sessions": [
    {"id": "1", "title": "Tides", "startsAt": "2030-05-14T09:00:00", "isServiceSession": false,
     "description": "Write to ada.klein@example.org",
     "questionAnswers": [{"id": 148, "question": "Food", "answer": "walnuts"},
       {"id": 149, "question": "Telephone", "answer": "+49 170 5550123"}],
     "speakers": [{"id": "0bee89b07a248e27", "name": "Ada Klein",
       "tagLine": "grumpy"}],
     "ownerEmail": "ada.klein@example.org",
     "categories": [{"id": 1, "name": "Food",
       "categoryItems": [{"id": 2, "name": "walnuts"}]}],
     "liveUrl": "https://example.org/j/1?pwd=hunter2",
     "recordingUrl": "https://example.org/r/1?token=c0ffee5ec4e7"}]}],
  "timeSlots": []}]
)"},
      {"sessionize", R"({"sessions": [
    {"id": "1", "title": "Tides", "startsAt": "2030-05-14T09:00:00",
     "speakers": ["0bee89b07a248e27"],
     "roomId": 1,
     "questionAnswers": [{"questionId": 5, "answerValue": "walnuts"}],
     "recordingUrl": "https://example.org/r/1?token=c0ffee5ec4e7"}],
  "speakers": [{"id": "0bee89b07a248e27", "fullName": "Ada Klein",
     "bio": "ada.klein@example.org",
     "tagLine": "grumpy",
     "profilePicture": "https://example.org/i?f=0bee89b07a248e27",
     "avatar_url": "https://example.org/a.jpg?token=c0ffee5ec4e7",
     "links": [{"title": "Mail", "url": "mailto:ada.klein@example.org"}],
     "questionAnswers": [{"questionId": 6, "answerValue": "+49 170 5550123"}]}],
  "questions": [{"id": 5, "question": "walnuts?"}],
  "categories": [],
  "rooms": [{"id": 1, "name": "Hall A"}]}
)"},
      {"indico", R"({"_type": "HTTPAPIResult",
  "url": "https://indico.example.org/export/timetable/5.json?ak=c0ffee5ec4e7",
  "results": {"5": {"20300514": {
   "s1": {"id": "s1", "entryType": "Session", "title": "Water",
    "startDate": {"date": "2030-05-14", "time": "09:00:00", "tz": "Europe/Zurich"},
    "endDate": {"date": "2030-05-14", "time": "12:00:00", "tz": "Europe/Zurich"},
    "conveners": [{"name": "Björn Müller",
      "email": "ada.klein@example.org",
      "phone": "+49 170 5550123"}],
    "url": "https://ada.klein@example.org/5/",
    "entries": {"c1": {"id": "c1", "entryType": "Contribution", "title": "Tides",
     "startDate": {"date": "2030-05-14", "time": "09:00:00", "tz": "Europe/Zurich"},
     "endDate": {"date": "2030-05-14", "time": "10:00:00", "tz": "Europe/Zurich"},
     "description": "walnuts, grumpy",
     "url": "https://example.org/5/contributions/1/?token=c0ffee5ec4e7",
     "presenters": [{"firstName": "Ada", "familyName": "Klein",
       "emailHash": "0bee89b07a248e27",
       "email": "ada.klein@example.org"}],
     "attachments": {"files": [{"download_url": "https://example.org/f?token=c0ffee5ec4e7"}]}}}}}}}}
)"},
      {"indico", R"({"_type": "HTTPAPIResult",
  "results": [{"_type": "Conference", "id": "5", "title": "Rivers", "timezone": "Europe/Zurich",
   "url": "https://example.org/event/5/?token=c0ffee5ec4e7",
   "description": "Wi-Fi: hunter2",
   "creator": {"fullName": "Rossi, Chiara",
     "emailHash": "0bee89b07a248e27"},
   "chairs": [{"email": "ada.klein@example.org"}],
   "note": {"html": "grumpy"},
   "contributions": [{"id": "1", "title": "Tides",
    "startDate": {"date": "2030-05-14", "time": "09:00:00", "tz": "Europe/Zurich"},
    "endDate": {"date": "2030-05-14", "time": "10:00:00", "tz": "Europe/Zurich"},
    "speakers": [{"fullName": "Klein, Ada",
      "emailHash": "0bee89b07a248e27",
      "address": "walnuts",
      "phone": "+49 170 5550123"}],
    "material": [{"title": "walnuts"}]}]}]}
)"},
      {"frab-xml", R"(<?xml version="1.0"?>
<schedule>
<generator name="frab" token="c0ffee5ec4e7"/>
<conference><title>Rivers</title><acronym>r30</acronym>
<time_zone_name>Europe/Berlin</time_zone_name>
<contact>ada.klein@example.org</contact></conference>
<day index="1" date="2030-05-14"><room name="Hall A">
<event guid="6f1b7b2e-8d3c-5a52-9b1e-0d6f8f4b7c11" id="1">
<date>2030-05-14T09:00:00+02:00</date><start>09:00</start><duration>01:00</duration>
<room>Hall A</room><title>Tides</title>
<abstract>walnuts</abstract>
<description>Write to ada.klein@example.org</description>
<persons>
<person id="1" email="ada.klein@example.org" phone="+49 170 5550123">Ada Klein</person></persons>
<answers><answer id="1">walnuts</answer></answers>
<internal_notes>grumpy</internal_notes>
<feedback_url>https://example.org/f?token=c0ffee5ec4e7</feedback_url>
<video_download_url>https://example.org/v?pwd=hunter2</video_download_url>
<avatar>https://example.org/a/0bee89b07a248e27</avatar>
<attachments><attachment href="/a?token=c0ffee5ec4e7">grumpy</attachment></attachments>
</event>
</room></day>
</schedule>
)"},
      {"frab-json", R"({"schedule": {"version": "1",
  "base_url": "https://example.org/?token=c0ffee5ec4e7",
  "conference": {"acronym": "r30", "title": "Rivers", "time_zone_name": "Europe/Berlin",
   "email": "ada.klein@example.org",
   "days": [{"index": 1, "date": "2030-05-14", "rooms": {"Hall A": [
    {"id": 1, "guid": "6f1b7b2e-8d3c-5a52-9b1e-0d6f8f4b7c11",
     "date": "2030-05-14T09:00:00+02:00", "start": "09:00", "duration": "01:00", "room": "Hall A",
     "title": "Tides", "subtitle": "", "type": "lecture", "language": "en",
     "abstract": "walnuts",
     "description": "Write to ada.klein@example.org",
     "persons": [{"id": 1, "public_name": "Ada Klein", "name": "Ada Klein",
       "email": "ada.klein@example.org",
       "avatar": "https://example.org/a/0bee89b07a248e27",
       "avatar_url": "https://www.gravatar.com/avatar/0bee89b07a248e27.jpg",
       "avatar_thumbnail_default": "https://ada:hunter2@example.org/a.jpg",
       "biography": "grumpy",
       "answers": [{"question": 1, "answer": "+49 170 5550123"}]}],
     "answers": [{"question": 2, "answer": "walnuts"}],
     "internal_notes": "grumpy",
     "feedback_url": "https://example.org/f?token=c0ffee5ec4e7",
     "links": [{"title": "Join", "url": "https://example.org/j?pwd=hunter2"}],
     "attachments": [{"url": "/a?token=c0ffee5ec4e7"}]}]}}]}}}
)"},
      {"pretalx-widget", R"({"version": "1.0", "timezone": "Europe/Berlin",
  "event_start": "2030-05-14", "event_end": "2030-05-14",
  "talks": [{"code": "AAAAAA", "id": 1, "title": "Tides", "speakers": ["SSSSSS"],
    "start": "2030-05-14T09:00:00+02:00", "end": "2030-05-14T10:00:00+02:00", "room": 1, "track": 1,
    "abstract": "walnuts",
    "answers": [{"answer": "+49 170 5550123"}],
    "internal_notes": "grumpy",
    "recording_url": "https://example.org/r?token=c0ffee5ec4e7"}],
  "rooms": [{"id": 1, "name": {"en": "Hall A"},
    "speaker_info": "hunter2"}],
  "tracks": [{"id": 1, "name": {"en": "Water"}}],
  "speakers": [{"code": "SSSSSS", "name": "Ada Klein",
    "email": "ada.klein@example.org",
    "biography": "grumpy",
    "avatar": "https://example.org/a/0bee89b07a248e27",
    "avatar_thumbnail_default": "https://example.org/a.jpg?w=64&token=c0ffee5ec4e7"}]}
)"},
      {"pretalx-api", R"({"count": 1, "results": [
  {"code": "AAAAAA", "title": "Tides", "state": "confirmed",
    "speakers": [{"code": "SSSSSS", "name": "Ada Klein",
      "email": "ada.klein@example.org",
      "avatar": "https://example.org/a/0bee89b07a248e27",
      "avatar_url": "https://example.org/a.jpg?X-Amz-Signature=c0ffee5ec4e7"}],
    "submission_type": {"id": 1, "name": {"en": "Talk"}},
    "slots": [{"id": 1, "room": {"id": 1, "name": {"en": "Hall A"}},
      "start": "2030-05-14T09:00:00+02:00", "end": "2030-05-14T10:00:00+02:00"}],
    "abstract": "walnuts",
    "internal_notes": "grumpy",
    "invitation_token": "c0ffee5ec4e7",
    "answers": [{"question": {"id": 5}, "answer": "+49 170 5550123"}]}]}
)"},
      {"ical",
       "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-WR-CALNAME:Rivers\r\n"
       "BEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20300101T000000Z\r\n"
       "DTSTART;TZID=Europe/Berlin:20300514T090000\r\n"
       "DTEND;TZID=Europe/Berlin:20300514T100000\r\nSUMMARY:Tides\r\nLOCATION:Hall A\r\n"
       "ORGANIZER;CN=Ada Klein:mailto:ada.klein@example.org\r\n"
       "ATTENDEE;CN=Ada Klein;PARTSTAT=ACCEPTED:mailto:ada.klein@example.org\r\n"
       "CONTACT:+49 170 5550123\r\nCOMMENT:grumpy\r\n"
       "DESCRIPTION:Bring walnuts. Password: hunter2\\nada.klein@example.org\r\n"
       "URL:https://example.org/e?token=c0ffee5ec4e7\r\n"
       "ATTACH:https://example.org/a?token=c0ffee5ec4e7\r\n"
       "X-EMAIL-HASH:0bee89b07a248e27\r\n"
       "BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT5M\r\nDESCRIPTION:walnuts\r\n"
       "SUMMARY:grumpy\r\nATTENDEE:mailto:ada.klein@example.org\r\nEND:VALARM\r\n"
       "END:VEVENT\r\nEND:VCALENDAR\r\n"},
      {"html", R"(<!DOCTYPE html><html><head><title>Rivers</title>
<meta name="csrf-token" content="c0ffee5ec4e7">
<meta name="author" content="ada.klein@example.org"></head><body>
<!-- grumpy -->
<script>const answers = ["walnuts"], key = "c0ffee5ec4e7";</script>
<h2>Schedule, May 14th, 2030</h2>
<table><tr><th>Time</th><th>What</th></tr>
<tr data-owner="ada.klein@example.org"><td>9:00 AM</td><td>
<a href="https://example.org/j?pwd=hunter2" title="0bee89b07a248e27"><b>Tides</b></a></td></tr>
<tr><td>10:00 AM</td><td>
<a href="mailto:ada.klein@example.org">Winds</a><template>walnuts</template></td></tr></table>
<form><input type="hidden" name="phone" value="+49 170 5550123"></form>
</body></html>
)"},
      {"html", R"(<!DOCTYPE html><html><head><title>Rivers</title>
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "Event", "name": "Rivers",
 "startDate": "2030-05-14T09:00:00+02:00", "endDate": "2030-05-14T11:00:00+02:00",
 "organizer": {"@type": "Person", "name": "Ada Klein",
   "email": "ada.klein@example.org",
   "telephone": "+49 170 5550123"},
 "offers": {"url": "https://example.org/t?token=c0ffee5ec4e7"},
 "subEvent": [
  {"@type": "Event", "name": "Tides", "startDate": "2030-05-14T09:00:00+02:00",
   "endDate": "2030-05-14T10:00:00+02:00",
   "description": "walnuts",
   "attendee": {"email": "ada.klein@example.org"},
   "url": "https://example.org/j?pwd=hunter2",
   "performer": {"@type": "Person", "name": "Ada Klein",
     "email": "ada.klein@example.org",
     "image": ["https://example.org/a/0bee89b07a248e27",
       "https://example.org/a.jpg?token=c0ffee5ec4e7",
       {"url": "https://ada:hunter2@example.org/a.jpg"}],
     "identifier": "0bee89b07a248e27"}},
  {"@type": "Event", "name": "Winds", "startDate": "2030-05-14T10:00:00+02:00",
   "endDate": "2030-05-14T11:00:00+02:00",
   "comment": "grumpy"}]}
</script></head><body></body></html>
)"},
      {"", R"({"error": {"code": 403, "message": "ada.klein@example.org may not"},
  "token": "c0ffee5ec4e7"})"},
      {"", R"({"ada.klein@example.org": {"answer": "walnuts"}, "c0ffee5ec4e7": 1, "x": "grumpy"})"},
      {"", "token=c0ffee5ec4e7 for ada.klein@example.org"},
      {"", R"(<html><head><title>Sign in</title></head><body>
<input type="password" value="hunter2">
<input type="hidden" name="csrf" value="c0ffee5ec4e7"></body></html>)"},
  };
}

// Those that come out again in `text`.
inline std::vector<std::string_view> planted_words_in(std::string_view text) {
  std::vector<std::string_view> found;
  for (const std::string_view word : kPlantedWords) {
    if (text.find(word) != text.npos) found.push_back(word);
  }
  return found;
}

}  // namespace roomsign::test
