#include "daemon/view/phrases.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::view {
namespace {

// In each language the units are the international signs, so that one form fits every number.
constexpr Phrases kEnglish{
    .language = "en",
    .up_next = "Up next",
    .later = "Later",
    .also_now = "Also now",
    .tomorrow = "Tomorrow",
    .next_in = "Next in {}",
    .next_at = "Next at {}",
    .left = "{} left",
    .until = "until {}",
    .since = "since {}",
    .today_starts_at = "Today starts at {}",
    .starts_in = "in {}",
    .programme_of = "Programme for {}",
    .programme = "Programme",
    .day_over = "That’s all for today",
    .thank_you = "Thank you for coming",
    .programme_over = "The programme is over",
    .as_of = "Schedule as of {}",
    .waiting = "Waiting for the schedule",
    .trying = "Trying {}",
    .this_sign = "This sign is {}",
    .unknown_room = "No session names this room",
    .rooms_there_are = "Rooms in the schedule: {}",
    .cancelled = "Cancelled",
    .moved = "Moved",
    .seconds = "{} s",
    .minutes = "{} min",
    .hours = "{} h",
    .weekdays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    .months = {"January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December"},
    .am = "AM",
    .pm = "PM",
    .date = "{weekday}, {month} {day}",
    .first_day = "",
    .kinds = {"Talk", "Keynote", "Invited talk", "Talks", "Panel", "Poster session", "Q & A",
              "Tutorial", "Opening", "Closing", "Discussion", "Registration", "Break", "Social"},
};

constexpr Phrases kGerman{
    .language = "de",
    .up_next = "Als Nächstes",
    .later = "Später",
    .also_now = "Gleichzeitig",
    .tomorrow = "Morgen",
    .next_in = "Weiter in {}",
    .next_at = "Weiter um {}",
    .left = "noch {}",
    .until = "bis {}",
    .since = "seit {}",
    .today_starts_at = "Heute geht es um {} los",
    .starts_in = "in {}",
    .programme_of = "Programm für {}",
    .programme = "Programm",
    .day_over = "Das war’s für heute",
    .thank_you = "Vielen Dank für Ihren Besuch",
    .programme_over = "Das Programm ist zu Ende",
    .as_of = "Stand des Programms: {}",
    .waiting = "Warten auf das Programm",
    .trying = "Abruf von {}",
    .this_sign = "Dieses Schild heißt {}",
    .unknown_room = "Das Programm kennt diesen Raum nicht",
    .rooms_there_are = "Räume im Programm: {}",
    .cancelled = "Abgesagt",
    .moved = "Verlegt",
    .seconds = "{} s",
    .minutes = "{} min",
    .hours = "{} h",
    .weekdays = {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
    .months = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
               "Oktober", "November", "Dezember"},
    .am = "AM",
    .pm = "PM",
    .date = "{weekday}, {day}. {month}",
    .first_day = "",
    .kinds = {"Vortrag", "Keynote", "Eingeladener Vortrag", "Vorträge", "Podiumsdiskussion",
              "Postersession", "Fragerunde", "Tutorium", "Eröffnung", "Abschluss", "Diskussion",
              "Anmeldung", "Pause", "Rahmenprogramm"},
};

constexpr Phrases kFrench{
    .language = "fr",
    .up_next = "À suivre",
    .later = "Plus tard",
    .also_now = "Au même moment",
    .tomorrow = "Demain",
    .next_in = "Suite dans {}",
    .next_at = "Suite à {}",
    .left = "fin dans {}",
    .until = "jusqu’à {}",
    .since = "depuis {}",
    .today_starts_at = "Début aujourd’hui à {}",
    .starts_in = "dans {}",
    .programme_of = "Programme du {}",
    .programme = "Programme",
    .day_over = "C’est tout pour aujourd’hui",
    .thank_you = "Merci de votre visite",
    .programme_over = "Le programme est terminé",
    .as_of = "État du programme\u00a0: {}",
    .waiting = "En attente du programme",
    .trying = "Consultation de {}",
    .this_sign = "Cet écran s’appelle {}",
    .unknown_room = "Aucune session ne cite cette salle",
    .rooms_there_are = "Salles du programme\u00a0: {}",
    .cancelled = "Annulé",
    .moved = "Déplacé",
    .seconds = "{} s",
    .minutes = "{} min",
    .hours = "{} h",
    .weekdays = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
    .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
               "octobre", "novembre", "décembre"},
    .am = "AM",
    .pm = "PM",
    .date = "{weekday} {day} {month}",
    .first_day = "1er",
    .kinds = {"Exposé", "Conférence plénière", "Conférence invitée", "Exposés", "Table ronde",
              "Session posters", "Questions", "Tutoriel", "Ouverture", "Clôture", "Discussion",
              "Accueil", "Pause", "Moment convivial"},
};

constexpr Phrases kSpanish{
    .language = "es",
    .up_next = "A continuación",
    .later = "Más tarde",
    .also_now = "Al mismo tiempo",
    .tomorrow = "Mañana",
    .next_in = "Siguiente en {}",
    .next_at = "Siguiente: {}",
    .left = "termina en {}",
    .until = "hasta {}",
    .since = "desde {}",
    .today_starts_at = "Inicio de hoy: {}",
    .starts_in = "en {}",
    .programme_of = "Programa del {}",
    .programme = "Programa",
    .day_over = "Eso es todo por hoy",
    .thank_you = "Gracias por su visita",
    .programme_over = "El programa ha terminado",
    .as_of = "Estado del programa: {}",
    .waiting = "Esperando el programa",
    .trying = "Consultando {}",
    .this_sign = "Este panel se llama {}",
    .unknown_room = "Ninguna sesión nombra esta sala",
    .rooms_there_are = "Salas del programa: {}",
    .cancelled = "Cancelado",
    .moved = "Trasladado",
    .seconds = "{} s",
    .minutes = "{} min",
    .hours = "{} h",
    .weekdays = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
    .months = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
               "septiembre", "octubre", "noviembre", "diciembre"},
    .am = "a. m.",
    .pm = "p. m.",
    .date = "{weekday} {day} de {month}",
    .first_day = "",
    .kinds = {"Charla", "Conferencia magistral", "Charla invitada", "Charlas", "Mesa redonda",
              "Sesión de pósteres", "Preguntas", "Tutorial", "Apertura", "Clausura", "Debate",
              "Acreditación", "Pausa", "Encuentro"},
};

constexpr std::array kTables{&kEnglish, &kGerman, &kFrench, &kSpanish};

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] += 'A' - 'a';
  return text;
}

}  // namespace

const Phrases& phrases(std::string_view language) {
  const std::string tag = to_lower(language.substr(0, language.find_first_of("-_")));
  const auto found = std::ranges::find(kTables, tag, &Phrases::language);
  return found == kTables.end() ? kEnglish : **found;
}

std::string fill(std::string_view pattern, std::string_view value) {
  return fmt::format(fmt::runtime(pattern), value);
}

TimeWords time_words(const Phrases& phrases, LocalTime local, bool clock_24h) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - day);
  const auto hour = time.hours().count();
  const auto minute = time.minutes().count();
  if (clock_24h) return {fmt::format("{:02}:{:02}", hour, minute), {}};
  return {fmt::format("{}:{:02}", (hour + 11) % 12 + 1, minute),
          std::string(hour < 12 ? phrases.am : phrases.pm)};
}

std::string time_text(const Phrases& phrases, LocalTime local, bool clock_24h) {
  const auto [time, suffix] = time_words(phrases, local, clock_24h);
  return suffix.empty() ? time : time + ' ' + suffix;
}

std::string range_text(const Phrases& phrases, LocalTime from, LocalTime to, bool clock_24h) {
  const auto start = time_words(phrases, from, clock_24h);
  const auto end = time_words(phrases, to, clock_24h);
  const bool once = start.suffix == end.suffix;  // one "AM" is enough
  return fmt::format("{} – {}", once ? start.time : start.time + ' ' + start.suffix,
                     end.suffix.empty() ? end.time : end.time + ' ' + end.suffix);
}

std::string date_text(const Phrases& phrases, std::chrono::local_days day, Place place) {
  const std::chrono::year_month_day date(day);
  const unsigned number = static_cast<unsigned>(date.day());
  const bool named = number == 1 && !phrases.first_day.empty();
  std::string text =
      fmt::format(fmt::runtime(phrases.date),
                  fmt::arg("weekday", phrases.weekdays[std::chrono::weekday(day).c_encoding()]),
                  fmt::arg("month", phrases.months[static_cast<unsigned>(date.month()) - 1]),
                  fmt::arg("day", named ? std::string(phrases.first_day) : fmt::to_string(number)));
  return place == Place::kStandsAlone ? with_capital(std::move(text)) : text;
}

std::string duration_text(const Phrases& phrases, std::chrono::minutes duration) {
  if (duration < std::chrono::minutes(100))
    return fill(phrases.minutes, fmt::to_string(duration.count()));
  const auto hours = std::chrono::floor<std::chrono::hours>(duration);
  std::string text = fill(phrases.hours, fmt::to_string(hours.count()));
  const auto rest = duration - hours;
  return rest.count() == 0 ? text
                           : text + ' ' + fill(phrases.minutes, fmt::to_string(rest.count()));
}

}  // namespace roomsign::view
