#include "daemon/signatures/keys.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <sys/stat.h>

#include "daemon/base/base64.hpp"
#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/signing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::signatures {
namespace {

std::string bytes(std::string_view hex) {
  std::string all;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    all += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return all;
}

struct Vector {
  const char* seed;
  const char* open;
  const char* message;
  const char* signature;
};

// RFC 8032, section 7.1, tests 1 to 3.
constexpr Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST_CASE("Signatures are those of RFC 8032") {
  for (const auto& vector : kVectors) {
    INFO(vector.message);
    const SecretKey secret{"desk", bytes(vector.seed)};
    const auto open = public_key_of(test::sodium(), secret);
    CHECK(open == PublicKey{"desk", bytes(vector.open)});
    CHECK(sign(test::sodium(), secret, bytes(vector.message)) == bytes(vector.signature));
    CHECK(is_signed_by(test::sodium(), open, bytes(vector.signature), bytes(vector.message)));
    CHECK_FALSE(is_signed_by(test::sodium(), open, bytes(vector.signature), "other"));
  }
}

TEST_CASE("A signature or a key of another length is none") {
  const auto signature = sign(test::sodium(), test::key(), "Coffee");
  REQUIRE(is_signed_by(test::sodium(), test::public_key(), signature, "Coffee"));
  CHECK_FALSE(is_signed_by(test::sodium(), test::public_key(), "", "Coffee"));
  CHECK_FALSE(is_signed_by(test::sodium(), test::public_key(), signature + "x", "Coffee"));
  CHECK_FALSE(is_signed_by(test::sodium(), {"desk", ""}, signature, "Coffee"));
}

TEST_CASE("No two keys that are made are the same") {
  CHECK(make_key(test::sodium(), "desk").seed != make_key(test::sodium(), "desk").seed);
}

TEST_CASE("A key's file is read as it was written, by its owner alone, and never replaced") {
  const test::TemporaryFolder folder;
  const auto file = folder / "desk.key";
  REQUIRE(write_key_file(file, test::key()));
  struct stat info{};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  const auto again = read_key_file(file);
  REQUIRE(again);
  CHECK(again->name == "desk");
  CHECK(again->seed == test::key().seed);
  const auto other = write_key_file(file, test::key("desk", 'x'));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == "unwritable");
  CHECK(read_key_file(file)->seed == test::key().seed);
}

TEST_CASE("A key that others may read is not used") {
  const test::TemporaryFolder folder;
  const auto file = folder / "desk.key";
  REQUIRE(write_key_file(file, test::key()));
  ::chmod(file.c_str(), 0644);
  const auto key = read_key_file(file);
  REQUIRE_FALSE(key);
  CHECK(key.error().code == "open-key");
  CHECK(key.error().message.contains("chmod 600"));
  ::chmod(file.c_str(), 0640);
  CHECK(read_key_file(file));
}

TEST_CASE("A file that holds no key says so without what is in it") {
  const test::TemporaryFolder folder;
  const auto file = folder / "desk.key";
  CHECK(read_key_file(file).error().code == "unreadable");
  for (const auto* text : {"", "roomsign-key/1 desk", "roomsign-key/1 desk c2VjcmV0",
                           "roomsign-key/2 desk ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ=",
                           "roomsign-key/1 d/k ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ="}) {
    std::filesystem::remove(file);
    REQUIRE(write_new_file(file, text, 0600));
    const auto key = read_key_file(file);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == "bad-key");
    CHECK_FALSE(key.error().message.contains("c2VjcmV0"));
  }
}

TEST_CASE("A public key is 44 characters of base64, under a plain name") {
  const auto text = to_base64(test::public_key().bytes);
  CHECK(text.size() == 44);
  CHECK(parse_public_key("desk", text) == test::public_key());
  for (const auto& wrong : {std::string(), text.substr(1), text + "=", std::string(44, '!')}) {
    INFO(wrong);
    CHECK_FALSE(parse_public_key("desk", wrong));
  }
  for (const auto* name : {"", "a desk", "d/k", "b\xC3\xBCro"}) {
    INFO(name);
    CHECK_FALSE(parse_public_key(name, text));
  }
  CHECK_FALSE(parse_public_key(std::string(65, 'd'), text));
}

}  // namespace
}  // namespace roomsign::signatures
