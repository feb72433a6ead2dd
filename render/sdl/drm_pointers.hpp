// What libdrm hands out, given back by itself.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <xf86drmMode.h>

namespace roomsign::render::drm {

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    kFree(pointer);
  }
};
using Resources = std::unique_ptr<drmModeRes, Freed<drmModeFreeResources>>;
using Connector = std::unique_ptr<drmModeConnector, Freed<drmModeFreeConnector>>;
using Encoder = std::unique_ptr<drmModeEncoder, Freed<drmModeFreeEncoder>>;
using Property = std::unique_ptr<drmModePropertyRes, Freed<drmModeFreeProperty>>;

inline std::span<const std::uint32_t> connectors(const drmModeRes& resources) {
  return {resources.connectors, static_cast<std::size_t>(resources.count_connectors)};
}

}  // namespace roomsign::render::drm
