#include "daemon/sign/ledger.hpp"

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::sign {
namespace {

constexpr Instant kNow{std::chrono::seconds(1'765'000'000)};

TEST_CASE("How far each series has come is known after a restart, and never less far") {
  const test::TemporaryFolder folder;
  const auto file = folder / "signatures.cache";
  {
    Ledger ledger(file);
    CHECK_FALSE(ledger.highest("a\tsay\tall"));
    ledger.raise("a\tsay\tall", 1'765'000'000'123, kNow);
    ledger.raise("b\tsay\tgroup/a b", 0, kNow);
    ledger.raise("a\tsay\tall", 5, kNow);
  }
  const Ledger again(file);
  CHECK(again.highest("a\tsay\tall") == 1'765'000'000'123);
  CHECK(again.highest("b\tsay\tgroup/a b") == 0);
  CHECK_FALSE(again.highest("b\tsay\tall"));
}

TEST_CASE("Where nothing can be kept it is known all the same") {
  Ledger nowhere({});
  nowhere.raise("a", 3, kNow);
  CHECK(nowhere.highest("a") == 3);
  Ledger unwritable("/proc/signatures.cache");
  unwritable.raise("a", 3, kNow);
  CHECK(unwritable.highest("a") == 3);
}

TEST_CASE("A file that is damaged counts as none, and its older version counts") {
  const test::TemporaryFolder folder;
  const auto file = folder / "signatures.cache";
  {
    Ledger ledger(file);
    ledger.raise("a", 3, kNow);
    ledger.raise("a", 4, kNow);
  }
  REQUIRE(write_file_atomically(file, "nonsense"));
  CHECK(Ledger(file).highest("a") == 3);
}

}  // namespace
}  // namespace roomsign::sign
