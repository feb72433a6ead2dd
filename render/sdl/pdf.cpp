#include "render/sdl/pdf.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <hpdf.h>

namespace roomsign::render {
namespace {

struct Free {
  void operator()(HPDF_Doc pdf) const { HPDF_Free(pdf); }
};
using Document = std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, Free>;

// The library remembers its first error and does nothing from there on.
void expect_no_error(const Document& pdf) {
  if (const auto error = HPDF_GetError(pdf.get()); error != HPDF_OK) {
    throw std::runtime_error(fmt::format("PDF: error 0x{:04x}", error));
  }
}

void add_page(const Document& pdf, const std::string& png) {
  HPDF_Page const page = HPDF_AddPage(pdf.get());
  HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
  HPDF_Image const image =
      HPDF_LoadPngImageFromMem(pdf.get(), reinterpret_cast<const HPDF_BYTE*>(png.data()),
                               static_cast<HPDF_UINT>(png.size()));
  expect_no_error(pdf);
  const HPDF_REAL width = HPDF_Page_GetWidth(page);
  const HPDF_REAL high = HPDF_Page_GetHeight(page);
  const HPDF_REAL height = std::min(high, width * static_cast<float>(HPDF_Image_GetHeight(image)) /
                                              static_cast<float>(HPDF_Image_GetWidth(image)));
  HPDF_Page_DrawImage(page, image, 0, high - height, width, height);
  expect_no_error(pdf);
}

}  // namespace

std::string encode_pdf(std::span<const std::string> pngs) {
  const Document pdf(HPDF_New(nullptr, nullptr));
  if (!pdf) throw std::runtime_error("PDF: out of memory");
  HPDF_SetCompressionMode(pdf.get(), HPDF_COMP_ALL);
  for (const std::string& png : pngs) add_page(pdf, png);
  HPDF_SaveToStream(pdf.get());
  expect_no_error(pdf);
  HPDF_UINT32 size = HPDF_GetStreamSize(pdf.get());
  std::string bytes(size, '\0');
  HPDF_ReadFromStream(pdf.get(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
  bytes.resize(size);
  return bytes;
}

}  // namespace roomsign::render
