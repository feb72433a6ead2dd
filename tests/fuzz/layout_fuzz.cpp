// Whatever a sign is to show: it is drawn on every panel, with all text inside the margins, and
// none upon other text.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include <fuzzer/FuzzedDataProvider.h>

#include "daemon/base/text.hpp"
#include "render/layout.hpp"
#include "tests/support/any_screen.hpp"
#include "tests/support/faults.hpp"

namespace {

using namespace roomsign;

// What the bytes say; nothing more once they are used up.
class Bytes {
 public:
  explicit Bytes(FuzzedDataProvider& bytes) : bytes_(&bytes) {}

  int below(int limit) { return bytes_->ConsumeIntegralInRange(0, limit - 1); }

  std::string text(int length) {
    const auto most = static_cast<std::size_t>(length);
    return clean_line(bytes_->ConsumeRandomLengthString(most), most);
  }

 private:
  FuzzedDataProvider* bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const render::Theme theme = render::built_in_theme("dark").value();
  FuzzedDataProvider bytes(data, size);
  const auto panel = bytes.ConsumeIntegralInRange<std::size_t>(0, test::kPanels.size() - 1);
  const auto page = bytes.ConsumeIntegral<int>();
  const bool right_to_left = bytes.ConsumeBool();
  auto screen = test::AnyScreen(Bytes(bytes))();
  screen.right_to_left = right_to_left;
  test::RecordingCanvas canvas(test::kPanels.at(panel));
  render::draw(screen, theme, canvas, page);
  const auto faults = test::faults(canvas, theme);
  if (faults.empty()) return 0;
  std::fprintf(stderr, "%dx%d, scene %d:\n%s\n%s", canvas.size().width, canvas.size().height,
               static_cast<int>(screen.scene), faults.c_str(), canvas.calls.c_str());
  std::abort();
}
