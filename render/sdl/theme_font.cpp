#include "render/sdl/theme_font.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

#include "render/characters.hpp"
#include "render/sdl/faces.hpp"

namespace roomsign::render {
namespace {

constexpr std::string_view kNeeded =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ";

float weight_of(Face face) {
  switch (face) {
    case Face::kBold:
      return 700;
    case Face::kDisplay:
    case Face::kSemiBold:
      return 600;
    case Face::kMedium:
      return 500;
    case Face::kRegular:
      break;
  }
  return 400;
}

using HbFace = std::unique_ptr<hb_face_t, decltype(&hb_face_destroy)>;

HbFace open(std::string_view bytes) {
  hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  HbFace face(hb_face_create(blob, 0), &hb_face_destroy);
  hb_blob_destroy(blob);
  return face;
}

std::vector<hb_ot_var_axis_info_t> axes_of(hb_face_t* face) {
  unsigned count = hb_ot_var_get_axis_count(face);
  std::vector<hb_ot_var_axis_info_t> axes(count);
  hb_ot_var_get_axis_infos(face, 0, &count, axes.data());
  axes.resize(count);
  return axes;
}

// How far an instance is from a weight; nothing where it is slanted, narrow or the like.
std::optional<float> distance(hb_face_t* face, unsigned instance, float weight,
                              const std::vector<hb_ot_var_axis_info_t>& axes) {
  auto count = static_cast<unsigned>(axes.size());
  std::vector<float> place(axes.size());
  hb_ot_var_named_instance_get_design_coords(face, instance, &count, place.data());
  if (count != axes.size()) return std::nullopt;
  std::optional<float> found;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (axes[i].tag == HB_OT_TAG_VAR_AXIS_WEIGHT) {
      found = std::abs(place[i] - weight);
    } else if (place[i] != axes[i].default_value) {
      return std::nullopt;
    }
  }
  return found;
}

}  // namespace

long font_index(std::string_view bytes, Face face) {
  const HbFace opened = open(bytes);
  const auto axes = axes_of(opened.get());
  const unsigned instances = hb_ot_var_get_named_instance_count(opened.get());
  float nearest = std::numeric_limits<float>::max();
  long index = 0;
  for (unsigned i = 0; i < instances; ++i) {
    const auto far = distance(opened.get(), i, weight_of(face), axes);
    if (!far || *far >= nearest) continue;
    nearest = *far;
    index = static_cast<long>(i + 1U) << 16U;  // as FreeType counts them
  }
  return index;
}

std::string font_fault(const FaceFile& file) {
  Typeface typeface;
  typeface[static_cast<std::size_t>(Face::kRegular)] = file;
  Faces faces;
  faces.use(std::make_shared<const Typeface>(std::move(typeface)));
  if (faces.first(Face::kRegular) != kTheme) return "this is no font with Latin letters";
  std::string missing;
  for (const char letter : kNeeded) {
    if (!faces.provides(static_cast<unsigned char>(letter), kTheme, Face::kRegular)) {
      missing += letter;
    }
  }
  return missing.empty() ? "" : fmt::format("it lacks letters of basic Latin: {}", missing);
}

}  // namespace roomsign::render
