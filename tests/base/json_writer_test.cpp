#include "daemon/base/json_writer.hpp"

#include "tests/support/catch.hpp"

namespace roomsign {

TEST_CASE("JSON is written in order, two blanks a level") {
  JsonWriter json;
  json.open('{').member("text", "a").member("number", -2).member("truth", true);
  json.key("list").open('[').value("x").value(std::int64_t{1}).open('[').close().close();
  json.put("nothing", "").put("something", "b").put_flag("off", false).put_flag("on", true);
  json.key("none").null();
  json.key("empty").open('{').close().close();
  CHECK(json.text() == R"({
  "text": "a",
  "number": -2,
  "truth": true,
  "list": [
    "x",
    1,
    []
  ],
  "something": "b",
  "on": true,
  "none": null,
  "empty": {}
}
)");
}

TEST_CASE("Whatever the text, JSON stays JSON") {
  JsonWriter json;
  json.value("\"\\\n\x01 Türen \xFF");
  CHECK(json.text() == "\"\\\"\\\\\\u000a\\u0001 Türen \xEF\xBF\xBD\"\n");
}

}  // namespace roomsign
