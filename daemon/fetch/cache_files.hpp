// Which file of the state folder belongs to which source.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace roomsign::fetch {

// The cache file of the source whose first address is `url`: "schedule-<hash of it>.cache".
std::filesystem::path cache_file(const std::filesystem::path& folder, const std::string& url);

// Gives the single cache of former versions, "schedule.cache", its new name where it is one of
// `urls`'.
void adopt_old_cache(const std::filesystem::path& folder, const std::vector<std::string>& urls);

// Removes the caches of sources that are not among `urls`, and no other file. Not before all of
// these answered: an address may be mistyped, and the last good schedule still be wanted.
void remove_other_caches(const std::filesystem::path& folder, const std::vector<std::string>& urls);

// The file of a photograph, "photo-<hash of its address>.cache".
std::filesystem::path photo_file(const std::filesystem::path& folder, const std::string& address);

// Removes the photographs written longest ago, until `most` are left.
void remove_old_photos(const std::filesystem::path& folder, std::size_t most);

}  // namespace roomsign::fetch
