#include "daemon/sign/pictures.hpp"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::sign {
namespace {

constexpr int kLargestSide = 1 << 14;

std::optional<int> take_side(std::string_view& text, char end) {
  int side = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), side);
  const auto length = static_cast<std::size_t>(rest - text.data());
  if (error != std::errc() || length == text.size() || *rest != end) return std::nullopt;
  text.remove_prefix(length + 1);
  return side > 0 && side <= kLargestSide ? std::optional(side) : std::nullopt;
}

}  // namespace

Result<render::ImagePtr> decode_in_child(std::string_view bytes, const DecodeOptions& options) {
  std::vector<std::string> command{options.program, "decode", "--size",
                                   fmt::format("{}x{}", options.box.width, options.box.height)};
  if (options.cut) command.emplace_back("--cut");
  const auto ran = run_child(command, bytes, options.limits);
  if (!ran) return std::unexpected(ran.error());
  if (ran->exit_status != 0) {
    const auto reason = clean_line(split(ran->err, '\n').front(), 200);
    return failure("bad-picture", reason.empty() ? "it cannot be decoded" : reason);
  }
  return parse_image(ran->out);
}

std::string print_image(const render::Image& image) {
  std::string answer = fmt::format("{} {}\n", image.size().width, image.size().height);
  answer.append(reinterpret_cast<const char*>(image.pixels().data()),
                image.pixels().size() * sizeof(std::uint32_t));
  return answer;
}

Result<render::ImagePtr> parse_image(std::string_view answer) {
  const auto width = take_side(answer, ' ');
  const auto height = width ? take_side(answer, '\n') : std::nullopt;
  const auto pixels =
      height ? static_cast<std::size_t>(*width) * static_cast<std::size_t>(*height) : 0;
  if (pixels == 0 || answer.size() != pixels * sizeof(std::uint32_t)) {
    return failure("bad-picture", "its decoder gave no picture");
  }
  std::vector<std::uint32_t> taken(pixels);
  std::memcpy(taken.data(), answer.data(), answer.size());
  return std::make_shared<const render::Image>(render::Size{*width, *height}, std::move(taken));
}

}  // namespace roomsign::sign
